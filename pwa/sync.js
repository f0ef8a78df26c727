/**
 * Sending what waits and taking in what is new. Knows no screen. Nothing here deletes what a person typed:
 * an item goes when the server has it, stays with the reason when it was refused, and waits when there was no answer.
 */
import { outcome_of } from "./domain/merging.js";
import { MOST, next_of, smaller } from "./domain/queue.js";
import { freeze, settle, stumble, take_in, waiting } from "./storage/drafts.js";
import { LOG, settle_log } from "./storage/log_entries.js";
import { settle_message } from "./storage/messages.js";
import { REPLY } from "./storage/replies.js";

/** @import { Item, Reply, Draft } from "./types.d.ts" */
/** @import { Outcome } from "./domain/merging.js" */

/**
 * How to talk about one database's subjects with the server.
 * @typedef {object} Courier
 * @property {string} database
 * @property {string} device
 * @property {string} app version
 * @property {(item: Item) => Promise<Reply>} deed sends an item that is no operation
 * @property {(subject: string, body: unknown) => Promise<Reply>} operations
 * @property {() => Promise<boolean>} reachable whether our server answers: asked before what cannot be taken back once it may have left
 */

/** @typedef {"sent" | "offline" | "signed_out" | "later"} Ending */

/**
 * Sends all that waits, the profile first and messages last, each subject in its own order; one that is refused holds up no other.
 * @param {Courier} courier
 * @returns {Promise<{ ending: Ending, retry_after: number | null }>}
 */
export async function push(courier) {
  const subjects = new Set((await waiting(courier.database)).map((item) => item.subject));
  const place = (/** @type {string} */ subject) => (subject === "profile" ? 0 : subject.startsWith("message ") ? 2 : 1);
  const order = [...subjects].sort((a, b) => place(a) - place(b));
  /** @type {{ ending: Ending, retry_after: number | null }} */
  let ended = { ending: "sent", retry_after: null };
  for (const subject of order) {
    const stopped = await push_subject(courier, subject);
    if (stopped) ended = stopped;
    if (stopped && !stopped.only_this) break;
  }
  return { ending: ended.ending, retry_after: ended.retry_after };
}

/**
 * Null when all of the subject is judged, else why not; `only_this`: the server stumbled over this subject, others may go.
 * @param {Courier} courier @param {string} subject
 * @returns {Promise<{ ending: Ending, retry_after: number | null, only_this?: boolean } | null>}
 */
async function push_subject(courier, subject) {
  /** @type {Awaited<ReturnType<typeof push_subject>>} */
  let broken = null;
  const stumbled = new Set();
  let most = MOST;
  for (;;) {
    const queue = (await waiting(courier.database)).filter((item) => item.subject === subject);
    const next = next_of(queue, most, stumbled);
    if (!next.length) return broken;
    const message = next[0].kind === "message";
    const recallable = message || subject.startsWith(REPLY);
    if (recallable && !(await courier.reachable())) return { ending: /** @type {const} */ ("offline"), retry_after: null }; // surely not sent: it can be taken back
    const items = recallable || next[0].kind === "operation" ? await freeze(courier.database, next) : next;
    if (!items.length) continue; // taken back in this moment
    const reply = await send(courier, subject, items);
    const ending = ending_of(reply);
    if (ending) {
      const only_this = reply.status >= 500 && !reply.retry_after;
      broken = { ending, retry_after: reply.retry_after, only_this };
      if (!only_this || items[0].kind !== "operation") return broken;
      most = smaller(items.length);
      if (items.length > 1) continue;
      await stumble(courier.database, items[0]);
      if (stumbled.size) return broken; // over two of them: the fault is hardly in what was typed
      stumbled.add(items[0].seq);
      most = MOST;
      continue;
    }
    const outcome = what_became_of(items, reply);
    if (!outcome.done.length && !outcome.blocked.length) return { ending: "later", retry_after: null, only_this: true };
    await (message ? settle_message : subject === LOG ? settle_log : settle)(courier.database, subject, outcome);
    const seen = reply.status === 412 ? reply.body?.view : reply.body;
    if (next[0].kind !== "operation" && is_draft(seen)) await take_in(courier.database, [seen]);
  }
}

/** @param {Courier} courier @param {string} subject @param {Item[]} items */
function send(courier, subject, items) {
  if (items[0].kind !== "operation") return courier.deed(items[0]);
  const operations = items.map((item) => item.body);
  return courier.operations(subject, { device: courier.device, app: courier.app, operations });
}

/** Why sending stops here, or null when the server has judged. @param {Reply} reply @returns {Ending | null} */
function ending_of({ status }) {
  if (status === 0) return "offline";
  if (status === 401) return "signed_out";
  return [408, 425, 426, 429].includes(status) || status >= 500 ? "later" : null;
}

/** @param {Item[]} sent @param {Reply} reply @returns {Outcome} */
function what_became_of(sent, { status, body }) {
  if (sent[0].kind === "operation" && status === 200 && Array.isArray(body?.results)) return { ...outcome_of(sent, body.results), revision: body.revision };
  const places = sent.map((item) => item.seq ?? 0);
  const ours = sent[0].kind === "message" ? status === 202 : Boolean(body?.id);
  if (status < 400 && !ours) return { done: [], blocked: [], answers: {}, applied: 0 }; // something between us and the server answered
  if (status < 300) return { done: places, blocked: [], answers: {}, applied: 0 };
  const reason = { code: body?.code ?? "", message: body?.message ?? "", fields: body?.fields };
  return { done: [], blocked: places.map((place) => [place, reason]), answers: {}, applied: 0 };
}

/** @param {any} body @returns {body is Draft} */
const is_draft = (body) => Boolean(body?.id && body.answers && body.status);

/**
 * How long to wait before the next try: full jitter, doubling from 2 seconds to 5 minutes, or what the server asked for.
 * @param {number} failures @param {number | null} retry_after seconds @param {number} dice from 0 to 1
 * @returns {number} milliseconds
 */
export function wait_before(failures, retry_after, dice) {
  if (retry_after) return retry_after * 1000;
  return Math.max(1000, dice * Math.min(2000 * 2 ** failures, 300_000));
}
