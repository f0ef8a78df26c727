/** What of an edition belongs to a specialisation. Twin of the questions in server/domain/catalogue.py. */

/** @import { Edition } from "../types.d.ts" */

/**
 * @template {{ specialisations?: string[] }} T
 * @param {T[]} things @param {string} specialisation @returns {T[]}
 */
const of = (things, specialisation) => things.filter((thing) => !thing.specialisations || thing.specialisations.includes(specialisation));

/** @param {Edition} edition @param {string} specialisation */
export const goals_of = (edition, specialisation) => of(edition.goals, specialisation);
/** @param {Edition} edition @param {string} specialisation */
export const work_areas_of = (edition, specialisation) => of(edition.work_areas, specialisation);
/** @param {Edition} edition @param {string} specialisation */
export const main_courses_of = (edition, specialisation) => of(edition.main_courses, specialisation);
/** @param {Edition} edition @param {string} specialisation */
export const machines_of = (edition, specialisation) => of(edition.machines, specialisation);
