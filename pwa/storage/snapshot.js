/** What lies in a database, read in one transaction: a draft and what waits for it must be of the same moment. */
import { using } from "./database.js";
import { in_order } from "./log_entries.js";

/** @import { Item, LogEntry, Profile } from "../types.d.ts" */

/**
 * @param {string} name @param {boolean} [with_log]
 * @returns {Promise<{ drafts: any[], queue: Item[], profile: Profile | undefined, log: LogEntry[] | null }>}
 */
export const snapshot = (name, with_log = false) =>
  using(name, async (db) => {
    const tx = db.transaction(["drafts", "outbox", "log_entries", "meta"]);
    const [drafts, queue, profile, log] = await Promise.all([
      tx.objectStore("drafts").getAll(),
      tx.objectStore("outbox").getAll(),
      tx.objectStore("meta").get("profile"),
      with_log ? tx.objectStore("log_entries").getAll() : null,
    ]);
    return { drafts, queue, profile, log: log && in_order(log) };
  });
