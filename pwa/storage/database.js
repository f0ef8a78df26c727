/**
 * IndexedDB: one connection a database, opened again when the browser has taken it away.
 * `logbog-photos-<person>` holds photos; `logbog-device` knows whose phone this is; `logbog-<person>` and `logbog-e-<public id>` hold drafts and what waits to be sent.
 */
import { deleteDB, openDB } from "idb";

/** @import { IDBPDatabase } from "idb" */

const VERSION = 2;
export const PHOTOS = "logbog-photos-";
/** @type {Map<string, Promise<IDBPDatabase>>} */
const open_ones = new Map();
let gone = false;
/** @type {(event: "blocked" | "outdated") => void} */
let tell = () => {};

/** @param {typeof tell} listener hears when another tab holds an older database, or wants a newer one */
export const on_trouble = (listener) => {
  tell = listener;
};

/** @param {string} name @returns {Promise<IDBPDatabase>} */
export function database(name) {
  const known = open_ones.get(name);
  if (known) return known;
  if (gone) return Promise.reject(new DOMException("the page is gone", "AbortError"));
  const opening = openDB(name, VERSION, {
    upgrade(db) {
      // Later versions only add. What waits in an outbox is never touched by an upgrade.
      if (name.startsWith(PHOTOS)) {
        for (const store of ["photos", "thumbs", "ties", "ballast"]) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store, { keyPath: "id" });
        return;
      }
      if (!db.objectStoreNames.contains("log_entries")) db.createObjectStore("log_entries", { keyPath: "id" });
      if (!db.objectStoreNames.contains("drafts")) db.createObjectStore("drafts", { keyPath: "id" });
      if (!db.objectStoreNames.contains("outbox")) {
        db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("subject", "subject");
      }
      if (!db.objectStoreNames.contains("meta")) db.createObjectStore("meta");
      if (!db.objectStoreNames.contains("editions")) db.createObjectStore("editions", { keyPath: "id" });
    },
    blocked: () => tell("blocked"),
    blocking(_current, _blocked, event) {
      /** @type {IDBDatabase} */ (event.target).close();
      open_ones.delete(name);
      tell("outdated");
    },
    terminated: () => open_ones.delete(name),
  });
  open_ones.set(name, opening); // before any await: a second caller must get the same connection
  opening.catch(() => open_ones.delete(name));
  return opening;
}

/** A page that goes lets go of its databases, and opens none again: in WebKit, what a dead page holds blocks the next one for ever. */
globalThis.addEventListener?.("pageshow", () => (gone = false));
globalThis.addEventListener?.("pagehide", () => {
  gone = true;
  for (const [name, opening] of open_ones) {
    open_ones.delete(name);
    opening.then((db) => db.close()).catch(() => {});
  }
});

const LOST = new Set(["InvalidStateError", "UnknownError"]);

/**
 * Runs the work on the database; once more on a fresh connection when the browser had closed it in the background.
 * @template T
 * @param {string} name @param {(db: IDBPDatabase) => Promise<T>} work
 */
export async function using(name, work) {
  try {
    return await work(await database(name));
  } catch (error) {
    if (!LOST.has(/** @type {Error} */ (error).name)) throw error;
    open_ones.delete(name);
    return work(await database(name));
  }
}

/** Deletes a whole database: only a person decides that. @param {string} name */
export async function forget(name) {
  const opening = open_ones.get(name);
  open_ones.delete(name);
  (await opening)?.close();
  await deleteDB(name);
}

/** @param {string} name @param {string} key @returns {Promise<any>} */
export const read_meta = (name, key) => using(name, (db) => db.get("meta", key));

/** @param {string} name @param {string} key @param {unknown} value */
export const write_meta = (name, key, value) => using(name, (db) => db.put("meta", value, key));
