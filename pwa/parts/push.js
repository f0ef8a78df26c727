/** Asking whether one wants to be told on this device: explained first, from a tap, and never again once it was declined. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { not_wanted, obstacle, OWN, turn_off, turn_on } from "../notifications.js";
import { own_database } from "../own_database.js";
import { store, ui } from "../state.js";
import { t } from "../words.js";
import { icon } from "./icon.js";
import { install_steps } from "./install_steps.js";

/** @import { State } from "../state.js" */

/** Whose it is, and where: the database it is remembered in and the path of the API. @typedef {{ database: string, path: string }} Place */
/** @typedef {{ id: string, device: string, active: boolean, current: boolean }} Row */

/** A card at the moment when somebody begins to wait for news. @param {State} state @param {Place} place @param {{ title: string, why: string }} words */
export function ask_push(state, place, { title, why }) {
  const push = state.push[place.database];
  const hindered = obstacle();
  if (!push || push.at === "unwanted" || hindered === "denied" || hindered === "unsupported") return nothing;
  if (hindered === "install") return place.path === OWN ? card(title, why, html`<p>${t("push.install_first")}</p><details><summary>${t("push.how")}</summary><div class="stack">${install_steps(state)}</div></details>`) : nothing;
  if (push.at === "on") return html`<p class="no-print">${icon("bell")} ${t("push.on_here")}${place.path !== OWN && push.id ? off_here(place, push.id) : nothing}</p>`;
  return card(title, why, html`${how_it_goes(state, place)}
    ${push.at === "off" ? html`<button type="button" class="link" @click=${() => not_wanted(place.database)}>${t("push.not_now")}</button>` : nothing}`);
}

/** The apprentice turns it off on Mig; behind a link it is here. @param {Place} place @param {string} id */
const off_here = ({ database, path }, id) => html` <button type="button" class="link" @click=${() => turn_off(database, path, id)}>${t("push.turn_off")}</button>`;

/** @param {string} title @param {string} why @param {unknown} more */
const card = (title, why, more) => html`<section class="card no-print push"><h2>${icon("bell")} ${title}</h2><p>${why}</p>${more}</section>`;

/** @param {State} state @param {Place} place */
function how_it_goes(state, { database, path }) {
  const push = state.push[database];
  const problem = push.problem ? html`<p class="panel warn" role="alert">${icon("alert")} ${push.problem}</p>` : nothing;
  if (push.at === "busy") return html`<p role="status">${icon("clock")} ${t("push.busy")}</p>`;
  if (push.at === "waiting") return html`<p role="status">${icon("clock")} ${t("push.waiting")}</p>`;
  if (push.at === "on") return html`<p role="status">${icon("check")} ${t("push.on_here")}</p>`;
  return html`${problem}<button type="button" class="button second" @click=${() => on(database, path)}>${t("push.turn_on")}</button>`;
}

/** @param {string} database @param {string} path */
async function on(database, path) {
  await turn_on(database, path);
  if (store.get().ui.push_rows) await load_push();
}

/** After asking for a declaration to be filled in. @param {State} state */
export function ask_own_push(state) {
  const database = own_database();
  if (!database || state.person?.shared) return nothing;
  return ask_push(state, { database, path: OWN }, { title: t("push.ask_filled"), why: t("push.ask_filled_why") });
}

export async function load_push() {
  const { status, body } = await call("GET", OWN);
  ui({ push_rows: status === 200 ? body.subscriptions : [] });
}

/** On Mig: whether this device is told, and which others. @param {State} state */
export function push_section(state) {
  const { person, push, ui: { push_rows = [] } } = state;
  const database = own_database();
  if (!database || person?.shared || !push[database]) return nothing;
  const place = { database, path: OWN };
  return html`<section class="card push">
    <h2>${icon("bell")} ${t("push.title")}</h2>
    <p>${t("push.what")}</p>
    ${state_here(state, place)}
    ${push_rows.length ? html`<div class="list">${push_rows.map((/** @type {Row} */ one) => row(one, push[database], database))}</div>` : nothing}
  </section>`;
}

/** @param {State} state @param {Place} place */
function state_here(state, place) {
  const hindered = obstacle();
  if (hindered === "denied") return html`<p class="panel warn">${icon("alert")} ${t("push.denied")}</p>`;
  if (hindered === "unsupported") return html`<p class="muted">${t("push.unsupported")}</p>`;
  if (hindered === "install") return html`<p>${t("push.install_first")}</p>${install_steps(state)}`;
  return how_it_goes(state, place);
}

/** @param {Row} one @param {import("../state.js").Push} here @param {string} database */
const row = (one, here, database) => html`<div>
  <span>${icon("phone")} ${one.device || t("devices.unknown")}
    <span class="note">${one.current ? t("devices.this") : nothing} ${one.active || (here.at === "on" && here.id === one.id) ? nothing : t("push.unproved")}</span>
  </span>
  <button type="button" class="link" @click=${() => off(one, database)}>${t("push.turn_off")}</button>
</div>`;

/** @param {Row} one @param {string} database */
async function off({ id }, database) {
  await turn_off(database, OWN, id);
  await load_push();
}
