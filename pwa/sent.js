/** What the supervisor does with what was sent: takes it back. Needs the network: others wait for the answer. */
import { at_once } from "./visit.js";

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
