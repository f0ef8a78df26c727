/** Twin of server/domain/cvr.py: a company's number, eight digits that add up with modulus 11. */

const WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1];

/** The digits alone. @param {string} text */
export const normal = (text) => text.replace(/[\s.-]/g, "").replace(/^DK/i, "");

/** The code of what is wrong with the number, or null. @param {string} text */
export function problem(text) {
  const digits = normal(text);
  if (!digits) return "cvr_missing";
  if (!/^[0-9]+$/.test(digits)) return "cvr_digits";
  if (digits.length !== WEIGHTS.length) return "cvr_length";
  const total = WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
  return total % 11 === 0 && digits[0] !== "0" ? null : "cvr_check";
}
