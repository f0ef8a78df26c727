/** A person takes back an answer that the server will not have: its field goes back to what the server has. And undoes that. */
import { hopeless } from "../domain/queue.js";
import { lay_over, standing } from "../domain/merging.js";
import { using } from "./database.js";
import { make_way } from "./drafts.js";
import { LOG, over } from "./log_entries.js";

/** @import { Item } from "../types.d.ts" */

const STRICT = /** @type {const} */ ({ durability: "strict" });
const STORES = ["drafts", "log_entries", "outbox", "meta"];

/** @param {string} name @param {Item} item */
export const take_back_answer = (name, item) =>
  using(name, async (db) => {
    const tx = db.transaction(STORES, "readwrite", STRICT);
    const outbox = tx.objectStore("outbox");
    const queue = await outbox.index("subject").getAll(item.subject);
    const { rest } = await make_way(outbox, queue, (known) => known.seq === item.seq && hopeless(known));
    await lay_anew(tx, item, rest);
    await tx.done;
  });

/** The same item stands in its old place again. @param {string} name @param {Item} item */
export const put_back = (name, item) =>
  using(name, async (db) => {
    const tx = db.transaction(STORES, "readwrite", STRICT);
    const outbox = tx.objectStore("outbox");
    await outbox.put(item);
    await lay_anew(tx, item, await outbox.index("subject").getAll(item.subject));
    await tx.done;
  });

/** @param {import("idb").IDBPTransaction<any, any, "readwrite">} tx @param {Item} item @param {Item[]} queue */
async function lay_anew(tx, { subject, body: { field } }, queue) {
  const log = subject === LOG;
  const kept = tx.objectStore(log ? "log_entries" : "drafts");
  const known = await kept.get(log ? field : subject);
  if (!known) return;
  await tx.objectStore("meta").put(0, "after"); // the server tells all anew: an older release kept nothing beneath what waits
  await kept.put(log ? over({ ...known, value: standing(known), pending: false }, queue) : lay_over(known, queue));
}
