/** Reminding a recipient: asked for here, also without a network; the server says when it goes, or why not. */
import { call } from "./api.js";
import { database, reload, sync_now } from "./desk.js";
import { ui } from "./state.js";
import { queue_deed } from "./storage/drafts.js";

/** @import { Item, Reply } from "./types.d.ts" */

/** Waits in a line of its own, so that a refused one holds up nothing. @param {string} declaration @param {string} recipient */
export async function remind(declaration, recipient) {
  const body = { declaration, remind_id: crypto.randomUUID() };
  await queue_deed(/** @type {string} */ (database()), "remind", recipient, body, new Date().toISOString());
  await reload();
  await sync_now();
}

/** A refusal is told once and then lies in the recipient's own state: there is nothing to keep. @param {Item} item @returns {Promise<Reply>} */
export async function post_reminder({ subject, body: { declaration, remind_id } }) {
  const reply = await call("POST", `/api/declarations/${declaration}/recipients/${subject}/remind`, { body: { remind_id } });
  if (![404, 409, 422].includes(reply.status) || !reply.body?.code) return reply;
  ui({ told: reply.body.message });
  return { ...reply, status: 200, body: { id: subject } };
}
