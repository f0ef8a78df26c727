/** Twin of server/domain/goals.py: which goals a declaration asks about, and how many are answered. */
import { goals_of } from "./catalogue.js";

/** @import { Edition } from "../types.d.ts" */

/** Keys of the goals expected before this main course. @param {Edition} edition @param {string} specialisation @param {number} main_course */
export const required = (edition, specialisation, main_course) =>
  goals_of(edition, specialisation)
    .filter((goal) => goal.expected_before <= main_course)
    .map((goal) => goal.key);

/** How many of the goals have a level from `who`. @param {Record<string, any>} answers @param {string[]} keys @param {string} who */
export const answered = (answers, keys, who) => keys.filter((key) => answers[`${who}.goal.${key}`] != null).length;
