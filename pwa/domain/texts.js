/** Twin of server/domain/texts.py: what a piece of text may hold. */

// eslint-disable-next-line no-control-regex -- these are the letters that are refused
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * The code of what is wrong with the value as a text of at most `limit` characters, or null.
 * @param {unknown} value @param {number} limit @param {{ lines?: boolean }} [options]
 */
export function problem(value, limit, { lines = false } = {}) {
  if (typeof value !== "string") return "value_wrong_type";
  if ([...value].length > limit) return "text_too_long";
  return HIDDEN.test(lines ? value.replace(/[\n\t]/g, "") : value) ? "text_hidden_characters" : null;
}
