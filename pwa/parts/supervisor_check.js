/** "Check your answers": everything in one view, then the one step that cannot be taken back. */
import { html, nothing } from "lit-html";
import { goals_of, machines_of, work_areas_of } from "../domain/catalogue.js";
import { choice, hold_back, SENDING, submit } from "../visit.js";
import { badge } from "./badge.js";
import { conflict_cards, undecided } from "./conflict_cards.js";
import { error_summary } from "./error_summary.js";
import { filled_by } from "./forwarded.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { needs_code, signing, signing_state } from "./signing.js";
import { to_confirm, typed_lead } from "./typed.js";
import { edition_of, ui, values_of } from "../state.js";
import { day_in_words, t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Edition, Item, Visit } from "../types.d.ts" */

/** @param {State} state @param {Visit} visit */
export function check(state, visit) {
  const waiting = state.queue.find((item) => SENDING.has(item.kind));
  const held = undecided(visit) || Boolean(waiting && !waiting.blocked);
  const edition = edition_of(visit.edition);
  const typed = to_confirm(visit);
  const left = visit.awaiting && needs_code(visit); // to the mailbox: the code may still come
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      ${conflict_cards(visit, choice)} ${refused(waiting)} ${typed ? typed_lead(visit) : signing_state(visit)}
      ${filled_by(visit)}
      ${left ? html`<details ?open=${state.ui.code_asked || state.ui.code_wrong}><summary>${t("signing.have_code")}</summary><div class="stack">${signing(state, visit, waiting, held)}</div></details>` : typed ? nothing : html`<div class="stack"><h1>${t("sending.title")}</h1><p>${t("sending.lead")}</p></div>`}
      ${waiting && !waiting.blocked ? html`<p class="panel wait" role="status">${icon("phone")} ${waiting.kind === "confirm" ? t("signing.waits") : t("sending.waits")}</p>` : nothing}
      ${edition ? answers(visit, edition, values_of(visit)) : nothing}
      <p class="muted">${t("sending.receivers", { apprentice: visit.apprentice.name })}</p>
    `,
    action: html`
      ${undecided(visit) ? html`<p class="problem" role="status">${t("conflict.undecided")}</p>` : nothing}
      ${left ? nothing : needs_code(visit) ? signing(state, visit, waiting, held) : html`<button class="button" ?disabled=${held} @click=${send}>${icon("send")} ${typed ? t("typed.yes") : t("sending.send")}</button>`}
      ${typed ? html`<button class="button second" @click=${wrong}>${t("typed.no")}</button>` : html`<button class="button second" @click=${back}>${t("sending.back")}</button>`}
    `,
  });
}

async function send() {
  ui({ sent: true });
  await submit();
  scrollTo(0, 0);
}

/** Not what stands on the paper: nothing is sent. */
async function wrong() {
  await hold_back();
  ui({ wrong: true, sent: false, checking: false });
  scrollTo(0, 0);
}

/** Back to the answers; what was to be sent waits until it has been looked through again. */
async function back() {
  await hold_back();
  ui({ checking: false, sent: false, mending: true, code_asked: false });
  scrollTo(0, 0);
}

/** @param {Item | undefined} waiting */
function refused(waiting) {
  if (!waiting?.blocked) return nothing;
  const { code, message, fields = [] } = waiting.blocked;
  if (fields.some((problem) => problem.field === "code")) return nothing; // said at the code
  if (code === "answers_moved_on") return html`<p class="panel warn" role="alert">${icon("alert")} ${t("sending.moved_on")}</p>`;
  const told = fields.length ? fields.map((problem) => ({ id: problem.field, message: problem.message ?? "" })) : [{ id: "", message: message || word_of("refusal", code) }];
  return error_summary(told, t("sending.refused"));
}

/** @param {Visit} visit @param {Edition} edition @param {Record<string, any>} values */
function answers(visit, edition, values) {
  const level = Object.fromEntries(edition.scale.map(({ key, name }) => [key, name]));
  const rated = goals_of(edition, visit.specialisation).filter((goal) => values[`supervisor.goal.${goal.key}`]);
  const functions = work_areas_of(edition, visit.specialisation).flatMap((area) => area.functions).filter(({ key }) => values[`supervisor.function.${key}`]);
  const machines = machines_of(edition, visit.specialisation).filter(({ key }) => values[`supervisor.machine.${key}`]);
  const mended = to_confirm(visit) ? (visit.paper?.mended ?? []) : [];
  const anew = (/** @type {string[]} */ ...starts) => mended.some((field) => starts.some((start) => field === `supervisor.${start}` || (start.endsWith(".") && field.startsWith(`supervisor.${start}`))));
  const value = (/** @type {string} */ name) => values[`supervisor.${name}`] ?? "";
  return html`
    ${section(t("reading.goals"), rated.map((goal) => [goal.text, level[values[`supervisor.goal.${goal.key}`]], anew(`goal.${goal.key}`)]))}
    ${section(t("sending.end"), [
      [t("fill.functions"), functions.map(({ name }) => name).join(", "), anew("function.")],
      [t("reading.machines"), machines.map(({ name }) => name).join(", ") || t("reading.no_machines"), anew("machine.")],
      [t("fill.reached"), word_of("reached", value("goals_reached")), anew("goals_reached")],
      [t("fill.why"), value("goals_reached") === "yes" ? "" : value("goals_reached_why"), anew("goals_reached_why")],
      [t("fill.remarks"), value("remarks"), anew("remarks")],
      [t("fill.special_needs"), value("special_needs"), anew("special_needs")],
      [t("fill.talked"), day_in_words(value("talked_through_on")), anew("talked_through_on")],
      [t("fill.name"), [value("name"), value("title")].filter(Boolean).join(", "), anew("name", "title")],
    ])}
  `;
}

/** @param {string} heading @param {[string, string, boolean][]} rows the last: whether it was typed anew since a no */
const section = (heading, rows) => html`<section class="card">
  <div class="row"><h2>${heading}</h2><button type="button" class="link" @click=${back}>${t("sending.change")}<span class="hidden"> ${heading}</span></button></div>
  <dl class="facts">${rows.filter(([, value, anew]) => value || anew).map(([name, value, anew]) => html`<div><dt>${name}${anew ? html` ${badge("wait", "pen", t("typed.mended_mark"))}` : nothing}</dt><dd class="lines">${value || "–"}</dd></div>`)}</dl>
</section>`;
