/** Twin of server/domain/short_codes.py: what people may type for a code of 8 signs, and how it is shown. */

const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/;
/** @type {Record<string, string>} */
const LOOK_ALIKES = { O: "0", Ø: "0", I: "1", L: "1", U: "V" };

/** The code that was meant: case, blanks and hyphens do not matter. Null when it cannot be one. @param {string} text */
export function normal(text) {
  const signs = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "").replace(/[OØILU]/g, (sign) => LOOK_ALIKES[sign]);
  return CODE.test(signs) ? signs : null;
}

/** "ABCD 2345", never on two lines @param {string} code */
export const in_halves = (code) => `${code.slice(0, 4)}\u00a0${code.slice(4)}`;
