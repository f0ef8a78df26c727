/** Laying what waits on the phone over what the server says. Pure. */

/** @import { Answer, Draft, Item, Lost, Writer } from "../types.d.ts" */

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
    const lost = known ? known.answers[field]?.lost : answer.lost;
    answers[field] = { value: standing(answer), revision: answer.revision, ...(lost?.length ? { lost } : {}) };
  }
  // What lost stays, also when the server no longer shows the field (a sealed declaration, a link that only reads).
  for (const [field, answer] of Object.entries(known?.answers ?? {})) {
    const { revision, lost } = answer;
    if (lost?.length && !answers[field]) answers[field] = { value: standing(answer), revision, lost };
  }
  for (const item of queue) {
    if (item.kind !== "operation") continue;
    const { field, value } = item.body;
    answers[field] = typed_over(answers[field], value);
  }
  return { ...draft, answers };
}

/** What the server has in a field, under what waits. @param {Pick<Answer, "value" | "pending" | "stands">} answer */
export const standing = ({ value, pending, stands }) => (pending && stands !== undefined ? stands : value);

/**
 * The field (or log entry) with a value that waits; what stood there is kept beneath it.
 * @param {Partial<Answer> | undefined} answer @param {unknown} value
 */
export const typed_over = (answer, value) => ({ ...answer, revision: answer?.revision ?? 0, value, pending: true, ...(answer?.pending ? {} : { stands: answer?.value ?? null }) });

/**
 * What a new text builds on: the newest of ours that waits, else what stands.
 * @param {Item[]} queue @param {string} field @param {number | undefined} revision @returns {number | string}
 */
export const base_of = (queue, field, revision) =>
  queue.filter((item) => item.kind === "operation" && item.body.field === field && !item.blocked).at(-1)?.body.id ?? revision ?? 0;

/**
 * @typedef {object} Outcome
 * @property {number[]} done places in the queue
 * @property {[number, Item["blocked"]][]} blocked places in the queue, with the reason
 * @property {Record<string, { value?: any, revision: number, lost?: Lost }>} answers what changed of each field
 * @property {number} applied how many moved the declaration's revision
 * @property {number} [revision] the declaration's, afterwards
 */

/**
 * What a batch's results mean for the queue and the draft.
 * @param {Item[]} sent @param {{ id: string, outcome: string, revision: number, code?: string, message?: string, current?: { value: any, revision: number } & Writer }[]} results
 */
export function outcome_of(sent, results) {
  /** @type {Outcome} */
  const outcome = { done: [], blocked: [], answers: {}, applied: 0 };
  for (const result of results) {
    const item = sent.find((known) => known.body.id === result.id);
    if (!item) continue;
    const seq = /** @type {number} */ (item.seq);
    const { id, field, base, value, typed_at } = item.body;
    if (result.outcome === "rejected") {
      outcome.blocked.push([seq, { code: result.code ?? "", message: result.message ?? "" }]);
      continue;
    }
    outcome.done.push(seq);
    if (result.outcome === "applied" || result.outcome === "duplicate") {
      outcome.answers[field] = { value, revision: result.revision };
      outcome.applied += Number(result.outcome === "applied");
    } else if (result.current) {
      const { value: standing, revision, ...theirs } = result.current;
      const late = result.outcome === "late";
      outcome.answers[field] = { value: standing, revision, lost: { id, base, value, typed_at, late, theirs } };
    }
  }
  return outcome;
}

/**
 * The answer after a change from the server; a text that lost is laid beside those that lost before, in the place of
 * the one it was typed on from.
 * @param {Answer | undefined} answer @param {{ value?: any, revision: number, lost?: Lost }} change @returns {Answer}
 */
export function changed(answer, { lost, ...change }) {
  const all = [...(answer?.lost ?? []).filter((one) => one.id !== lost?.base), ...(lost ? [lost] : [])];
  return { value: null, ...answer, pending: false, ...change, ...(all.length ? { lost: all } : {}) };
}

/**
 * Texts that lost and that nobody has chosen about yet: no screen but this device's shows them.
 * @param {Draft[]} drafts @param {import("../types.d.ts").LogEntry[]} entries
 * @returns {{ draft: Draft | null, field: string, lost: Lost }[]} field: of a log entry, its id
 */
export const undecided = (drafts, entries) => [
  ...drafts.flatMap((draft) => Object.entries(draft.answers).flatMap(([field, { lost = [] }]) => lost.filter(({ late }) => !late).map((one) => ({ draft, field, lost: one })))),
  ...entries.flatMap(({ id, lost = [] }) => lost.map((one) => ({ draft: null, field: id, lost: one }))),
];

/**
 * Where two texts part and meet again, so that only the difference is marked.
 * @param {string} one @param {string} other @returns {[string, string, string][]} for each: before, different, after
 */
export function difference(one, other) {
  const [left, right] = [[...one], [...other]];
  const shortest = Math.min(left.length, right.length);
  let start = 0;
  while (start < shortest && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shortest - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  return [left, right].map((letters) => {
    const stop = letters.length - end;
    return [letters.slice(0, start).join(""), letters.slice(start, stop).join(""), letters.slice(stop).join("")];
  });
}
