/** What the holder of a link says beside the answers: no, read, this was not me. Each needs the network, and says so. */
import { forget_form } from "./forms.js";
import { ui } from "./state.js";
import { at_once, flush, sync_now } from "./visit.js";
import { t } from "./words.js";

/** @import { Reply } from "./types.d.ts" */

/** A deed keeps its id until it has gone, so that one sent twice is done once. @type {Record<string, string>} */
const ids = {};

/** @param {string} name of the form @param {string} path @param {string} id_field @param {object} body */
async function say(name, path, id_field, body) {
  ids[name] ??= crypto.randomUUID();
  const reply = await at_once(path, { [id_field]: ids[name], ...body });
  if (reply.status > 0 && reply.status < 500) delete ids[name];
  if (reply.status === 200) forget_form(name);
  const [done, fields] = [reply.status === 200, reply.body?.fields ?? []];
  ui({ problem: done ? null : told(reply), problems: fields });
  return { done, fields };
}

/** @param {Reply} reply */
const told = ({ body }) => body?.message ?? t("declaration.no_network");

/** @param {{ reason: string, text: string, instead: { name: string, address: string } | null }} said */
export async function decline(said) {
  await flush();
  await sync_now(); // what was answered goes before the link may be closed
  return say("decline", "decline", "decline_id", said);
}

export async function take_back_decline() {
  const reply = await at_once("decline/undo", {});
  ui({ problem: reply.status === 200 ? null : told(reply), someone_else: false, declining: false });
}

/** What was typed in from paper is wrong: back to who typed it. @param {string} text */
export const send_back = (text) => say("typed_no", "confirmation/refuse", "refusal_id", { text });

/** @param {string} name */
export const mark_read = (name) => say("read", "read", "read_id", { name });

/** @param {string} text */
export const not_me = (text) => say("not_me", "not_me", "dispute_id", { text });
