/**
 * The backup that the apprentice owns: zip files with every photo, its thumbnail and an index of what belongs to it, split
 * at about 100 MB, locked with a passphrase when wanted; and bringing all of it back, on this phone or another.
 */
import { store, today } from "../state.js";
import { add_photo, bytes_of, change_tie, drop_ballast } from "../storage/photos.js";
import { count_anew, database } from "./album.js";
import { is_locked, lock, unlock } from "./lock.js";
import { files_of, whole } from "./zip_reader.js";

/** @import { Photo } from "../types.d.ts" */

const INDEX = "indhold.json";
const LARGEST = 100_000_000;

/** Photos by file, each file small enough to share. @param {Photo[]} photos @param {number} [largest] bytes @returns {Photo[][]} */
export function parts_of(photos, largest = LARGEST) {
  /** @type {Photo[][]} */
  const parts = [];
  let room = 0;
  for (const photo of photos) {
    if (!parts.length || photo.size > room) {
      parts.push([]);
      room = largest;
    }
    /** @type {Photo[]} */ (parts.at(-1)).push(photo);
    room -= photo.size;
  }
  return parts;
}

/** "2026-11-23_vinduer_01.jpg": names a person can read outside Logbog. @param {Photo} photo @param {number} number */
export function file_name({ taken_on, goals }, number) {
  const goal = (goals[0] ?? "").replace(/[^a-z0-9_-]/g, "");
  return [taken_on, goal, String(number + 1).padStart(2, "0")].filter(Boolean).join("_") + ".jpg";
}

/**
 * One file of the backup. @param {Photo[]} photos @param {string} name @param {string} passphrase empty: not locked
 * @param {() => void} step called for each photo
 */
export async function make_file(photos, name, passphrase, step) {
  const album = database();
  async function* files() {
    const index = photos.map((photo, number) => ({ ...photo, file: `billeder/${file_name(photo, number)}` }));
    yield { name: INDEX, input: JSON.stringify({ logbog: 1, person: store.get().person?.person_id, made_at: new Date().toISOString(), photos: index }, null, 1) };
    for (const { file, id } of index) {
      const [bytes, thumb] = [await bytes_of(album, "photos", id), await bytes_of(album, "thumbs", id)];
      step();
      if (!bytes || !thumb) continue; // lost on this phone: the index still says what it was
      yield { name: file, input: bytes };
      yield { name: `smaa/${id}.jpg`, input: thumb };
    }
  }
  /** @type {typeof import("./zipper.js")} */
  const { makeZip } = await import(ZIPPER);
  const zip = await new Response(makeZip(files())).blob();
  const blob = passphrase ? await lock(zip, passphrase) : zip;
  return new File([blob], passphrase ? `${name}.logbog` : `${name}.zip`, { type: passphrase ? "application/octet-stream" : "application/zip" });
}

/** All of the album, file by file. @param {string} passphrase @param {(done: number) => void} told how many photos are in */
export async function make_backup(passphrase, told) {
  const { photos } = store.get();
  const parts = parts_of(photos);
  const files = [];
  let done = 0;
  for (const [index, part] of parts.entries()) {
    const name = `logbog-fotos-${today()}${parts.length > 1 ? `-${index + 1}-af-${parts.length}` : ""}`;
    files.push({ photos: part, file: await make_file(part, name, passphrase, () => told((done += 1))) });
  }
  return files;
}

/** The person has saved it. @param {Photo[]} photos */
export async function mark_saved(photos) {
  for (const { id } of photos) await change_tie(database(), id, { backed_up_at: new Date().toISOString() });
  await count_anew();
}

/**
 * Brings back what a file holds. Nothing is added twice, and what is here is never overwritten.
 * @param {File} file @param {string} passphrase @param {(done: number, of: number) => void} told
 * @param {boolean} [anyones] also when another person made it
 * @returns {Promise<{ added: number, of: number, damaged: number } | { problem: "locked" | "wrong_key" | "not_ours" | "another" | "full" }>}
 */
export async function restore(file, passphrase, told, anyones = false) {
  const locked = await is_locked(file);
  if (locked && !passphrase) return { problem: "locked" };
  const zip = locked ? await unlock(file, passphrase) : file;
  if (!zip) return { problem: "wrong_key" };
  const files = await files_of(zip).catch(() => null);
  const index = await whole(files?.get(INDEX)).then((bytes) => JSON.parse(new TextDecoder().decode(bytes ?? undefined))).catch(() => null);
  if (!files || !Array.isArray(index?.photos)) return { problem: "not_ours" };
  if (!anyones && index.person && index.person !== store.get().person?.person_id) return { problem: "another" };
  const album = database();
  const sum = { added: 0, of: index.photos.length, damaged: 0 };
  for (const [number, entry] of index.photos.entries()) {
    const tie = tie_of(entry);
    const [bytes, thumb] = await Promise.all([files.get(entry?.file), files.get(`smaa/${tie?.id}.jpg`)].map(whole));
    told(number + 1, sum.of);
    if (!tie || !bytes || !thumb || !is_jpeg(bytes) || !is_jpeg(thumb)) {
      sum.damaged += 1;
      continue;
    }
    const fresh = await add_photo(album, tie, bytes, thumb).catch(() => null);
    if (fresh === null) {
      await drop_ballast(album).catch(() => {});
      await count_anew();
      return { problem: "full" };
    }
    sum.added += Number(fresh);
  }
  await count_anew();
  return sum;
}

/** @param {ArrayBuffer} bytes */
const is_jpeg = (bytes) => bytes.byteLength > 3 && new DataView(bytes).getUint16(0) === 0xffd8;

const UUID = /^[0-9a-f-]{36}$/;
const text = (/** @type {any} */ value) => (typeof value === "string" ? value.slice(0, 4000) : "");
const keys = (/** @type {any} */ value) => (Array.isArray(value) ? value.filter((key) => typeof key === "string").slice(0, 200) : []);
const number = (/** @type {any} */ value) => (Number.isFinite(value) ? value : 0);
const is_uuid = (/** @type {any} */ value) => typeof value === "string" && UUID.test(value);
const id = (/** @type {any} */ value) => (is_uuid(value) ? value : null);
const is_day = (/** @type {any} */ value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
/** A moment, or none. @param {any} value */
const moment = (value) => (typeof value === "string" && !Number.isNaN(Date.parse(value)) ? value : "");

/** A tie from a file that anybody may have written; null when it is none. @param {any} entry @returns {Photo | null} */
export function tie_of(entry) {
  if (!is_uuid(entry?.id) || !is_day(entry.taken_on)) return null;
  const ties = { declaration: id(entry.declaration), entry: id(entry.entry), goals: keys(entry.goals), functions: keys(entry.functions), machines: keys(entry.machines) };
  const size = { width: number(entry.width), height: number(entry.height), size: number(entry.size) };
  return { id: entry.id, ...ties, ...size, caption: text(entry.caption), taken_on: entry.taken_on, made_at: moment(entry.made_at), deleted_at: null, backed_up_at: moment(entry.made_at) };
}
