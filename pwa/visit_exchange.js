/** How one link's database talks with the server: opens the grant, reads, sends. Knows no screen, and goes by the database's name. */
import { call, reachable } from "./api.js";
import { same_answers } from "./domain/answers.js";
import { post_message } from "./messages.js";
import { values_of } from "./state.js";
import { read_meta, write_meta } from "./storage/database.js";
import { device_id, visit_database } from "./storage/device.js";
import { all_drafts, take_in } from "./storage/drafts.js";
import { lay_aside } from "./storage/set_aside.js";
import { push } from "./sync.js";
import { APP } from "./version.js";
import { word_of } from "./words.js";

/** @import { Item, Reply } from "./types.d.ts" */

/** The path of the link whose database it is. A phone that was handed over learns it when the server answers. @param {string} name */
export const path_of = async (name) => `/api/e/${(await read_meta(name, "public_id")) ?? name.slice(visit_database("").length)}`;

/** Exchanges what opens the link for a grant: its secret, or the hand-over; without either it may be open in this browser. @param {string} name @returns {Promise<Reply>} */
export async function open(name) {
  const hand_over = await read_meta(name, "hand_over");
  if (hand_over) return open_handed(name, hand_over);
  const [candidate, kept] = [await read_meta(name, "candidate"), await read_meta(name, "secret")];
  const secret = candidate ?? kept;
  const reply = await call("POST", `${await path_of(name)}/open`, { body: { secret } });
  if (reply.status > 0 && reply.status < 500 && location.hash) history.replaceState(null, "", location.pathname);
  if (reply.status === 200) {
    await write_meta(name, "secret", secret);
    await write_meta(name, "candidate", undefined);
    await take_in_view(name, reply.body);
  } else if (reply.status === 404 && candidate) {
    await write_meta(name, "candidate", undefined); // a cut link must not shadow the good one that was kept
    return kept === candidate ? reply : open(name);
  }
  return reply;
}

/** @param {string} name @param {{ hand_over_id: string, declaration_id: string, recipient_id: string }} hand_over */
async function open_handed(name, { declaration_id, ...body }) {
  const reply = await call("POST", `/api/declarations/${declaration_id}/hand_over`, { body });
  if (reply.status === 200) await take_in_view(name, reply.body, { public_id: reply.body.public_id });
  return reply;
}

/** Whether the grant must be opened before anything can be read. @param {string} name */
export const unopened = async (name) =>
  Boolean((await read_meta(name, "candidate")) || ((await read_meta(name, "hand_over")) && !(await read_meta(name, "public_id"))) || !(await all_drafts(name)).length);

/** @param {string} name @param {import("./types.d.ts").Visit} view @param {Record<string, unknown>} [meta] */
async function take_in_view(name, view, meta) {
  await take_in(name, [view], meta);
  await lay_aside(name, view);
}

/** @param {string} name @returns {Promise<Reply>} */
export async function pull(name) {
  const etag = await read_meta(name, "etag");
  const known = etag && (await all_drafts(name)).length;
  const reply = await call("GET", await path_of(name), { headers: known ? { "if-none-match": etag } : {} });
  if (reply.status === 200) await take_in_view(name, reply.body, { etag: reply.etag });
  return reply;
}

/** Sends what waits. @param {string} name */
export const send = async (name) =>
  push({
    database: name,
    device: await device_id(),
    app: APP,
    deed: (item) => deed(name, item),
    reachable,
    operations: async (_, body) => call("POST", `${await path_of(name)}/operations`, { body }),
  });

/**
 * Sends what the person saw when they pressed send, and nothing else: what another device wrote since must be read first.
 * @param {string} name @param {Item} item @returns {Promise<Reply>}
 */
async function deed(name, item) {
  const path = await path_of(name);
  if (item.kind === "message") return post_message(path, item);
  if (item.kind === "close") return call("POST", `${path}/close`, { body: {} });
  const { seen, ...body } = item.body;
  const [draft] = await all_drafts(name);
  if (draft.may === "fill" && !same_answers(values_of(draft), seen)) {
    return { status: 412, body: { code: "answers_moved_on", message: word_of("refusal", "answers_moved_on") }, etag: null, retry_after: null };
  }
  const headers = { "if-match": `"${draft.revision}"` };
  return call("POST", `${path}/${item.kind === "confirm" ? "confirmation" : "submit"}`, { body, headers });
}
