/** Talk mode on the apprentice's own device: the supervisor's answers beside one's own, and the apprentice's press. */
import { html, nothing } from "lit-html";
import { edit, sync_now } from "../desk.js";
import { goals_of, machines_of, work_areas_of } from "../domain/catalogue.js";
import { badge } from "../parts/badge.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { unknown_declaration } from "../parts/unknown_declaration.js";
import { edition_of, today, values_of } from "../state.js";
import { listen } from "../talk.js";
import { clock, t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, Edition } from "../types.d.ts" */

export const title = () => t("talk.title");

/** @param {Record<string, string>} params */
export const enter = ({ id }) => listen(id);

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const declaration = state.declarations.find((known) => known.id === state.params.id);
  if (!declaration) return unknown_declaration(state);
  const { talk, talk_away } = state.ui;
  const edition = edition_of(declaration.edition);
  const shown = talk && edition && talk_away !== "closed";
  const pressed = declaration.answers["self.talked_through_on"]?.value === today();
  return page(state, {
    content: html`
      ${back(`/app/declarations/${declaration.id}`, t("declaration.title"))}
      <div class="stack">
        <h1>${t("talk.title")}</h1>
        ${shown ? html`<p class="muted">${t("talk.open_until", { at: clock(talk.until) })}</p>` : nothing}
        ${talk_away === "offline" ? html`<p class="panel warn" role="status">${icon("cloud")} ${t("talk.offline")}</p>` : nothing}
        ${talk_away === "closed" ? html`<p class="panel" role="status">${icon("clock")} ${t("talk.closed")}</p>` : nothing}
      </div>
      ${shown ? beside(declaration, edition, values_of({ ...declaration, answers: talk.answers }), talk.required) : nothing}
    `,
    action: shown
      ? pressed
        ? badge("ok", "check", t("talk.pressed"))
        : html`<button type="button" class="button" @click=${() => press(declaration.id)}>${icon("check")} ${t("talk.press")}</button>`
      : null,
  });
}

/** @param {string} id */
async function press(id) {
  await edit(id, { "self.talked_through_on": today() });
  await sync_now();
}

/** @param {Declaration} declaration @param {Edition} edition @param {Record<string, any>} values @param {string[]} required */
function beside({ specialisation }, edition, values, required) {
  const level = Object.fromEntries(edition.scale.map(({ key, name }) => [key, name]));
  const goals = goals_of(edition, specialisation).filter(({ key }) => required.includes(key) || values[`supervisor.goal.${key}`]);
  const named = (/** @type {string} */ kind, /** @type {{ key: string, name: string }[]} */ all) => all.filter(({ key }) => values[`supervisor.${kind}.${key}`]).map(({ name }) => name).join(", ");
  const text = (/** @type {string} */ name) => values[`supervisor.${name}`] ?? "";
  const rows = [
    [t("fill.functions"), named("function", work_areas_of(edition, specialisation).flatMap((area) => area.functions))],
    [t("reading.machines"), named("machine", machines_of(edition, specialisation))],
    [t("fill.reached"), text("goals_reached") && word_of("reached", text("goals_reached"))],
    ...(["partly", "no"].includes(text("goals_reached")) ? [[t("fill.why"), text("goals_reached_why")]] : []),
    [t("fill.remarks"), text("remarks")],
    [t("fill.special_needs"), text("special_needs")],
  ];
  return html`
    <section class="card"><h2>${t("reading.goals")}</h2><ul class="list">${goals.map(
      ({ key, text: words }) => html`<li class="sealed-goal"><span>${words}<span class="note">${t("talk.own", { level: level[values[`self.goal.${key}`]] ?? t("reading.not_rated") })}</span></span>
        ${values[`supervisor.goal.${key}`] ? badge("ok", "check", level[values[`supervisor.goal.${key}`]]) : badge("quiet", "clock", t("talk.not_yet"))}</li>`,
    )}</ul></section>
    <section class="card"><h2>${t("sending.end")}</h2><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd class="lines">${value || t("talk.not_yet")}</dd></div>`)}</dl></section>
  `;
}
