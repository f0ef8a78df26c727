/** The supervisor's one page: goals, functions, machines, the end. Every tap is an answer that is kept at once. */
import { html, nothing } from "lit-html";
import { LIMITS } from "../domain/answers.js";
import { goals_of, machines_of, work_areas_of } from "../domain/catalogue.js";
import { unanswered } from "../domain/declarations.js";
import { choice, edit, flush } from "../visit.js";
import { earlier_card, earlier_levels } from "./earlier.js";
import { shared_lines } from "./shared_lines.js";
import { conflict_cards, two_texts } from "./conflict_cards.js";
import { badge } from "./badge.js";
import { correcting } from "./correction.js";
import { one_of, ticks } from "./choices.js";
import { error_summary } from "./error_summary.js";
import { filled_by } from "./forwarded.js";
import { field, problem } from "./field.js";
import { goal_words } from "./goal_words.js";
import { follow_ups } from "./follow_ups.js";
import { icon } from "./icon.js";
import { level_scale, scale_words } from "./level_scale.js";
import { visit_messages } from "./visit_messages.js";
import { page } from "./page.js";
import { progress } from "./progress.js";
import { others } from "./sitting.js";
import { talk_panel } from "./talk_panel.js";
import { typed_under_way } from "./typed_told.js";
import { answered } from "../domain/goals.js";
import { edition_of, store, today, ui, values_of } from "../state.js";
import { count, t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Edition, Goal, Visit } from "../types.d.ts" */
/** @typedef {{ visit: Visit, edition: Edition, values: Record<string, any>, problems: Record<string, string> }} Form */

/** @param {State} state @param {Visit} visit */
export function fill(state, visit) {
  const edition = edition_of(visit.edition);
  if (!edition) return page(state, { tabs: false, content: html`<h1>${t("visit.title")}</h1><p class="muted">${t("visit.opening")}</p>` });
  const values = values_of(visit);
  const left = unanswered(values, edition, visit.specialisation, today());
  const told = state.ui.tried ? left.map(({ field: id, code }) => ({ id, message: word_of("refusal", code) })) : [];
  /** @type {Form} */
  const form = { visit, edition, values, problems: Object.fromEntries(told.map(({ id, message }) => [id, message])) };
  const done = answered(values, visit.required, "supervisor");
  const words = t("fill.progress", { done, all: visit.required.length });
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      ${state.ui.taken_back ? html`<p class="panel ok" role="status">${icon("check")} ${t("sent.taken_back")}</p>` : nothing}
      ${correcting(state, visit)} ${typed_under_way(visit)} ${filled_by(visit)} ${conflict_cards(visit, choice)} ${error_summary(in_short(told), t("fill.missing"))}
      <div class="stack">
        <h1>${t("fill.title", { apprentice: visit.apprentice.name })}</h1>
        <p class="muted">${t("fill.lead")}</p>
        ${others(visit)}
      </div>
      ${follow_ups(visit)} ${earlier_card(state, visit)}
      <div class="how-far">${progress(done, visit.required.length, words)}</div>
      ${scale_words(edition)} ${goals(form)} ${functions(form)} ${machines(form)} ${at_the_end(form)} ${visit_messages(state, visit)}
    `,
    action: html`<div class="two">
      <button class="button second" @click=${() => ui({ someone_else: true })}>${icon("user")} ${t("fill.other")}</button>
      <button class="button" @click=${() => review(left.length)}>${t("fill.review")}</button>
    </div>`,
  });
}

/** Many goals without a step are one line, to the first of them. @param {{ id: string, message: string }[]} told */
function in_short(told) {
  const goals = told.filter(({ id }) => id.startsWith("supervisor.goal."));
  if (!goals.length) return told;
  return [{ id: goals[0].id, message: count("fill.goals_left", goals.length) }, ...told.filter((item) => !goals.includes(item))];
}

/** @param {number} left */
async function review(left) {
  await flush();
  ui(left ? { tried: true } : { checking: true, tried: false, mending: false });
  scrollTo(0, 0);
}

/** @param {Form} form */
function goals(form) {
  const { visit, edition } = form;
  const all = goals_of(edition, visit.specialisation);
  const asked = all.filter((goal) => visit.required.includes(goal.key));
  const later = all.filter((goal) => !visit.required.includes(goal.key));
  return html`
    ${work_areas_of(edition, visit.specialisation).map((area) => {
      const mine = asked.filter((goal) => goal.work_area === area.key);
      return mine.length ? html`<section class="stack"><h2>${area.name}</h2>${mine.map((goal) => question(form, goal))}</section>` : nothing;
    })}
    ${later.length ? html`<details><summary>${t("fill.later", { n: later.length })}</summary><div class="stack">${later.map((goal) => question(form, goal))}</div></details>` : nothing}
  `;
}

/** @param {Form} form @param {Goal} goal */
function question({ visit, edition, values, problems }, goal) {
  const id = `supervisor.goal.${goal.key}`;
  return level_scale({
    id,
    legend: goal.text,
    under: html`${goal_words(goal)}${shared_lines(visit.log ?? [], goal.key)}${earlier_levels(store.get(), goal.key)}`,
    scale: edition.scale,
    chosen: values[id],
    own: values[`self.goal.${goal.key}`],
    problem: problems[id],
    on_choose: (level) => edit({ [id]: level }),
  });
}

/** What is ticked: the supervisor's own answer, else the apprentice's suggestion. @param {Record<string, any>} values @param {string} kind */
const ticked = (values, kind) => (/** @type {string} */ key) => Boolean(values[`supervisor.${kind}.${key}`] ?? values[`self.${kind}.${key}`]);

/**
 * *Passer*: every tick that stands becomes an answer of its own, and the section is confirmed.
 * @param {Record<string, any>} values @param {"function" | "machine"} kind @param {string[]} keys
 */
function confirm(values, kind, keys) {
  const on = keys.filter(ticked(values, kind));
  const answers = Object.fromEntries(on.map((key) => [`supervisor.${kind}.${key}`, true]));
  edit({ ...answers, [`supervisor.${kind}s_confirmed`]: true });
}

/** @param {Form} form @param {"function" | "machine"} kind @param {string[]} keys */
const passer = ({ values }, kind, keys) =>
  values[`supervisor.${kind}s_confirmed`]
    ? badge("ok", "check", t("fill.confirmed"))
    : html`<button type="button" class="button second" @click=${() => confirm(values, kind, keys)}>${icon("check")} ${t("fill.fits")}</button>`;

/** @param {Form} form */
function functions(form) {
  const areas = work_areas_of(form.edition, form.visit.specialisation);
  const wrong = form.problems["supervisor.functions_confirmed"];
  return html`<section class="card ${wrong ? "wrong" : ""}" id="supervisor.functions_confirmed" tabindex="-1">
    <h2>${t("fill.functions")}</h2>
    <p class="hint">${t("fill.functions_hint")}</p>
    ${problem("functions", wrong)}
    ${areas.map((area) =>
      ticks({
        id: `functions.${area.key}`,
        legend: area.name,
        items: area.functions,
        ticked: ticked(form.values, "function"),
        on_tick: (key, on) => edit({ [`supervisor.function.${key}`]: on }),
      }),
    )}
    ${passer(form, "function", areas.flatMap((area) => area.functions.map(({ key }) => key)))}
  </section>`;
}

/** @param {Form} form */
function machines(form) {
  const all = machines_of(form.edition, form.visit.specialisation);
  const wrong = form.problems["supervisor.machines_confirmed"];
  return html`<section class="card ${wrong ? "wrong" : ""}" id="supervisor.machines_confirmed" tabindex="-1">
    ${problem("machines", wrong)}
    ${ticks({
      id: "machines",
      legend: html`<h2>${t("fill.machines")}</h2>`,
      hint: t("fill.functions_hint"),
      items: all,
      ticked: ticked(form.values, "machine"),
      on_tick: (key, on) => edit({ [`supervisor.machine.${key}`]: on }),
    })}
    ${passer(form, "machine", all.map(({ key }) => key))}
  </section>`;
}

/** @param {Form} form */
function at_the_end({ visit, values, problems }) {
  const reached = values["supervisor.goals_reached"];
  const talked = values["supervisor.talked_through_on"] ?? "";
  /** @param {string} name @param {object} more */
  const text = (name, more) => {
    const id = `supervisor.${name}`;
    return field({ id, label: "", value: values[id] ?? "", problem: problems[id], two: two_texts(visit, id), on_input: (value) => edit({ [id]: value }, { typing: true }), on_leave: flush, ...more });
  };
  return html`
    <section class="card">
      ${one_of({
        id: "supervisor.goals_reached",
        legend: t("fill.reached"),
        chosen: reached,
        problem: problems["supervisor.goals_reached"],
        options: ["yes", "partly", "no"].map((value) => ({ value, name: word_of("reached", value) })),
        on_choose: (value) => edit({ "supervisor.goals_reached": value }),
      })}
      ${reached && reached !== "yes" ? text("goals_reached_why", { label: t("fill.why"), lines: 3, limit: LIMITS.long }) : nothing}
    </section>
    <section class="card">
      ${text("remarks", { label: t("fill.remarks"), hint: t("fill.remarks_hint"), lines: 3, limit: LIMITS.long })}
      ${text("special_needs", { label: t("fill.special_needs"), hint: t("fill.special_needs_hint"), lines: 3, limit: LIMITS.long })}
    </section>
    ${talk_panel(store.get(), visit, values)}
    <section class="card">
      <div class="row">
        ${field({ id: "supervisor.talked_through_on", label: t("fill.talked"), type: "date", max: today(), value: talked, problem: problems["supervisor.talked_through_on"], on_input: (value) => edit({ "supervisor.talked_through_on": value || null }) })}
        ${talked === today() ? badge("ok", "check", t("fill.today")) : html`<button type="button" class="button second auto" @click=${() => edit({ "supervisor.talked_through_on": today() })}>${t("fill.today")}</button>`}
      </div>
      <div class="pair stack">
        ${text("name", { label: t("fill.name"), autocomplete: "name", limit: LIMITS.name })}
        ${text("title", { label: t("fill.job"), hint: t("fill.job_hint"), autocomplete: "organization-title", limit: LIMITS.name })}
      </div>
    </section>
  `;
}
