/** Check your answers, then ask for it to be filled in. Works without a network. */
import { html, nothing } from "lit-html";
import { machines_of, work_areas_of } from "../domain/catalogue.js";
import * as cvr from "../domain/cvr.js";
import { missing } from "../domain/declarations.js";
import { hindrances, standing } from "../domain/summonses.js";
import { answered, required } from "../domain/goals.js";
import { edit } from "../desk.js";
import { choice, request } from "../desk_deeds.js";
import { go } from "../navigation.js";
import { conflict_cards, undecided } from "../parts/conflict_cards.js";
import { error_summary } from "../parts/error_summary.js";
import { with_address } from "../parts/fix_address.js";
import { icon } from "../parts/icon.js";
import { not_assessed } from "../parts/not_assessed.js";
import { back, page } from "../parts/page.js";
import { school_question } from "../parts/school_question.js";
import { signed_out } from "../parts/signed_out.js";
import { code_of } from "../parts/summoned.js";
import { unknown_declaration } from "../parts/unknown_declaration.js";
import { check_schools, confirm_address, confirmed, open_questions } from "../school_check.js";
import { edition_of, ui, values_of } from "../state.js";
import { day_in_words, t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Contact, Declaration, Edition, SchoolAddress } from "../types.d.ts" */

export const title = () => t("review.title");

/** @param {Record<string, string>} params */
export const enter = ({ id }) => check_schools(id);

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const declaration = state.declarations.find((known) => known.id === state.params.id);
  const edition = declaration && edition_of(declaration.edition);
  if (!declaration || !edition || !state.profile) return unknown_declaration(state);
  const values = values_of(declaration);
  const href = `/app/declarations/${declaration.id}`;
  const left = hindrances(missing(values, state.profile, edition, declaration.specialisation), declaration);
  const problems = left.map(({ field, code }) => ({ id: field, message: word_of("refusal", code), href: field.startsWith("profile.") ? "/app/profile" : `${href}/details` }));
  if (undecided(declaration)) problems.unshift({ id: "", message: t("conflict.undecided"), href: `${href}/review` });
  const final = Boolean(values["details.final_period"]);
  return page(state, {
    content: html`
      ${standing(declaration) === "none" ? back(`${href}/self/0`, t("assess.title")) : back(`${href}/details`, t("details.title"))}
      ${state.ui.tried ? error_summary(problems, t("review.missing")) : nothing}
      ${conflict_cards(declaration, choice(declaration.id))}
      <h1>${t("review.title")}</h1>
      ${not_assessed(declaration, t("review.not_assessed"))}
      ${summary(declaration, edition, values, href)}
      ${final ? nothing : open_questions().map((asked) => question(declaration, values, asked, href))}
      <p class="muted">${t("review.what_happens")}</p>
    `,
    action: final ? nothing : html`<button class="button" @click=${() => ask(declaration, problems.length)}>${icon("send")} ${t("review.ask")}</button>`,
  });
}

/** @param {Declaration} declaration @param {Record<string, any>} values @param {SchoolAddress} asked @param {string} href */
const question = (declaration, values, asked, href) =>
  school_question(asked, {
    right: () => confirm_address(asked.address),
    take: (meant) => correct(declaration, values, asked.address, meant),
    correct: html`<a class="button second" href="${href}/details">${t("fix.correct")}</a>`,
  });

/** @param {Declaration} declaration @param {Record<string, any>} values @param {string} old @param {string} address */
async function correct(declaration, values, old, address) {
  await edit(declaration.id, with_address(values, old, { address }));
  ui({ unknown_schools: [] });
  return check_schools(declaration.id);
}

/** @param {Declaration} declaration @param {number} problems */
async function ask(declaration, problems) {
  if (problems) {
    ui({ tried: true });
    return scrollTo(0, 0);
  }
  await request(declaration.id, confirmed());
  go(`/app/declarations/${declaration.id}`);
}

/** @param {Declaration} declaration @param {Edition} edition @param {Record<string, any>} values @param {string} href */
function summary(declaration, edition, values, href) {
  const value = (/** @type {string} */ name) => values[`details.${name}`];
  const keys = required(edition, declaration.specialisation, value("main_course") ?? 0);
  const functions = work_areas_of(edition, declaration.specialisation).flatMap((area) => area.functions).filter((known) => values[`self.function.${known.key}`]);
  const machines = machines_of(edition, declaration.specialisation).filter((known) => values[`self.machine.${known.key}`]);
  const coded = standing(declaration);
  const later = coded === "waits" ? t("summons.fills") : "";
  return html`
    ${section(t("details.period"), `${href}/details`, [
      ...(coded === "none" ? [] : [/** @type {[string, string]} */ ([t("summons.code"), code_of(declaration)])]),
      [t("details.main_course_short"), value("main_course") ? `H${value("main_course")}` : later],
      [t("details.ends_on"), day_in_words(value("training_period_ends_on")) || later],
      [t("details.starts_on"), day_in_words(value("school_period_starts_on")) || later],
      [t("details.school_class"), value("school_class") || later],
      [t("details.school"), who(value("school_contacts")) || later],
    ])}
    ${section(t("details.workplace"), `${href}/details`, [
      [t("details.workplace_name"), value("workplace_name") ?? ""],
      [t("details.cvr"), cvr.normal(value("workplace_cvr") ?? "")],
      [t("details.supervisor"), who(value("supervisors"))],
      [t("details.workplace_contacts"), who(value("workplace_contacts"))],
      [t("details.others"), who(value("others"))],
    ])}
    ${section(t("review.own"), `${href}/self/0`, [
      [t("review.goals"), keys.length ? t("assess.progress", { done: answered(values, keys, "self"), all: keys.length }) : ""],
      [t("review.functions"), functions.map(({ name }) => name).join(", ")],
      [t("review.machines"), machines.map(({ name }) => name).join(", ")],
      [t("assess.remarks"), values["self.remarks"] ?? ""],
    ])}
  `;
}

/** @param {Contact[] | undefined} people */
const who = (people) => (people ?? []).map(({ name, address }) => (name ? `${name}, ${address}` : address)).join("\n");

/** @param {string} heading @param {string} href @param {[string, string][]} facts */
const section = (heading, href, facts) => html`<section class="card">
  <div class="row"><h2>${heading}</h2><a href=${href}>${t("review.change")}<span class="hidden"> ${heading}</span></a></div>
  <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd class="lines">${value || html`<span class="muted">${t("review.nothing")}</span>`}</dd></div>`)}</dl>
</section>`;
