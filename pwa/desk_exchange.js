/** How the apprentice's database talks with the server: everything that waits goes out, then everything new comes in. Knows no screen. */
import { call, reachable } from "./api.js";
import { fetch_editions } from "./editions.js";
import { post_message } from "./messages.js";
import { post_reminder } from "./reminding.js";
import { post_reply } from "./replies.js";
import { take_in_shares } from "./shares.js";
import { read_meta, write_meta } from "./storage/database.js";
import { device_id, person_database } from "./storage/device.js";
import { take_in } from "./storage/drafts.js";
import { LOG, take_in_log } from "./storage/log_entries.js";
import { push } from "./sync.js";
import { APP } from "./version.js";

/** @import { Item } from "./types.d.ts" */

/** `fetched`: something new came in. @param {string} name @returns {Promise<{ ending: string, retry_after: number | null, fetched: boolean }>} */
export async function send_and_fetch(name) {
  const pushed = await push({ database: name, device: await device_id(), app: APP, deed, operations, reachable });
  if (!["sent", "later"].includes(pushed.ending) || pushed.retry_after) return { ...pushed, fetched: false };
  const { fetched, ...pulled } = await pull(name);
  if (pulled.ending === "sent") await tell_photo_count(name);
  return { ...(pulled.ending === "sent" ? pushed : pulled), fetched };
}

/** @param {Item} item */
const deed = (item) => {
  const { kind, subject, body } = item;
  return {
    message: () => post_message(`/api/declarations/${body.declaration}`, item),
    reply: () => post_reply(item),
    ask_correction: () => post_reply(item),
    profile: () => call("PATCH", "/api/profile", { body }),
    create: () => call("PUT", `/api/declarations/${subject}`, { body }),
    request: () => call("POST", `/api/declarations/${subject}/request`, { body }),
    remind: () => post_reminder(item),
    withdraw: () => call("POST", `/api/declarations/${subject}/withdraw`, { body }),
    discard: () => call("POST", `/api/declarations/${subject}/discard`, { body }),
    restore: () => call("POST", `/api/declarations/${subject}/restore`, { body }),
  }[/** @type {"message" | "profile" | "create" | "request" | "remind" | "withdraw" | "reply" | "ask_correction" | "discard" | "restore"} */ (kind)]();
};

/** @param {string} subject @param {unknown} body */
const operations = (subject, body) => call("POST", subject === LOG ? "/api/log/operations" : `/api/declarations/${subject}/operations`, { body });

/** @param {string} name */
async function pull(name) {
  const after = (await read_meta(name, "after")) ?? 0;
  const reply = await call("GET", `/api/changes?after=${after}`, { headers: after ? { "if-none-match": `"${after}"` } : {} });
  if (reply.status === 200 && person_database(reply.body.profile.id) === name) {
    await take_in_log(name, reply.body.log);
    await take_in(name, reply.body.declarations, { after: reply.body.after, profile: reply.body.profile, photo_devices: reply.body.photo_devices });
    await take_in_shares(name, reply.body.shares).catch(() => {}); // a full phone: the next exchange tells it
    await fetch_editions(name, [reply.body.profile, ...reply.body.declarations]);
  }
  const endings = { 0: "offline", 401: "signed_out", 200: "sent", 304: "sent" };
  return { ending: endings[/** @type {0} */ (reply.status)] ?? "later", retry_after: reply.retry_after, fetched: reply.status === 200 };
}

/** Tells the server how many photos lie here: a number, so that a loss can be told. @param {string} name */
async function tell_photo_count(name) {
  const [count, told] = [await read_meta(name, "photo_count"), await read_meta(name, "photo_count_told")];
  if (count === undefined || count === told) return;
  const { status } = await call("POST", "/api/photo_count", { body: { device: await device_id(), count } });
  if (status === 204) await write_meta(name, "photo_count_told", count);
}
