/** A copy of what is typed and not yet in the database, written at once when the page goes; the database is too slow then. */

const KEY = "logbog-typed-";

/** @typedef {[string, Record<string, unknown>, Record<string, number | string>?][]} Typed by subject: values, and what each builds on */

/** @param {string} database @param {Typed} typed */
export const put_copy = (database, typed) => localStorage.setItem(KEY + database, JSON.stringify(typed));

/** @param {string} database @returns {Typed} */
export function read_copy(database) {
  try {
    return JSON.parse(localStorage.getItem(KEY + database) ?? "[]");
  } catch {
    return []; // a browser that keeps nothing, or a copy that was cut
  }
}

/** @param {string} database */
export const drop_copy = (database) => localStorage.removeItem(KEY + database);
