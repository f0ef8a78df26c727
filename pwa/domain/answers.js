/** What answers may hold as the forms know it, and whether two sets of them say the same. */

/** Most letters of a text: the same as in server/domain/answers.py. */
export const LIMITS = { short: 80, name: 120, long: 4000 };

/** The date written YYYY-MM-DD between 2000 and 2099, or null. @param {unknown} value */
export function day(value) {
  if (typeof value !== "string" || !/^20\d\d-\d\d-\d\d$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? null : value;
}

/**
 * Whether two sets of answers say the same; a cleared field is as good as none.
 * @param {Record<string, unknown>} one @param {Record<string, unknown>} other
 */
export function same_answers(one, other) {
  const [left, right] = [one, other].map((values) => Object.entries(values).filter(([, value]) => value != null));
  return left.length === right.length && left.every(([field, value]) => JSON.stringify(value) === JSON.stringify(other[field]));
}
