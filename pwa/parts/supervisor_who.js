/** "Is this you, and can you?": one tap to the form, or a colleague who is handed the pen. */
import { html, nothing } from "lit-html";
import { edit, hand_pen } from "../visit.js";
import { badge } from "./badge.js";
import { page } from "./page.js";
import { ui } from "../state.js";
import { day_in_words, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

/** @param {State} state @param {Visit} visit */
export const who = (state, visit) => (state.ui.someone_else ? colleagues(state, visit) : is_this_you(state, visit));

/** @param {State} state @param {Visit} visit */
function is_this_you(state, visit) {
  const { law, recipient, apprentice, answers } = visit;
  const value = (/** @type {string} */ name) => answers[`details.${name}`]?.value;
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${t("who.title")}</h1>
      <section class="card first">
        <h2>${t("who.asks", { apprentice: apprentice.name, course: `H${value("main_course")}` })}</h2>
        <p>${value("workplace_name")}. ${t("who.ends", { day: day_in_words(value("training_period_ends_on")) })}</p>
        <p class="muted">${t("who.to", { name: recipient.name ? `${recipient.name}, ${recipient.address}` : recipient.address })}</p>
      </section>
      <p>${t("who.takes")}</p>
      ${law ? html`<p class="small muted">${t("who.law", { order: law.order, paragraph: law.references.declaration?.paragraph })}</p>` : nothing}
    `,
    action: html`
      <button class="button" @click=${() => begin(visit)}>${t("who.yes")}</button>
      <button class="button second" @click=${() => ui({ someone_else: true })}>${t("who.no")}</button>
    `,
  });
}

/** Whoever says yes need not type the name that stands on the link. @param {Visit} visit */
function begin(visit) {
  ui({ me: true });
  scrollTo(0, 0);
  if (visit.recipient.name && !visit.answers["supervisor.name"]?.value) edit({ "supervisor.name": visit.recipient.name });
}

/** @param {State} state @param {Visit} visit */
const colleagues = (state, visit) =>
  page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${t("who.no_title")}</h1>
      ${visit.contacts.length ? html`<p>${t("who.no_more")}</p>` : nothing}
      ${visit.contacts.map(({ id, name, address, may }) =>
        may === "fill"
          ? badge("ok", "check", t("who.has_pen", { name: name || address }))
          : html`<button type="button" class="button second" @click=${() => give(id)}>${t("who.give", { name: name || address })}</button>`,
      )}
      <p role="status">${state.ui.told ?? nothing}</p>
      <p>${t("who.none")}</p>
    `,
    action: html`<button class="button" @click=${() => ui({ someone_else: false, told: null })}>${t("who.back")}</button>`,
  });

/** @param {string} recipient_id */
async function give(recipient_id) {
  const { status, body } = await hand_pen(recipient_id);
  ui({ told: status === 200 ? t("who.given") : (body?.message ?? t("declaration.no_network")) });
}
