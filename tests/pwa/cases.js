/** The tables of tests/cases/, the same that pytest runs. */
import { readFileSync } from "node:fs";

/** @param {string} name @returns {any[]} */
export const cases = (name) => JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), "utf8"));
