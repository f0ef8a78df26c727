/** What this device holds that no server has: read straight from every database here, signed in or not. */
import { undecided } from "../domain/merging.js";
import { using } from "./database.js";

/** @import { Draft, Edition, Item, LogEntry } from "../types.d.ts" */

/**
 * @typedef {object} Unsent
 * @property {string} database
 * @property {Item[]} items in the order in which they were made
 * @property {Draft[]} drafts
 * @property {Edition[]} editions
 * @property {import("../types.d.ts").MessageForm[]} messages typed and not yet sent
 * @property {LogEntry[]} entries
 * @property {boolean} handed whether it was written while this phone was handed over: not its owner's to read
 * @property {any} profile_form what is typed on Mig and was not saved
 */

/** @returns {Promise<Unsent[]>} one entry for each person or link with something unsent */
export async function unsent() {
  const known = (await indexedDB.databases?.()) ?? [];
  const names = known.map(({ name }) => name ?? "").filter((name) => /^logbog-(e-)?[0-9a-f-]+$/.test(name));
  const found = await Promise.all(names.map(read));
  return found.filter(({ items, drafts, entries, messages, profile_form }) => items.length || messages.length || undecided(drafts, entries).length || Object.keys(profile_form).length);
}

/** @param {string} name @returns {Promise<Unsent>} */
const read = (name) =>
  using(name, async (db) => ({
    database: name,
    items: await db.getAll("outbox"),
    drafts: await db.getAll("drafts"),
    editions: await db.getAll("editions"),
    messages: await db.getAll("meta", IDBKeyRange.bound("message ", "message!")),
    entries: await db.getAll("log_entries"),
    handed: Boolean(await db.get("meta", "hand_over")),
    profile_form: (await db.get("meta", "profile_form")) ?? {},
  }));
