/** When a phone that was handed over goes back by itself. Pure. */

const RESTS = 30 * 60_000; // milliseconds without a touch; as in server/domain/doors.py
const LEFT = 10 * 60_000; // milliseconds that the page was out of sight

/**
 * @typedef {object} Handed
 * @property {string} id of the hand-over; the draft lies in the database of this name
 * @property {string} declaration_id
 * @property {string} name of whom the phone was handed to
 * @property {number} touched_at @property {number | null} left_at milliseconds since 1970
 */

/** @param {Handed} handed @param {number} now */
export const is_over = ({ touched_at, left_at }, now) => now - touched_at > RESTS || (left_at !== null && now - left_at > LEFT);
