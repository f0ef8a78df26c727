/** What the holder of a mailed link does: opens it, fills in, sends. Kept per link, so that unsent answers outlive a visit. */
import { call, reachable } from "./api.js";
import { base_of } from "./domain/merging.js";
import { create_editor, with_typed } from "./editing.js";
import { same_answers } from "./domain/answers.js";
import { post_message } from "./messages.js";
import { load_forms } from "./forms.js";
import { look_up } from "./lost_link.js";
import { hear_tabs, tell_tabs } from "./news.js";
import { look } from "./notifications.js";
import { edition_of, store, values_of } from "./state.js";
import { keep_editions, kept_editions } from "./storage/catalogue.js";
import { read_meta, write_meta } from "./storage/database.js";
import { device_id, visit_database } from "./storage/device.js";
import { all_drafts, discard, drop_lost, queue_deed, take_in, waiting } from "./storage/drafts.js";
import { snapshot } from "./storage/snapshot.js";
import { push } from "./sync.js";
import { start_loop } from "./sync_loop.js";
import { APP } from "./version.js";
import { word_of } from "./words.js";

/** @import { Item, Reply, Visit } from "./types.d.ts" */

const now = () => new Date().toISOString();

let public_id = "";
/** @type {Visit | null} */
let on_disk = null;
/** @type {ReturnType<typeof start_loop> | null} */
let loop = null;

export const database = () => (public_id ? visit_database(public_id) : null);
const show = () => store.set({ typing: editor.busy(), visit: on_disk && with_typed(on_disk, editor.over(on_disk.id)) });

const editor = create_editor({
  database,
  base: (_, field) => base_of(store.get().queue, field, on_disk?.answers[field]?.revision),
  shown: show,
  async kept(outcome, texts) {
    store.set({ kept: outcome, unsaved: texts });
    if (outcome === "unsaved") return;
    await reload().catch(() => {}); // it is on the disk; the next reading shows it
    tell_tabs(/** @type {string} */ (database()));
    loop?.soon();
  },
});

hear_tabs((name) => name === database() && reload().catch(() => {})); // the next reading shows it

/**
 * Opens the link of the address bar. The secret is kept on the device first and leaves the address only when the
 * server has answered: the page itself opens without a network, and then nothing must be lost.
 * @param {string} id
 */
export async function enter(id) {
  leave();
  public_id = id;
  const name = visit_database(id);
  const typed = decodeURIComponent(location.hash.slice(1));
  if (typed) await write_meta(name, "candidate", typed);
  store.set({ door: "opening", visit: null, forms: {} });
  await reload();
  await load_forms();
  await editor.take_up();
  loop = start_loop(name, exchange, (ending) => store.set({ ending }));
  await loop.now();
  if (database() === name && store.get().visit) await look(name, push_path(name)).catch(() => {}); // next start
}

export function leave() {
  editor.flush();
  loop?.stop();
  loop = null;
  on_disk = null;
  public_id = "";
}

export const sync_now = () => loop?.now();

/** The path of the link whose database it is: an exchange under way stays with its own link. @param {string} name */
const api = (name) => `/api/e/${name.slice(visit_database("").length)}`;

/** @param {string} name */
export const push_path = (name) => `${api(name)}/push`;

/** Exchanges the link's secret for a grant. @param {string} name @returns {Promise<Reply | null>} null: there is no secret to try */
async function open(name) {
  const [candidate, kept] = [await read_meta(name, "candidate"), await read_meta(name, "secret")];
  const secret = candidate ?? kept;
  if (!secret) return null;
  const reply = await call("POST", `${api(name)}/open`, { body: { secret } });
  if (reply.status > 0 && reply.status < 500 && location.hash) history.replaceState(null, "", location.pathname);
  if (reply.status === 200) {
    await write_meta(name, "secret", secret);
    await write_meta(name, "candidate", undefined);
    await take_in(name, [reply.body]);
  } else if (reply.status === 404 && candidate) {
    await write_meta(name, "candidate", undefined); // a cut link must not shadow the good one that was kept
    return kept && kept !== candidate ? open(name) : reply;
  }
  return reply;
}

/** One exchange: a grant when one is needed, what waits out, what is new in. */
async function exchange() {
  const name = database();
  if (!name) return { ending: "sent", retry_after: null };
  await editor.flush();
  let pulled = await pull(name);
  if (pulled.status === 401 || (await read_meta(name, "candidate"))) pulled = (await open(name)) ?? { ...pulled, status: 404 };
  const door = door_of(pulled.status);
  if (!["opening", ""].includes(door) || pulled.status === 0) {
    await reload();
    store.set({ door: store.get().visit && door !== "unknown" ? "" : door });
    if (door === "unknown") await look_up(public_id);
    return { ending: pulled.status === 0 ? "offline" : pulled.status === 404 ? "sent" : "later", retry_after: pulled.retry_after };
  }
  const pushed = await push({
    database: name,
    device: await device_id(),
    app: APP,
    deed: (item) => deed(name, item),
    reachable,
    operations: (_, body) => call("POST", `${api(name)}/operations`, { body }),
  });
  if (pushed.ending === "sent") await pull(name);
  await fetch_edition(name);
  await reload();
  await forget_secret(name);
  store.set({ door: "" });
  tell_tabs(name);
  return pushed;
}

/** Once the declaration is closed and nothing waits, the device need not be able to open it again by itself. @param {string} name */
async function forget_secret(name) {
  const closed = on_disk?.status === "submitted" || on_disk?.status === "withdrawn";
  if (closed && !store.get().queue.length) await write_meta(name, "secret", undefined);
}

/** @param {number} status @returns {"" | "unknown" | "offline" | "limited"} */
function door_of(status) {
  if (status === 200 || status === 304) return "";
  if (status === 404 || status === 401) return "unknown";
  return status === 429 ? "limited" : "offline";
}

/** @param {string} name @returns {Promise<Reply>} */
async function pull(name) {
  const etag = await read_meta(name, "etag");
  const known = etag && (await all_drafts(name)).length;
  const reply = await call("GET", api(name), { headers: known ? { "if-none-match": etag } : {} });
  if (reply.status === 200) await take_in(name, [reply.body], { etag: reply.etag });
  return reply;
}

/**
 * Sends what the person saw when they pressed send, and nothing else: what another device wrote since must be read first.
 * @param {string} name @param {Item} item @returns {Promise<Reply>}
 */
async function deed(name, item) {
  if (item.kind === "message") return post_message(api(name), item);
  const { body } = item;
  const [draft] = await all_drafts(name);
  if (draft.may === "fill" && !same_answers(values_of(draft), body.seen)) {
    return { status: 412, body: { code: "answers_moved_on", message: word_of("refusal", "answers_moved_on") }, etag: null, retry_after: null };
  }
  return call("POST", `${api(name)}/submit`, {
    body: { submission_id: body.submission_id },
    headers: { "if-match": `"${draft.revision}"` },
  });
}

/** @param {string} name */
async function fetch_edition(name) {
  const draft = (await all_drafts(name))[0];
  if (!draft || edition_of(draft.edition)) return;
  const { status, body } = await call("GET", `/catalogue/editions/${draft.edition}.json`);
  if (status !== 200) return;
  store.set({ editions: [...store.get().editions, body] });
  await keep_editions(name, [body]);
}

/** What lies on the device, with what is being typed on top. */
export async function reload() {
  const name = database();
  if (!name) return;
  const [{ drafts, queue, messages_sent }, editions] = await Promise.all([snapshot(name), kept_editions(name)]);
  if (name !== database()) return; // another link was opened meanwhile
  on_disk = drafts[0] ?? null;
  const known = store.get().editions;
  const added = editions.filter((edition) => !known.some((old) => old.id === edition.id));
  store.set({ queue, messages_sent, ...(added.length ? { editions: [...known, ...added] } : {}) });
  show();
}

/** @param {Record<string, unknown>} values @param {{ typing?: boolean }} [how] */
export const edit = (values, how) => on_disk && editor.edit(on_disk.id, values, how);
export const flush = () => editor.flush();

/** Sends the declaration: goes now, or by itself when there is a network again. */
export async function submit() {
  if (!on_disk) return;
  await editor.flush();
  const seen = values_of(store.get().visit ?? on_disk);
  await queue_deed(/** @type {string} */ (database()), "submit", on_disk.id, { submission_id: crypto.randomUUID(), seen }, now());
  await reload();
  await loop?.now();
}

/** What a person can do with a text of theirs that lost. @type {import("./parts/conflict_cards.js").Choice} */
export const choice = {
  edit: (values) => edit(values),
  async drop(field, index) {
    if (on_disk) await drop_lost(/** @type {string} */ (database()), on_disk.id, field, index);
    await reload();
  },
};

/** Does not send after all, as long as it has not gone. */
export async function hold_back() {
  const name = database();
  if (!name) return;
  for (const item of await waiting(name)) if (item.kind === "submit") await discard(name, Number(item.seq));
  await reload();
}

/** @param {string} recipient_id */
export const hand_pen = (recipient_id) => at_once("pen", { recipient_id });

/** A deed that needs the network; an answer that is a view is taken in. @param {string} path @param {unknown} body @returns {Promise<Reply>} */
export async function at_once(path, body) {
  const name = /** @type {string} */ (database());
  const reply = await call("POST", `${api(name)}/${path}`, { body });
  if (reply.status === 200 && reply.body.id) await take_in(name, [reply.body]);
  await reload();
  return reply;
}
