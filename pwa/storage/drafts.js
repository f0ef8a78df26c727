/** Drafts and what waits to be sent. A typed value and its outgoing operation are written in one transaction or not at all. */
import { using } from "./database.js";
import { base_of, changed, lay_over, typed_over } from "../domain/merging.js";
import { hopeless } from "../domain/queue.js";

/** @import { Draft, Item } from "../types.d.ts" */
/** @import { Outcome } from "../domain/merging.js" */

const STRICT = /** @type {const} */ ({ durability: "strict" });
const FORM_VERSION = 1;

/** @param {string} name @returns {Promise<any[]>} */
export const all_drafts = (name) => using(name, (db) => db.getAll("drafts"));

/** @param {string} name @returns {Promise<Item[]>} in the order in which they were made */
export const waiting = (name) => using(name, (db) => db.getAll("outbox"));

/**
 * Keeps what was typed into fields, and that it must be sent. Resolves when it is on the disk, with the operation of each
 * field. What a person types anew takes the place of what the server refused, or fails over each time.
 * @param {string} name @param {string} subject @param {Record<string, unknown>} values @param {string} now
 * @param {Record<string, number | string>} [bases] what the text on the screen builds on, where a field is being typed in
 */
export const save_answers = (name, subject, values, now, bases = {}) =>
  using(name, async (db) => {
    const tx = db.transaction(["drafts", "outbox"], "readwrite", STRICT);
    const [drafts, outbox] = [tx.objectStore("drafts"), tx.objectStore("outbox")];
    const draft = await drafts.get(subject);
    /** @type {Item[]} */
    const queue = await outbox.index("subject").getAll(subject);
    /** @type {Record<string, string>} */
    const ids = {};
    for (const [field, value] of Object.entries(values)) {
      const known = draft.answers[field];
      const base = bases[field] ?? base_of(queue, field, known?.revision);
      const { rest, built_on } = await make_way(outbox, queue, (item) => item.body.field === field && hopeless(item));
      const item = operation(rest, subject, field, value, built_on.get(base) ?? base, now);
      await outbox.put(item);
      ids[field] = item.body.id;
      draft.answers[field] = typed_over(known, value);
    }
    await drafts.put(draft);
    await tx.done;
    return ids;
  });

/**
 * Takes items out of the queue; what was built on them builds on what they were built on.
 * @param {import("idb").IDBPObjectStore<any, any, any, "readwrite">} outbox @param {Item[]} queue @param {(item: Item) => boolean} goes
 */
export async function make_way(outbox, queue, goes) {
  /** @type {Map<number | string, number | string>} */
  const built_on = new Map();
  const rest = [];
  for (const item of queue) {
    const base = built_on.get(item.body.base) ?? item.body.base;
    if (goes(item)) {
      built_on.set(item.body.id, base);
      await outbox.delete(/** @type {number} */ (item.seq));
      continue;
    }
    const kept = base === item.body.base ? item : { ...item, body: { ...item.body, base } };
    if (kept !== item) await outbox.put(kept);
    rest.push(kept);
  }
  return { rest, built_on };
}

/**
 * The unsent operation it builds on with its new value, or a new one.
 * @param {Item[]} queue @param {string} subject @param {string} field @param {unknown} value
 * @param {number | string} base @param {string} now @returns {Item}
 */
export function operation(queue, subject, field, value, base, now) {
  const unsent = queue.find((item) => item.body.id === base && !item.frozen);
  if (unsent) return { ...unsent, body: { ...unsent.body, value, typed_at: now } };
  const body = { id: crypto.randomUUID(), field, value, base, form_version: FORM_VERSION, typed_at: now };
  return { kind: "operation", subject, body, frozen: false, made_at: now, blocked: null };
}

/**
 * A new draft with its outgoing creation and first answers.
 * @param {string} name @param {Draft} draft @param {Record<string, unknown>} values @param {string} now
 */
export async function create_draft(name, draft, values, now) {
  await using(name, async (db) => {
    const tx = db.transaction(["drafts", "outbox"], "readwrite", STRICT);
    await tx.objectStore("drafts").put(draft);
    const body = { edition: draft.edition, specialisation: draft.specialisation, created_at: now };
    await tx.objectStore("outbox").put({ kind: "create", subject: draft.id, body, frozen: false, made_at: now, blocked: null });
    await tx.done;
  });
  return save_answers(name, draft.id, values, now);
}

/**
 * Queues a deed, in the place of one of its kind that the server refused; `mark` shows it on the draft at once.
 * @param {string} name @param {Item["kind"]} kind @param {string} subject @param {unknown} body @param {string} now
 */
export const queue_deed = (name, kind, subject, body, now) =>
  using(name, async (db) => {
    const tx = db.transaction("outbox", "readwrite", STRICT);
    for (const item of await tx.store.index("subject").getAll(subject)) {
      if (item.kind === kind && item.blocked) await tx.store.delete(item.seq);
    }
    await tx.store.put({ kind, subject, body, frozen: false, made_at: now, blocked: null });
    await tx.done;
  });

/**
 * Marks items as sent, and returns them as they stand in that moment: a letter typed since they were read is in them,
 * one typed later makes an operation of its own.
 * @param {string} name @param {Item[]} items
 */
export const freeze = (name, items) =>
  using(name, async (db) => {
    const tx = db.transaction("outbox", "readwrite", STRICT);
    /** @type {Item[]} */
    const frozen = [];
    for (const { seq } of items) {
      const item = await tx.store.get(/** @type {number} */ (seq));
      if (!item) continue;
      frozen.push({ ...item, frozen: true });
      await tx.store.put({ ...item, frozen: true });
    }
    await tx.done;
    return frozen;
  });

/** The server failed over it alone. @param {string} name @param {Item} item */
export const stumble = (name, { seq }) =>
  using(name, async (db) => {
    const tx = db.transaction("outbox", "readwrite", STRICT);
    const item = await tx.store.get(/** @type {number} */ (seq));
    if (item) await tx.store.put({ ...item, stumbled: (item.stumbled ?? 0) + 1 });
    await tx.done;
  });

/**
 * Writes what became of sent items: those that are done go, those the server refused stay with the reason, and the
 * draft takes on its new revisions.
 * @param {string} name @param {string} subject
 * @param {Outcome} outcome
 */
export const settle = (name, subject, { done, blocked, answers, applied, revision }) =>
  using(name, async (db) => {
    const tx = db.transaction(["drafts", "outbox"], "readwrite", STRICT);
    const [drafts, outbox] = [tx.objectStore("drafts"), tx.objectStore("outbox")];
    for (const seq of done) await outbox.delete(seq);
    for (const [seq, reason] of blocked) {
      const item = await outbox.get(seq);
      if (item) await outbox.put({ ...item, blocked: reason });
    }
    const draft = await drafts.get(subject);
    if (draft) {
      for (const [field, change] of Object.entries(answers)) draft.answers[field] = changed(draft.answers[field], change);
      // Only when nobody else wrote meanwhile has this device seen the newest revision.
      if (draft.revision + applied === revision) draft.revision = revision;
      await drafts.put(lay_over(draft, await outbox.index("subject").getAll(subject)));
    }
    await tx.done;
  });

/**
 * Takes in what the server says, under everything that still waits here.
 * @param {string} name @param {Draft[]} fresh @param {Record<string, unknown>} [meta] written in the same transaction
 */
export const take_in = (name, fresh, meta = {}) =>
  using(name, async (db) => {
    const tx = db.transaction(["drafts", "outbox", "meta"], "readwrite", STRICT);
    const [drafts, outbox] = [tx.objectStore("drafts"), tx.objectStore("outbox")];
    for (const draft of fresh) {
      const known = await drafts.get(draft.id);
      const queue = await outbox.index("subject").getAll(draft.id);
      if (/** @type {any} */ (draft).discarded_at === null) await let_go_again(outbox, queue);
      await drafts.put(lay_over(draft, queue, known));
    }
    for (const [key, value] of Object.entries(meta)) await tx.objectStore("meta").put(value, key);
    await tx.done;
  });

/** The draft is not thrown away (any more): what was refused for that goes once more. @param {import("idb").IDBPObjectStore<any, any, any, "readwrite">} outbox @param {Item[]} queue */
async function let_go_again(outbox, queue) {
  for (const item of queue) if (item.kind === "operation" && item.blocked?.code === "discarded") await outbox.put({ ...item, blocked: null });
}

/**
 * A person has chosen: a text that lost is taken from beside its field.
 * @param {string} name @param {string} subject @param {string} field @param {number} index
 */
export const drop_lost = (name, subject, field, index) =>
  using(name, async (db) => {
    const tx = db.transaction("drafts", "readwrite", STRICT);
    const draft = await tx.store.get(subject);
    draft.answers[field].lost = draft.answers[field].lost.filter((/** @type {unknown} */ _, /** @type {number} */ at) => at !== index);
    await tx.store.put(draft);
    await tx.done;
  });

/** What the server refused goes once more, as it is. @param {string} name @param {number} seq */
export const retry = (name, seq) =>
  using(name, async (db) => {
    const tx = db.transaction("outbox", "readwrite", STRICT);
    const item = await tx.store.get(seq);
    if (item) await tx.store.put({ ...item, blocked: null, stumbled: 0 });
    await tx.done;
  });

/** A person takes back something the server refused. @param {string} name @param {number} seq */
export const discard = (name, seq) => using(name, (db) => db.delete("outbox", seq));
