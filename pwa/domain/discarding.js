/** A draft that was thrown away, and for how long it can be brought back. Pure. */

/** @import { Declaration, Item } from "../types.d.ts" */

const LIVES = 30 * 24 * 3_600_000;

/**
 * Since when a draft is thrown away, or null: what waits on this phone counts, what the server refused does not.
 * @param {Declaration} draft @param {Item[]} queue
 */
export function discarded_at({ id, discarded_at: told = null }, queue) {
  const mine = queue.filter(({ subject, kind, blocked }) => subject === id && !blocked && (kind === "discard" || kind === "restore"));
  const last = mine.at(-1);
  if (!last) return told;
  return last.kind === "discard" ? told ?? last.made_at : null;
}

/** @param {string} at @param {number} now milliseconds */
export const can_restore = (at, now) => now - Date.parse(at) < LIVES;
