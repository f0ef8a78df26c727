/** What a declaration that arrived asks of the apprentice: to read it, or to clear up that somebody says "this was not me". Pure. */

/** @import { Declaration, Item } from "../types.d.ts" */

const A_MONTH = 30 * 86_400_000;

/** Said of the version that stands; a correction answers it. @param {Pick<Declaration, "status" | "sealed" | "disputes">} declaration */
export const disputed = ({ status, sealed, disputes = [] }) =>
  (status === "submitted" && disputes.find(({ version_number }) => version_number === sealed?.number)) || null;

/**
 * Arrived within 30 days, not answered, and no newer one begun.
 * @param {Declaration} declaration @param {Declaration[]} all @param {Item[]} queue @param {number} now
 */
export function to_be_read({ id, status, sealed, submitted_at, replies = [] }, all, queue, now) {
  if (status !== "submitted" || !sealed || !submitted_at || now - Date.parse(submitted_at) > A_MONTH) return false;
  const answered = replies.some(({ number }) => number === sealed.number) || queue.some(({ kind, body }) => kind === "reply" && body.declaration === id);
  return !answered && !all.some(({ created_at }) => created_at > submitted_at);
}
