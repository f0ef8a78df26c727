/** What the code of a school's letter says, and whether it is meant for somebody of another programme. */
import { html, nothing } from "lit-html";
import { in_halves } from "../domain/short_codes.js";
import { icon } from "./icon.js";
import { day_in_words, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Summons } from "../types.d.ts" */

/** "H2 på Snedkerskolen" @param {Summons} summons */
export const summons_name = ({ main_course, school }) => t("summons.at", { course: `H${main_course}`, school: school.name });

/** @param {Summons} summons */
export const summons_facts = ({ code, training_period_ends_on, school_period_starts_on, school_class, contacts }) =>
  html`<dl class="facts">
    ${[
      [t("details.starts_on"), day_in_words(school_period_starts_on)],
      [t("details.ends_on"), day_in_words(training_period_ends_on)],
      [t("details.school_class"), school_class],
      [t("details.school_contact"), contacts.map(({ name, address }) => (name ? `${name}, ${address}` : address)).join("\n")],
      [t("summons.label"), in_halves(code)],
    ].map(([name, value]) => html`<div><dt>${name}</dt><dd class="lines">${value}</dd></div>`)}
  </dl>`;

/** Told, and no hindrance. @param {State} state @param {string | undefined} mine @param {Summons} summons */
export function other_programme({ editions }, mine, { programme }) {
  if (!mine || mine === programme) return nothing;
  const name_of = (/** @type {string} */ key) => editions.find((edition) => edition.programme === key)?.name ?? key;
  return html`<p class="panel warn"><span>${icon("alert")} ${t("summons.other_programme", { theirs: name_of(programme), yours: name_of(mine) })}</span></p>`;
}
