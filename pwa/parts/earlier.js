/** Earlier declarations that the apprentice sent along: opened by a tap, since that is told; then each level stands at its goal. */
import { html, nothing } from "lit-html";
import { ui } from "../state.js";
import { at_once } from "../visit.js";
import { count, t, time_in_words } from "../words.js";
import { icon } from "./icon.js";
import { whole } from "./sealed_view.js";

/** @import { State } from "../state.js" */
/** @import { Sealed, Visit } from "../types.d.ts" */
/** @typedef {{ id: string, sealed: Sealed }} Earlier */

/** @param {State} state @param {Visit} visit */
export function earlier_card(state, visit) {
  if (!visit.earlier) return nothing;
  /** @type {Earlier[]} */
  const found = state.ui.earlier ?? [];
  return html`<section class="card" id="earlier">
    <h2>${count("earlier.title", visit.earlier)}</h2>
    ${state.ui.earlier ? nothing : html`<p class="muted">${t("earlier.lead", { apprentice: visit.apprentice.name })}</p><button type="button" class="button second" @click=${open}>${icon("book")} ${t("earlier.open")}</button>`}
    ${state.ui.earlier_problem ? html`<p class="problem" role="alert">${icon("alert")} ${state.ui.earlier_problem}</p>` : nothing}
    ${found.map(({ sealed }) => html`<details><summary>${name_of(sealed)}</summary><div class="stack">${sealed.disputed_at ? html`<p class="panel stop">${icon("alert")} ${t("earlier.disputed", { day: time_in_words(sealed.disputed_at) })}</p>` : nothing}${sealed.payload ? whole(sealed.payload) : nothing}</div></details>`)}
  </section>`;
}

async function open() {
  const { status, body } = await at_once("earlier", {});
  ui(status === 200 ? { earlier: body.declarations, earlier_problem: null } : { earlier_problem: body?.message ?? t("declaration.no_network") });
}

/** @param {Sealed} sealed */
const name_of = ({ payload }) => (payload ? t("earlier.name", { course: payload.period.main_course_name, workplace: payload.workplace.name }) : t("reading.erased"));

/** What a goal was rated before, the first period first. @param {State} state @param {string} goal */
export function earlier_levels(state, goal) {
  /** @type {Earlier[]} */
  const found = state.ui.earlier ?? [];
  const lines = found.flatMap(({ sealed: { payload } }) => {
    const level = payload?.goals.find(({ key }) => key === goal)?.supervisor;
    const step = payload?.scale.find(({ key }) => key === level);
    return payload && step ? [t("earlier.level", { course: payload.period.main_course_name, level: step.name })] : [];
  });
  return lines.length ? html`<p class="small note">${icon("clock")} ${lines.join(" · ")}</p>` : nothing;
}
