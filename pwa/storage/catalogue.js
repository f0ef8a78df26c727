/** Editions of the catalogue, kept beside the drafts that are made from them. */
import { using } from "./database.js";

/** @import { Edition } from "../types.d.ts" */

/** @param {string} name @returns {Promise<Edition[]>} */
export const kept_editions = (name) => using(name, (db) => db.getAll("editions"));

/** @param {string} name @param {Edition[]} editions */
export const keep_editions = (name, editions) =>
  using(name, async (db) => {
    const tx = db.transaction("editions", "readwrite");
    for (const edition of editions) await tx.store.put(edition);
    await tx.done;
  });
