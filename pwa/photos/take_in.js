/** New photos: made smaller by a worker, one at a time, and put into the album. */
import { store, today } from "../state.js";
import { add_photo, drop_ballast, put_ballast } from "../storage/photos.js";
import { script_url } from "../trusted.js";
import { count_anew, database } from "./album.js";

/** @import { Photo } from "../types.d.ts" */

/** @type {Worker | null} */
let worker = null;
const PATIENCE = 60_000; // milliseconds for one picture

/** @param {File} file @returns {Promise<{ bytes: ArrayBuffer, thumb: ArrayBuffer, width: number, height: number } | { problem: string }>} */
function shrink(file) {
  worker ??= new Worker(script_url(SHRINKER));
  const used = worker;
  return new Promise((done) => {
    const give_up = () => {
      used.terminate();
      worker = null;
      done({ problem: "unreadable" });
    };
    const timer = setTimeout(give_up, PATIENCE);
    used.onmessage = ({ data }) => {
      clearTimeout(timer);
      done(data);
    };
    used.onerror = give_up;
    used.postMessage(file);
  });
}

/** @typedef {{ declaration?: string | null, entry?: string | null, goals?: string[] }} Place what a new photo belongs to */

/** What is being taken in now. @type {Promise<void>} */
let taking = Promise.resolve();
export const taken_in = () => taking;

/** Files that are chosen while others are on their way in come after them. @param {File[]} files @param {Place} place */
export function take_in(files, place) {
  taking = taking.then(() => take(files, place)).catch(() => store.set({ adding: null }));
  return taking;
}

/**
 * Takes in files one after the other; says which could not be read, and stops when the phone is full or its owner signs out.
 * @param {File[]} files @param {Place} place
 */
async function take(files, place) {
  /** @type {string[]} */
  const unreadable = [];
  const name = database();
  await put_ballast(name).catch(() => {});
  for (const [index, file] of files.entries()) {
    store.set({ adding: { done: index, of: files.length, unreadable, full: false } });
    const made = await shrink(file);
    if (name !== database()) return store.set({ adding: null });
    if ("problem" in made) {
      unreadable.push(file.name);
      continue;
    }
    const { bytes, thumb, ...size } = made;
    const stored = await add_photo(name, new_tie(file, place, size, bytes.byteLength), bytes, thumb).catch(() => null);
    if (stored === null) {
      await drop_ballast(name).catch(() => {});
      store.set({ adding: { done: index, of: files.length, unreadable, full: true } });
      return count_anew();
    }
  }
  store.set({ adding: unreadable.length ? { done: files.length, of: files.length, unreadable, full: false } : null });
  await count_anew();
}

/** @param {File} file @param {Place} place @param {{ width: number, height: number }} pixels @param {number} size @returns {Photo} */
function new_tie(file, place, pixels, size) {
  const taken = new Intl.DateTimeFormat("sv-SE").format(new Date(file.lastModified));
  const taken_on = taken > today() || taken < "2000" ? today() : taken;
  const about = { declaration: null, entry: null, goals: [], functions: [], machines: [], caption: "", ...place };
  return { id: crypto.randomUUID(), ...about, taken_on, made_at: new Date().toISOString(), ...pixels, size, deleted_at: null, backed_up_at: "" };
}
