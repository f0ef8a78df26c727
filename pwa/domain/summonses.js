/** What a school's call-up says of a declaration, and how far its code has come. `fill` is the twin of server/domain/summonses.py. */
import { normal } from "./short_codes.js";

/** @import { Declaration, FieldProblem, Summons } from "../types.d.ts" */
/** @typedef {Record<string, any>} Values */

export const CODE = "details.summons_code";
const NAMES = /** @type {const} */ (["main_course", "training_period_ends_on", "school_period_starts_on", "school_class"]);

/** What it says, as fields of a declaration. @param {Summons} summons @returns {Values} */
export const details = (summons) => ({
  ...Object.fromEntries(NAMES.map((name) => [`details.${name}`, summons[name]])),
  "details.school_contacts": summons.contacts,
});
const FILLED = [...NAMES, "school_contacts"].map((name) => `details.${name}`);

/**
 * The fields to write: what is empty still, and what says just what the call-up of an earlier code said (or what was copied).
 * What the apprentice typed otherwise stands.
 * @param {Values} values @param {Values} said @param {Values} before @returns {Values}
 */
export const fill = (values, said, before) =>
  Object.fromEntries(
    Object.entries(said).filter(([field, value]) => !empty(value) && !same(values[field], value) && (empty(values[field]) || same(values[field], before[field]))),
  );

/** What stands otherwise than the call-up says. @param {Values} values @param {Values} said @returns {Values} */
export const differing = (values, said) => Object.fromEntries(Object.entries(said).filter(([field, value]) => !empty(value) && !empty(values[field]) && !same(values[field], value)));

/** A row of people without a letter in it is nothing either. @param {any} value */
const empty = (value) => (Array.isArray(value) ? !value.some(({ name, address }) => `${name}${address}`.trim()) : value == null || (typeof value === "string" && !value.trim()));

/** @param {any} one @param {any} other */
function same(one, other) {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every(({ name, address }, index) => name === other[index].name && address === other[index].address);
}

/**
 * None was typed; it waits for the server, and fills in later; it is tied to its call-up; or it leads nowhere.
 * @param {Declaration} declaration @returns {"none" | "waits" | "tied" | "unknown"}
 */
export function standing({ answers, summons }) {
  const code = answers[CODE];
  if (!code?.value) return "none";
  if (summons && summons.code === normal(code.value)) return "tied";
  return code.pending || summons === undefined ? "waits" : "unknown";
}

/** What hinders a request: not what a code that waits is going to fill in. @param {FieldProblem[]} problems @param {Declaration} declaration */
export const hindrances = (problems, declaration) =>
  standing(declaration) === "waits" ? problems.filter(({ field }) => !FILLED.includes(field) || !empty(declaration.answers[field]?.value)) : problems;

/** The one that was made with a code, if there is one. @param {Declaration[]} declarations @param {string} code */
export const made_with = (declarations, code) =>
  declarations.find((known) => known.status !== "withdrawn" && standing(known) !== "unknown" && normal(known.answers[CODE]?.value ?? "") === code);

/** One that is under way without a code, and may be meant by it. @param {Declaration[]} declarations @param {Summons | null} summons */
export const meant_by = (declarations, summons) =>
  declarations.find((known) => {
    const [course, final] = ["details.main_course", "details.final_period"].map((field) => known.answers[field]?.value);
    if (!["draft", "requested"].includes(known.status) || known.sealed || final || standing(known) === "tied") return false;
    return summons ? !course || course === summons.main_course : known.status === "draft";
  });
