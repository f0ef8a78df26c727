/** A sealed declaration, to read on a phone and to print on A4. Everything comes from the sealed payload itself. */
import { html, nothing } from "lit-html";
import { badge } from "./badge.js";
import { icon } from "./icon.js";
import { earlier, of_how_many } from "./versions.js";
import { day_in_words, t, full_time, word_of } from "../words.js";

/** @import { Payload, Sealed, Version } from "../types.d.ts" */

/** @param {Sealed} sealed @param {(version: Version, newest?: boolean) => unknown} save how a version is saved as a file */
export function sealed_view(sealed, save) {
  const { payload } = sealed;
  if (!payload) return html`<h1>${t("reading.title")}</h1><p class="panel warn">${t("reading.erased")}</p>${of_how_many(sealed)} ${seal(sealed)} ${earlier(sealed, whole, save)}`;
  return html`
    <div class="stack">
      ${badge("ok", "check", t("reading.sealed"))}
      <h1>${t("reading.title")}</h1>
      <p>${t("reading.of", { name: payload.apprentice.name, programme: payload.programme.specialisation.name })}</p>
    </div>
    ${of_how_many(sealed)} ${whole(payload)} ${seal(sealed)} ${save(sealed, true)}
    <button type="button" class="button second no-print" @click=${() => print()}>${icon("print")} ${t("reading.print")}</button>
    ${earlier(sealed, whole, save)}
  `;
}

/** What it says, without who holds it. @param {Payload} payload */
export const whole = (payload) => html`
  ${about(payload)} ${verdict(payload)} ${goals(payload)} ${done(payload)}
  ${words(t("reading.remarks"), payload.remarks)} ${words(t("reading.special_needs"), payload.special_needs)}
  ${words(t("reading.self_remarks"), payload.self_remarks)}
`;

/** @param {Payload} payload */
const about = ({ period, workplace, supervisor, filled_by, typed_by, school_contacts, talked_through_on, ...more }) =>
  facts([
    [t("reading.period"), t("reading.before", { course: period.main_course_name })],
    [t("reading.ends_on"), day_in_words(period.training_period_ends_on)],
    [t("reading.starts_on"), day_in_words(period.school_period_starts_on)],
    [t("reading.school_class"), period.school_class],
    [t("reading.workplace"), t("reading.workplace_is", { name: workplace.name, cvr: workplace.cvr })],
    [t("reading.training_centre"), workplace.training_centre ? t("reading.yes") : ""],
    [t("reading.supervisor"), [supervisor.name, supervisor.title].filter(Boolean).join(", ")],
    [t("reading.sent_to"), filled_by ? supervisor.address : ""],
    [t("reading.filled_by"), filled_by ? t("reading.filled_by_is", { ...filled_by }) : ""],
    [t("reading.typed_by"), typed_by ? typed(typed_by) : ""],
    [t("reading.school_contact"), school_contacts.map(({ name, address }) => name || address).join(", ")],
    [t("reading.talked"), day_in_words(talked_through_on)],
    [t("reading.apprentice_talked"), apprentice_talked(more)],
    [t("reading.door"), [word_of("door", more.door), more.confirmed_by && word_of("confirmed", more.confirmed_by)].filter(Boolean).join(", ")],
  ]);

/** Who typed it in from paper, and where. @param {{ name: string, role: string }} by */
const typed = ({ name, role }) => (role === "school" ? t("reading.typed_at_school", { name }) : t("reading.typed_at_workplace", { name }));

/** @param {Pick<Payload, "apprentice_talked_through_on" | "apprentice_talked_through_said">} payload */
function apprentice_talked({ apprentice_talked_through_on: on, apprentice_talked_through_said: said }) {
  if (!on) return "";
  return said === "own_device" ? t("reading.said_own", { day: day_in_words(on) }) : t("reading.said_there", { day: day_in_words(on) });
}

/** @param {[string, string][]} rows */
const facts = (rows) =>
  html`<section class="card"><dl class="facts">
    ${rows.filter(([, value]) => value).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl></section>`;

/** @param {Payload} payload */
const verdict = ({ goals_reached, goals_reached_why }) => html`<section class="card keep">
  <h2>${t("reading.reached_question")}</h2>
  ${reached_badge(goals_reached)}
  ${goals_reached_why ? html`<p class="lines">${goals_reached_why}</p>` : nothing}
</section>`;

/** @param {Payload["goals_reached"]} answer */
const reached_badge = (answer) =>
  badge(/** @type {const} */ ({ yes: "ok", partly: "warn", no: "stop" })[answer], answer === "yes" ? "check" : "alert", word_of("reached", answer));

/** @param {Payload} payload */
function goals(payload) {
  const areas = [...new Map(payload.goals.map((goal) => [goal.work_area, goal.work_area_name]))];
  const level = Object.fromEntries(payload.scale.map(({ key, name }) => [key, name]));
  return html`<section class="stack">
    <h2>${t("reading.goals")}</h2>
    ${payload.programme.goals_are_examples ? html`<p class="small muted"><strong>${payload.programme.label}.</strong> ${t("goals.examples")}</p>` : nothing}
    ${areas.map(
      ([key, name]) => html`<div class="card">
        <h3>${name}</h3>
        <ul class="list">
          ${payload.goals.filter((goal) => goal.work_area === key).map((goal) => one_goal(goal, level))}
        </ul>
      </div>`,
    )}
  </section>`;
}

/** @param {Payload["goals"][number]} goal @param {Record<string, string>} level */
const one_goal = (goal, level) => html`<li class="sealed-goal">
  <span>${goal.text}<span class="note">${t("reading.own_level", { level: goal.self ? level[goal.self] : t("reading.not_rated") })}</span></span>
  ${goal.supervisor ? badge(goal.reached ? "ok" : "quiet", goal.reached ? "check" : "target", level[goal.supervisor]) : badge("quiet", "alert", t("reading.not_rated"))}
</li>`;

/** @param {Payload} payload */
const done = ({ work_areas, machines }) => html`<section class="card keep">
  <h2>${t("reading.functions")}</h2>
  <ul class="stack">${work_areas.map((area) => html`<li><strong>${area.name}:</strong> ${area.functions.join(", ")}</li>`)}</ul>
  <h2>${t("reading.machines")}</h2>
  <p>${machines.length ? machines.join(", ") : t("reading.no_machines")}</p>
</section>`;

/** @param {string} heading @param {string} text */
const words = (heading, text) => (text ? html`<section class="card keep"><h2>${heading}</h2><p class="lines">${text}</p></section>` : nothing);

/** @param {Sealed} sealed */
const seal = ({ number, digest, sealed_at, payload, versions = [] }) => html`<section class="card keep">
  <h2>${t("reading.seal")}</h2>
  <p class="small">${t("reading.seal_more", { number: versions.length ? t("versions.number_of", { number, all: versions.length + 1 }) : number, at: full_time(sealed_at) })}</p>
  <p class="digest">${digest}</p>
  ${payload ? html`<p class="small muted">${t("reading.law", { order: payload.law.order, paragraph: payload.law.references.declaration?.paragraph })}</p>` : nothing}
</section>`;
