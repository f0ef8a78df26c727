/** What a declaration is called in lists. */
import { short_date, t } from "../words.js";

/** @import { Declaration } from "../types.d.ts" */

/** @param {Declaration} declaration */
export function heading({ answers }) {
  const course = answers["details.main_course"]?.value;
  return answers["details.final_period"]?.value ? t("declaration.final") : t("declaration.before", { course: course ? `H${course}` : t("declaration.no_course") });
}

/** Where and until when. @param {Declaration} declaration */
export const more = ({ answers }) => [answers["details.workplace_name"]?.value, short_date(answers["details.training_period_ends_on"]?.value)].filter(Boolean).join(" · ");
