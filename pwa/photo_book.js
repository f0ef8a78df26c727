/** What a person does with one photo: writes on it, ties it to goals and machines, deletes it and brings it back. */
import { create_editor } from "./editing.js";
import { database, load, reload } from "./photos/album.js";
import { store } from "./state.js";
import { change_tie } from "./storage/photos.js";

/** @import { Photo } from "./types.d.ts" */

const editor = create_editor({
  database: () => (store.get().person ? database() : null),
  base: () => 0, // no other device has it
  async save(name, id, changes) {
    await change_tie(name, id, changes);
    return {};
  },
  shown: () => store.set({}),
  async kept(outcome, texts) {
    store.set({ kept: outcome, unsaved: texts });
    if (outcome === "saved") await reload().catch(() => {}); // it is on the disk; the next reading shows it
  },
});

/** Reads the photos, with what was being written on one when a page went. */
export async function open_photos() {
  await load();
  await editor.take_up();
}

/** @param {string} id @returns {Photo | undefined} as it stands on the screen */
export function shown(id) {
  const { photos, photo_trash } = store.get();
  const photo = [...photos, ...photo_trash].find((known) => known.id === id);
  return photo && { ...photo, ...editor.over(id) };
}

/** @param {string} id @param {Partial<Photo>} changes @param {{ typing?: boolean }} [how] */
export const change = (id, changes, how) => editor.edit(id, changes, how);
export const flush = () => editor.flush();
/** @param {string} id */
export const remove = (id) => change(id, { deleted_at: new Date().toISOString() });
/** @param {string} id */
export const bring_back = (id) => change(id, { deleted_at: null });
