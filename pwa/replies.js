/** The apprentice's answer to a declaration that arrived, and asking for it to be opened again; also without a network. */
import { call } from "./api.js";
import { store, ui } from "./state.js";
import { keep_reply, queue_reply, take_back_reply, typed_reply } from "./storage/replies.js";

/** @import { House } from "./messages.js" */
/** @import { Item } from "./types.d.ts" */
/** @import { Kind } from "./storage/replies.js" */

/** @param {House} house */
const name_of = (house) => /** @type {string} */ (house.database());

/** Opens the form with what was begun there. @param {House} house @param {Kind} kind @param {string} id */
export const open_reply = async (house, kind, id) => ui({ reply: { kind, text: await typed_reply(name_of(house), kind, id) }, reply_problem: "" });

/** Shown at once and kept on the phone with every letter. @param {House} house @param {Kind} kind @param {string} id @param {string} text */
export async function change_reply(house, kind, id, text) {
  ui({ reply: { kind, text }, reply_problem: "" });
  await keep_reply(name_of(house), kind, id, text).then(
    () => store.set({ kept: "saved" }),
    () => store.set({ kept: "unsaved", unsaved: text }),
  );
}

/** `number`: the version that was read. @param {House} house @param {string} id @param {number} number @param {string} text empty: agreed */
export const send_reply = (house, id, number, text) => send(house, "reply", id, { reply_id: crypto.randomUUID(), kind: text ? "comment" : "agree", text, number });

/** @param {House} house @param {string} id @param {string} text */
export const ask_correction = (house, id, text) => send(house, "ask_correction", id, { ask_id: crypto.randomUUID(), text });

/** @param {House} house @param {Kind} kind @param {string} id @param {Record<string, unknown>} body */
async function send(house, kind, id, body) {
  await queue_reply(name_of(house), kind, id, body, new Date().toISOString());
  ui({ reply: null, agreeing: false });
  await house.reload();
  house.sync_now();
}

/** @param {House} house @param {Item} item */
export async function take_back(house, item) {
  await take_back_reply(name_of(house), item);
  await house.reload();
  if (item.body.text) await open_reply(house, /** @type {Kind} */ (item.kind), item.body.declaration);
}

/** A day's limit is told like any other refusal: waiting for it would hold up everything else. @param {Item} item */
export async function post_reply({ kind, body: { declaration, ...body } }) {
  const reply = await call("POST", `/api/declarations/${declaration}/${kind}`, { body });
  return reply.status === 429 ? { ...reply, status: 409 } : reply;
}
