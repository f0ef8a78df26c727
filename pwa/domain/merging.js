/** Laying what waits on the phone over what the server says. Pure. */

/** @import { Answer, Draft, Item } from "../types.d.ts" */

/**
 * The server's draft with the newest local value of each field that still waits. A text that lost stays beside it.
 * @template {Draft} D
 * @param {D} draft @param {Item[]} queue @param {D} [known] what stood here before
 * @returns {D}
 */
export function lay_over(draft, queue, known) {
  /** @type {Record<string, Answer>} */
  const answers = {};
  for (const [field, answer] of Object.entries(draft.answers)) {
    const lost = known?.answers[field]?.lost ?? answer.lost;
    answers[field] = { value: answer.value, revision: answer.revision, ...(lost === undefined ? {} : { lost }) };
  }
  for (const item of queue) {
    if (item.kind !== "operation") continue;
    const { field, value } = item.body;
    answers[field] = { ...answers[field], revision: answers[field]?.revision ?? 0, value, pending: true };
  }
  return { ...draft, answers };
}

/**
 * @typedef {object} Outcome
 * @property {number[]} done places in the queue
 * @property {[number, Item["blocked"]][]} blocked places in the queue, with the reason
 * @property {Record<string, object>} answers what changed of each field
 * @property {number} applied how many moved the declaration's revision
 * @property {number} [revision] the declaration's, afterwards
 */

/**
 * What a batch's results mean for the queue and the draft.
 * @param {Item[]} sent @param {{ id: string, outcome: string, revision: number, code?: string, message?: string, current?: { value: any, revision: number } }[]} results
 */
export function outcome_of(sent, results) {
  /** @type {Outcome} */
  const outcome = { done: [], blocked: [], answers: {}, applied: 0 };
  for (const result of results) {
    const item = sent.find((known) => known.body.id === result.id);
    if (!item) continue;
    const seq = /** @type {number} */ (item.seq);
    const { field, value } = item.body;
    if (result.outcome === "rejected") {
      outcome.blocked.push([seq, { code: result.code ?? "", message: result.message ?? "" }]);
      continue;
    }
    outcome.done.push(seq);
    if (result.outcome === "applied" || result.outcome === "duplicate") {
      outcome.answers[field] = { revision: result.revision };
      outcome.applied += Number(result.outcome === "applied");
    } else if (result.current) {
      outcome.answers[field] = { ...result.current, lost: value };
    }
  }
  return outcome;
}
