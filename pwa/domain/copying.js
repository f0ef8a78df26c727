/** What a new declaration takes over from the one before it. Pure. */

/**
 * Everything but dates and answers; for another workplace in the same period, the period (not its
 * code: the school counts who has begun by it); with a school's code, the workplace.
 */
const COPIED = {
  next: ["school_class", "school_contacts", "training_centre", "workplace_cvr", "workplace_name", "supervisors", "workplace_contacts", "others"],
  beside: ["main_course", "training_period_ends_on", "school_period_starts_on", "school_class", "school_contacts", "others"],
  summoned: ["training_centre", "workplace_cvr", "workplace_name", "supervisors", "workplace_contacts", "others"],
};

/**
 * @param {Record<string, any>} values of the one before @param {keyof typeof COPIED} how
 * @returns {Record<string, unknown>}
 */
export function copied(values, how) {
  const known = COPIED[how].map((name) => [`details.${name}`, values[`details.${name}`]]).filter(([, value]) => value != null);
  const course = values["details.main_course"];
  return { ...Object.fromEntries(known), ...(how === "next" && course ? { "details.main_course": course + 1 } : {}) };
}
