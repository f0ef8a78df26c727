/** Twin of server/domain/answers.py: who may write a field, and what it may hold. */
import { problem as text_problem } from "./texts.js";

/** @import { Edition } from "../types.d.ts" */

const FIELD_NAME = /^(details|self|supervisor)(\.[a-z0-9_]{1,80}){1,2}$/;
export const LIMITS = { short: 80, name: 120, long: 4000 };

/** @param {string} field @returns {"apprentice" | "supervisor" | null} */
export function owner(field) {
  if (!FIELD_NAME.test(field)) return null;
  return field.startsWith("supervisor.") ? "supervisor" : "apprentice";
}

/** The date written YYYY-MM-DD between 2000 and 2099, or null. @param {unknown} value */
export function day(value) {
  if (typeof value !== "string" || !/^20\d\d-\d\d-\d\d$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? null : value;
}

/** @param {unknown} value */
const yes_no = (value) => (typeof value === "boolean" ? null : "value_wrong_type");
/** @param {number} limit @param {boolean} [lines] @returns {(value: unknown) => string | null} */
const text = (limit, lines) => (value) => text_problem(value, limit, { lines });
/** @param {unknown} value */
const date = (value) => (day(value) ? null : "date_wrong");
/** @param {unknown} value */
const main_course = (value) => (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 12 ? null : "value_wrong_type");

/** @param {number} limit @returns {(value: any) => string | null} */
const people = (limit) => (value) => {
  if (!Array.isArray(value) || !value.every(is_person)) return "value_wrong_type";
  if (value.length > limit) return "too_many_people";
  for (const person of value) {
    const code = text_problem(person.name, LIMITS.name) ?? text_problem(person.address, 254);
    if (code) return code;
  }
  return null;
};

/** @param {any} item */
const is_person = (item) =>
  item !== null && typeof item === "object" && Object.keys(item).sort().join() === "address,name" && Object.values(item).every((x) => typeof x === "string");

/** @type {Record<string, (value: any) => string | null>} */
const PLAIN_FIELDS = {
  "details.main_course": main_course,
  "details.final_period": yes_no,
  "details.training_period_ends_on": date,
  "details.school_period_starts_on": date,
  "details.school_class": text(LIMITS.short),
  "details.school_contacts": people(10),
  "details.training_centre": yes_no,
  "details.workplace_cvr": text(20),
  "details.workplace_name": text(LIMITS.name),
  "details.supervisors": people(5),
  "details.workplace_contacts": people(10),
  "details.others": people(10),
  "self.remarks": text(LIMITS.long, true),
  "supervisor.functions_confirmed": yes_no,
  "supervisor.machines_confirmed": yes_no,
  "supervisor.goals_reached": (value) => (["yes", "partly", "no"].includes(value) ? null : "value_wrong_type"),
  "supervisor.goals_reached_why": text(LIMITS.long, true),
  "supervisor.remarks": text(LIMITS.long, true),
  "supervisor.special_needs": text(LIMITS.long, true),
  "supervisor.talked_through_on": date,
  "supervisor.name": text(LIMITS.name),
  "supervisor.title": text(LIMITS.name),
};

/** The code of what is wrong with a known field's value, or null. @param {string} field @param {any} value @param {Edition} edition */
export function problem(field, value, edition) {
  if (value === null) return null;
  const check = PLAIN_FIELDS[field];
  if (check) return check(value);
  if (field.includes(".goal.")) return edition.scale.some((level) => level.key === value) ? null : "level_unknown";
  return yes_no(value);
}

/**
 * Whether two sets of answers say the same; a cleared field is as good as none.
 * @param {Record<string, unknown>} one @param {Record<string, unknown>} other
 */
export function same_answers(one, other) {
  const [left, right] = [one, other].map((values) => Object.entries(values).filter(([, value]) => value != null));
  return left.length === right.length && left.every(([field, value]) => JSON.stringify(value) === JSON.stringify(other[field]));
}
