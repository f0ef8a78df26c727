/** The running log on the phone: entries, and what of them waits to be sent. An entry is sent as a whole. */
import { base_of, changed, typed_over } from "../domain/merging.js";
import { hopeless } from "../domain/queue.js";
import { using } from "./database.js";
import { make_way, operation } from "./drafts.js";

/** @import { Item, LogEntry } from "../types.d.ts" */
/** @import { Outcome } from "../domain/merging.js" */

const STRICT = /** @type {const} */ ({ durability: "strict" });
const BOTH = ["log_entries", "outbox"];
/** What the queue calls the log: one subject, each entry a field. */
export const LOG = "log";
const EMPTY = { text: "", goals: [], functions: [], machines: [], shared_with: null };

/** Newest day first; deleted ones are not among them. @param {LogEntry[]} all */
export function in_order(all) {
  const on = (/** @type {LogEntry} */ { value }) => value?.on ?? "";
  return all.filter(({ value, lost }) => value || lost?.length).sort((a, b) => on(b).localeCompare(on(a)) || b.id.localeCompare(a.id));
}

/**
 * Changes of an entry and their outgoing operation in one transaction; `value: null` deletes it.
 * @param {string} name @param {string} id @param {Record<string, unknown>} changes @param {string} now
 * @param {Record<string, number | string>} [bases] what the text on the screen builds on
 */
export const save_entry = (name, id, changes, now, bases = {}) =>
  using(name, async (db) => {
    const tx = db.transaction(BOTH, "readwrite", STRICT);
    const [entries, outbox] = [tx.objectStore("log_entries"), tx.objectStore("outbox")];
    const known = await entries.get(id);
    const value = "value" in changes ? changes.value : { ...EMPTY, on: now.slice(0, 10), ...known?.value, ...changes };
    /** @type {Item[]} */
    const queue = await outbox.index("subject").getAll(LOG);
    const base = Object.values(bases)[0] ?? base_of(queue, id, known?.revision);
    const { rest, built_on } = await make_way(outbox, queue, (item) => item.body.field === id && hopeless(item));
    const item = operation(rest, LOG, id, value, built_on.get(base) ?? base, now);
    await outbox.put(item);
    await entries.put({ ...typed_over(known, value), id });
    await tx.done;
    return Object.fromEntries(Object.keys(value ?? changes).map((field) => [field, item.body.id])); // sent as a whole: all of it builds on this now
  });

/** What became of sent operations. @param {string} name @param {string} _subject @param {Outcome} outcome */
export const settle_log = (name, _subject, { done, blocked, answers }) =>
  using(name, async (db) => {
    const tx = db.transaction(BOTH, "readwrite", STRICT);
    const [entries, outbox] = [tx.objectStore("log_entries"), tx.objectStore("outbox")];
    for (const seq of done) await outbox.delete(seq);
    for (const [seq, reason] of blocked) {
      const item = await outbox.get(seq);
      if (item) await outbox.put({ ...item, blocked: reason });
    }
    const queue = await outbox.index("subject").getAll(LOG);
    for (const [id, change] of Object.entries(answers)) {
      await entries.put(over({ ...changed(await entries.get(id), change), id, pending: false }, queue));
    }
    await tx.done;
  });

/** What the server says, under what still waits. @param {string} name @param {LogEntry[]} fresh */
export const take_in_log = (name, fresh) =>
  using(name, async (db) => {
    const tx = db.transaction(BOTH, "readwrite", STRICT);
    const queue = await tx.objectStore("outbox").index("subject").getAll(LOG);
    for (const entry of fresh) {
      const known = await tx.objectStore("log_entries").get(entry.id);
      await tx.objectStore("log_entries").put(over({ ...entry, ...(known?.lost?.length ? { lost: known.lost } : {}) }, queue));
    }
    await tx.done;
  });

/** @param {string} name @param {string} id @param {number} index */
export const drop_lost_entry = (name, id, index) =>
  using(name, async (db) => {
    const tx = db.transaction("log_entries", "readwrite", STRICT);
    const entry = await tx.store.get(id);
    await tx.store.put({ ...entry, lost: entry.lost.filter((/** @type {unknown} */ _, /** @type {number} */ at) => at !== index) });
    await tx.done;
  });

/** The newest local value, where one still waits. @param {LogEntry} entry @param {Item[]} queue */
export function over(entry, queue) {
  const waiting = queue.filter((item) => item.body.field === entry.id).at(-1);
  return waiting ? { ...entry, ...typed_over(entry, waiting.body.value) } : entry;
}
