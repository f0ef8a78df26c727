/** A field of a declaration and what stands in it, in words a person knows it by. */
import { goals_of, machines_of, work_areas_of } from "../domain/catalogue.js";
import { day_in_words, t, word_of } from "../words.js";

/** @import { Draft, Edition } from "../types.d.ts" */

/** The same words as over the field in its form. @returns {Record<string, string>} */
const labels = () => ({
  summons_code: t("short_code.label"),
  main_course: t("details.main_course_short"),
  final_period: t("details.final"),
  training_period_ends_on: t("details.ends_on"),
  school_period_starts_on: t("details.starts_on"),
  school_class: t("details.school_class"),
  school_contacts: t("details.school_contact"),
  training_centre: t("details.training_centre"),
  workplace_cvr: t("details.cvr"),
  workplace_name: t("details.workplace_name"),
  supervisors: t("details.supervisor"),
  workplace_contacts: t("details.workplace_contacts"),
  others: t("details.others"),
  functions_confirmed: t("fill.functions"),
  machines_confirmed: t("fill.machines"),
  goals_reached: t("fill.reached"),
  goals_reached_why: t("fill.why"),
  special_needs: t("fill.special_needs"),
  talked_through_on: t("fill.talked"),
  apprentice_talked_through_on: t("reading.apprentice_talked"),
  name: t("fill.name"),
  title: t("fill.job"),
});

/** @param {string} field @param {Draft | undefined} draft @param {Edition | null | undefined} edition */
export function field_label(field, draft, edition) {
  const [owner, kind, key] = field.split(".");
  if (kind === "remarks") return owner === "self" ? t("assess.remarks") : t("fill.remarks");
  if (!key) return labels()[kind] ?? field;
  const special = draft?.specialisation ?? "";
  if (!edition) return key;
  if (kind === "goal") return goals_of(edition, special).find((goal) => goal.key === key)?.text ?? key;
  const things = kind === "machine" ? machines_of(edition, special) : work_areas_of(edition, special).flatMap((area) => area.functions);
  return things.find((thing) => thing.key === key)?.name ?? key;
}

/** @param {string} field @param {any} value @param {Edition | null | undefined} edition */
export function value_words(field, value, edition) {
  if (value === null || value === undefined || value === "") return t("review.nothing");
  if (typeof value === "boolean") return value ? t("reading.yes") : t("reading.no");
  if (Array.isArray(value)) return value.map(({ name, address }) => [name, address].filter(Boolean).join(", ")).join("\n");
  if (field.endsWith("_on")) return day_in_words(value);
  if (field.endsWith(".main_course")) return `H${value}`;
  if (field.endsWith(".goals_reached")) return word_of("reached", value);
  if (field.includes(".goal.")) return edition?.scale.find((level) => level.key === value)?.name ?? value;
  return String(value);
}
