/** Twin of server/domain/declarations.py: what is missing before the request, and before sending. */
import * as addresses from "./addresses.js";
import { day } from "./answers.js";
import { main_courses_of } from "./catalogue.js";
import * as cvr from "./cvr.js";
import { required } from "./goals.js";

/** @import { Contact, Edition, FieldProblem } from "../types.d.ts" */
/** @typedef {Record<string, any>} Values */

const PEOPLE = ["details.supervisors", "details.school_contacts", "details.workplace_contacts", "details.others"];

/** @param {string} field @param {string} code @returns {FieldProblem} */
const wrong = (field, code) => ({ field, code });

/** @param {Values} answers @param {Values} profile @param {Edition} edition @param {string} specialisation @returns {FieldProblem[]} */
export function missing(answers, profile, edition, specialisation) {
  if (answers["details.final_period"]) return [wrong("details.final_period", "final_on_paper")];
  return [
    ...in_profile(profile),
    ...in_period(answers, edition, specialisation),
    ...in_workplace(answers),
    ...in_addresses(answers, profile.address ?? ""),
  ];
}

/** @param {Values} profile */
function in_profile(profile) {
  const found = ["name", "programme", "specialisation", "started_on"]
    .filter((name) => !profile[name])
    .map((name) => wrong(`profile.${name}`, `${name}_missing`));
  return follows_older_order(profile) ? [...found, wrong("profile.started_on", "older_order")] : found;
}

/** Began before 1 August 2023 and was not moved to the new order. @param {Values} profile */
export function follows_older_order(profile) {
  const moved = profile.moved_to_new_order && profile.transition_school && profile.transition_agreed_on;
  return Boolean(profile.started_on) && profile.started_on < "2023-08-01" && !moved;
}

/** @param {Values} answers @param {Edition} edition @param {string} specialisation */
function in_period(answers, edition, specialisation) {
  const found = [];
  const course = answers["details.main_course"];
  const [ends, starts] = [answers["details.training_period_ends_on"], answers["details.school_period_starts_on"]];
  if (!main_courses_of(edition, specialisation).some((known) => known.number === course)) {
    found.push(wrong("details.main_course", course ? "main_course_unknown" : "main_course_missing"));
  }
  if (!ends) found.push(wrong("details.training_period_ends_on", "date_missing"));
  if (!starts) found.push(wrong("details.school_period_starts_on", "date_missing"));
  if (ends && starts && starts < ends) found.push(wrong("details.school_period_starts_on", "school_before_training_ends"));
  return found;
}

/** @param {Values} answers */
function in_workplace(answers) {
  const found = [];
  const code = cvr.problem(answers["details.workplace_cvr"] ?? "");
  if (code) found.push(wrong("details.workplace_cvr", code));
  if (!(answers["details.workplace_name"] ?? "").trim()) found.push(wrong("details.workplace_name", "workplace_name_missing"));
  return found;
}

/** @param {Values} answers @param {string} own */
function in_addresses(answers, own) {
  const found = [];
  for (const field of PEOPLE) {
    /** @type {Contact[]} */
    const people = answers[field] ?? [];
    if (!people.length && field === PEOPLE[0]) found.push(wrong(field, "supervisor_missing"));
    if (!people.length && field === PEOPLE[1]) found.push(wrong(field, "school_contact_missing"));
    people.forEach((person, index) => {
      const code = addresses.problem(person.address) ?? refused(field, person, own, people.slice(0, index));
      if (code) found.push(wrong(`${field}.${index}.address`, code));
    });
    if (field !== PEOPLE[0]) continue;
    people.forEach((person, index) => {
      if (!person.name.trim()) found.push(wrong(`${field}.${index}.name`, "supervisor_name_missing"));
    });
  }
  return [...found, ...supervisor_at_school(answers)];
}

/** @param {string} field @param {Contact} person @param {string} own @param {Contact[]} before */
function refused(field, person, own, before) {
  const address = addresses.normal(person.address);
  if (field !== "details.others" && addresses.mailbox(address) === addresses.mailbox(own)) return "address_your_own";
  return before.some((other) => addresses.normal(other.address) === address) ? "address_twice" : null;
}

/** @param {Values} answers */
function supervisor_at_school(answers) {
  if (answers["details.training_centre"]) return [];
  /** @type {Contact[]} */
  const school = answers["details.school_contacts"] ?? [];
  /** @type {Contact[]} */
  const supervisors = answers["details.supervisors"] ?? [];
  const theirs = new Set(school.map((person) => addresses.normal(person.address)).filter(Boolean));
  return supervisors.flatMap((person, index) =>
    theirs.has(addresses.normal(person.address)) ? [wrong(`details.supervisors.${index}.address`, "supervisor_is_school")] : [],
  );
}

/** @param {Values} answers @param {Edition} edition @param {string} specialisation @param {string} today @returns {FieldProblem[]} */
export function unanswered(answers, edition, specialisation, today) {
  const asked = required(edition, specialisation, answers["details.main_course"] ?? 0);
  const found = [
    ...in_period(answers, edition, specialisation),
    ...asked.filter((key) => answers[`supervisor.goal.${key}`] == null).map((key) => wrong(`supervisor.goal.${key}`, "goal_unanswered")),
  ];
  if (!answers["supervisor.functions_confirmed"]) {
    found.push(wrong("supervisor.functions_confirmed", "functions_unconfirmed"));
  } else if (!Object.entries(answers).some(([field, value]) => field.startsWith("supervisor.function.") && value)) {
    found.push(wrong("supervisor.functions_confirmed", "functions_none"));
  }
  if (!answers["supervisor.machines_confirmed"]) found.push(wrong("supervisor.machines_confirmed", "machines_unconfirmed"));
  return [...found, ...at_the_end(answers, today)];
}

/** @param {Values} answers @param {string} today */
function at_the_end(answers, today) {
  const found = [];
  const reached = answers["supervisor.goals_reached"];
  if (reached == null) found.push(wrong("supervisor.goals_reached", "goals_reached_missing"));
  else if (reached !== "yes" && !(answers["supervisor.goals_reached_why"] ?? "").trim()) {
    found.push(wrong("supervisor.goals_reached_why", "why_missing"));
  }
  const talked = day(answers["supervisor.talked_through_on"]);
  if (!talked) found.push(wrong("supervisor.talked_through_on", "talk_missing"));
  else if (talked > today) found.push(wrong("supervisor.talked_through_on", "date_in_future"));
  if (!(answers["supervisor.name"] ?? "").trim()) found.push(wrong("supervisor.name", "your_name_missing"));
  return found;
}
