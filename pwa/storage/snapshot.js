/** What lies in a database, read in one transaction: a draft and what waits for it must be of the same moment. */
import { using } from "./database.js";
import { in_order } from "./log_entries.js";
import { SENT } from "./messages.js";

/** @import { Item, LogEntry, MessageReceipt, Profile } from "../types.d.ts" */

/**
 * @param {string} name @param {boolean} [with_log]
 * @returns {Promise<{ drafts: any[], queue: Item[], profile: Profile | undefined, log: LogEntry[] | null, messages_sent: MessageReceipt[] }>}
 */
export const snapshot = (name, with_log = false) =>
  using(name, async (db) => {
    const tx = db.transaction(["drafts", "outbox", "log_entries", "meta"]);
    const [drafts, queue, profile, log, messages_sent] = await Promise.all([
      tx.objectStore("drafts").getAll(),
      tx.objectStore("outbox").getAll(),
      tx.objectStore("meta").get("profile"),
      with_log ? tx.objectStore("log_entries").getAll() : null,
      tx.objectStore("meta").get(SENT),
    ]);
    return { drafts, queue, profile, log: log && in_order(log), messages_sent: messages_sent ?? [] };
  });
