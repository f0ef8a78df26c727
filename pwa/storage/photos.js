/**
 * Photos, on this device only, in a database of their own that signing out leaves alone. Bytes are written once as
 * ArrayBuffers (WebKit loses Blobs); what belongs to a photo (date, caption, goals …) lies beside them and can change.
 */
import { PHOTOS, using } from "./database.js";

/** @import { Photo } from "../types.d.ts" */

const STRICT = /** @type {const} */ ({ durability: "strict" });
const BALLAST = 2_097_152; // bytes
const ALL = ["photos", "thumbs", "ties"];

/** @param {string} person_id */
export const photo_database = (person_id) => PHOTOS + person_id;

/** Takes up room that text gets when photos have filled the phone. @param {string} name */
export const put_ballast = (name) =>
  using(name, async (db) => {
    if (await db.getKey("ballast", 1)) return;
    const bytes = new Uint8Array(BALLAST);
    for (let at = 0; at < BALLAST; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    await db.put("ballast", { id: 1, bytes: bytes.buffer });
  });

/** @param {string} name */
export const drop_ballast = (name) => using(name, (db) => db.delete("ballast", 1));

/**
 * A photo that is here already is left as it is, but comes back when it was deleted or its bytes were lost.
 * @param {string} name @param {Photo} tie @param {ArrayBuffer} bytes @param {ArrayBuffer} thumb @returns {Promise<boolean>} whether it was not here
 */
export const add_photo = (name, tie, bytes, thumb) =>
  using(name, async (db) => {
    const tx = db.transaction(ALL, "readwrite", STRICT);
    const known = await tx.objectStore("ties").get(tie.id);
    const there = (await tx.objectStore("photos").count(tie.id)) > 0;
    if (!there) {
      tx.objectStore("photos").put({ id: tie.id, bytes });
      tx.objectStore("thumbs").put({ id: tie.id, bytes: thumb });
    }
    if (!known || known.deleted_at) tx.objectStore("ties").put({ ...(known ?? tie), deleted_at: null });
    await tx.done; // over quota, only the end of the transaction says so
    return !there || Boolean(known?.deleted_at);
  });

/** @param {string} name @returns {Promise<Photo[]>} newest first, deleted ones too */
export async function ties(name) {
  const all = await using(name, (db) => db.getAll("ties"));
  return all.sort((a, b) => b.taken_on.localeCompare(a.taken_on) || b.made_at.localeCompare(a.made_at));
}

/** @param {string} name @param {string} id @param {Partial<Photo>} changes */
export const change_tie = (name, id, changes) =>
  using(name, async (db) => {
    const tx = db.transaction("ties", "readwrite", STRICT);
    const tie = await tx.store.get(id);
    if (tie) await tx.store.put({ ...tie, ...changes });
    await tx.done;
  });

/** Deletes all of them, to be brought back for 30 days. @param {string} name @param {string} now */
export const trash_all = (name, now) =>
  using(name, async (db) => {
    const tx = db.transaction("ties", "readwrite", STRICT);
    for (const tie of await tx.store.getAll()) if (!tie.deleted_at) tx.store.put({ ...tie, deleted_at: now });
    await tx.done;
  });

/** @param {string} name @param {"photos" | "thumbs"} size @param {string} id @returns {Promise<ArrayBuffer | undefined>} */
export const bytes_of = async (name, size, id) => (await using(name, (db) => db.get(size, id)))?.bytes;

/** Photos that are known, and those of them whose bytes are here. @param {string} name */
export const counted = (name) =>
  using(name, async (db) => {
    const [known, there] = await Promise.all([db.getAllKeys("ties"), db.getAllKeys("photos")]);
    const kept = new Set(there);
    return { known: known.length, there: known.filter((key) => kept.has(key)).length };
  });

/** Lets go of what belongs to photos whose bytes are gone: a person has read that they are. @param {string} name */
export const forget_lost = (name) =>
  using(name, async (db) => {
    const tx = db.transaction(ALL, "readwrite", STRICT);
    const there = new Set(await tx.objectStore("photos").getAllKeys());
    for (const id of await tx.objectStore("ties").getAllKeys()) {
      if (!there.has(id)) for (const store of ["ties", "thumbs"]) tx.objectStore(store).delete(id);
    }
    await tx.done;
  });

/** Lets go of what a person deleted before a moment. @param {string} name @param {string} before */
export const purge = (name, before) =>
  using(name, async (db) => {
    const tx = db.transaction(ALL, "readwrite", STRICT);
    for (const { id, deleted_at } of await tx.objectStore("ties").getAll()) {
      if (!deleted_at || deleted_at >= before) continue;
      for (const store of ALL) tx.objectStore(store).delete(id);
    }
    await tx.done;
  });
