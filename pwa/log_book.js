/** What an apprentice does with the running log: writes, deletes, brings back, shares a line with the workplace. */
import { base_of } from "./domain/merging.js";
import { database, load_log, reload, sync_soon } from "./desk.js";
import { tell_tabs } from "./news.js";
import { create_editor } from "./editing.js";
import { store } from "./state.js";
import { drop_lost_entry, LOG, save_entry } from "./storage/log_entries.js";

/** @import { LogEntry, LogValue } from "./types.d.ts" */

const now = () => new Date().toISOString();
const entry_of = (/** @type {string} */ id) => store.get().log?.find((entry) => entry.id === id);

const editor = create_editor({
  database,
  copy: LOG,
  save: save_entry,
  base: (id) => base_of(store.get().queue.filter((item) => item.subject === LOG), id, entry_of(id)?.revision),
  shown: () => store.set({ typing: editor.busy(), log: store.get().log?.map(with_typed) ?? null }),
  async kept(outcome, texts) {
    store.set({ kept: outcome, unsaved: texts, typing: editor.busy() });
    if (outcome === "unsaved") return;
    await reload().catch(() => {}); // it is on the disk; the next reading shows it
    tell_tabs(/** @type {string} */ (database()));
    sync_soon();
  },
});

/** Reads the log, with what was being typed when a page went. */
export async function open_log() {
  await load_log();
  await editor.take_up();
}

/** @param {string} on YYYY-MM-DD @returns {string} the id of a new entry; it is kept when the first word is written */
export function begin(on) {
  const id = crypto.randomUUID();
  editor.edit(id, { on });
  return id;
}

/** @param {string} id @param {Partial<LogValue>} changes @param {{ typing?: boolean }} [how] */
export const write = (id, changes, how) => editor.edit(id, changes, how);
export const flush = () => editor.flush();

/** An entry as it stands on the screen. @param {LogEntry} entry @returns {LogEntry} */
function with_typed(entry) {
  const typed = /** @type {Partial<LogValue>} */ (editor.over(entry.id));
  return entry.value && Object.keys(typed).length ? { ...entry, value: { ...entry.value, ...typed } } : entry;
}

/** @param {string} id @returns {LogEntry | undefined} */
export function shown(id) {
  const entry = entry_of(id);
  return entry && with_typed(entry);
}

/** Deletes it; what it held is given back, to be undone. @param {string} id */
export async function remove(id) {
  await editor.flush();
  const value = entry_of(id)?.value;
  await save_entry(/** @type {string} */ (database()), id, { value: null }, now());
  await reload();
  sync_soon();
  return value;
}

/** @param {string} id @param {LogValue} value */
export async function bring_back(id, value) {
  await save_entry(/** @type {string} */ (database()), id, { value }, now());
  await reload();
  sync_soon();
}

/** @param {string} id @param {number} index */
export async function drop_lost(id, index) {
  await drop_lost_entry(/** @type {string} */ (database()), id, index);
  await reload();
}
