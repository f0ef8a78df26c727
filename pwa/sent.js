/** What the supervisor does with what was sent: takes it back, corrects it. Needs the network: others wait for the answer. */
import { at_once, flush, sync_now } from "./visit.js";

/** @import { Reply } from "./types.d.ts" */

/** Ids of deeds that got no clear answer: tried again, they are the same deed. @type {Record<string, string>} */
const unanswered = {};

/** @param {string} path @param {string} name of the deed's id in the body @param {Record<string, unknown>} [more] @returns {Promise<Reply>} */
async function deed(path, name, more = {}) {
  unanswered[path] ??= crypto.randomUUID();
  const reply = await at_once(path, { [name]: unanswered[path], ...more });
  if (reply.status > 0 && reply.status < 500) delete unanswered[path];
  return reply;
}

export const take_back = () => deed("take_back", "take_back_id");

export const ask_for_code = () => at_once("correction/code", {});

/** @param {string} reason @param {string} code */
export const begin_correction = (reason, code) => deed("correction", "correction_id", { reason, code });

/** The answers are again what was sent. What was typed goes first: else it would come into the next correction. */
export async function drop_correction() {
  await flush();
  await sync_now();
  return deed("correction/drop", "drop_id");
}
