/** A copy of what is typed and not yet in the database, written at once when the page goes; the database is too slow then. */

const KEY = "logbog-typed-";

/** @typedef {[string, Record<string, unknown>][]} Typed by subject */

/** @param {string} database @param {Typed} typed */
export const put_copy = (database, typed) => localStorage.setItem(KEY + database, JSON.stringify(typed));

/** @param {string} database @returns {Typed} */
export const read_copy = (database) => JSON.parse(localStorage.getItem(KEY + database) ?? "[]");

/** @param {string} database */
export const drop_copy = (database) => localStorage.removeItem(KEY + database);
