/** "Talk it through together", on the supervisor's form: opens it for the apprentice, and takes both presses. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { today, ui } from "../state.js";
import { follow } from "../visit_talk.js";
import { edit, sync_now, visit_path } from "../visit.js";
import { clock, t } from "../words.js";
import { badge } from "./badge.js";
import { icon } from "./icon.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

/** @param {State} state @param {Visit} visit @param {Record<string, any>} values */
export function talk_panel(state, visit, values) {
  const open = visit.talk_until && Date.parse(visit.talk_until) > Date.now();
  if (open) follow();
  const own_day = values["self.talked_through_on"];
  const there = values["supervisor.apprentice_talked_through_on"];
  return html`<section class="card">
    <h2>${icon("speak")} ${t("talk.title")}</h2>
    <p class="hint">${open ? t("talk.open_until", { at: clock(visit.talk_until) }) : t("talk.more", { apprentice: visit.apprentice.name })}</p>
    <p role="status">${state.ui.talk_told ?? nothing}</p>
    <button type="button" class="button second" ?disabled=${state.ui.busy} @click=${() => set_open(!open)}>${open ? t("talk.close") : t("talk.start")}</button>
    <div class="stack">
      <p><strong>${t("talk.supervisor")}</strong></p>
      ${values["supervisor.talked_through_on"] === today() ? badge("ok", "check", t("talk.pressed")) : html`<button type="button" class="button second" @click=${() => press("supervisor.talked_through_on")}>${icon("check")} ${t("talk.press")}</button>`}
      <p><strong>${visit.apprentice.name}</strong></p>
      ${own_day ? badge("ok", "check", t("talk.pressed_own")) : there ? badge("ok", "check", t("talk.pressed")) : html`<button type="button" class="button second" @click=${() => press("supervisor.apprentice_talked_through_on")}>${icon("check")} ${t("talk.press_here", { apprentice: visit.apprentice.name })}</button>`}
    </div>
  </section>`;
}

/** @param {string} field */
const press = (field) => edit({ [field]: today() });

/** @param {boolean} open */
async function set_open(open) {
  ui({ busy: true, talk_told: null });
  const { status, body } = await call("POST", `${await visit_path()}/talk`, { body: { open } });
  await sync_now();
  ui({ busy: false, talk_told: status === 200 ? null : (body?.message ?? t("declaration.no_network")) });
}
