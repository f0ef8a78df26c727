/** "Is this you, and can you?": one tap to the form, a no, or somebody the link was forwarded to. */
import { html, nothing } from "lit-html";
import { type_form } from "../forms.js";
import { edit } from "../visit.js";
import { say_no } from "./decline.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { needs_code } from "./signing.js";
import { others, same_hand } from "./sitting.js";
import { typed_under_way } from "./typed_told.js";
import { ui } from "../state.js";
import { count, day_in_words, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

/** @param {State} state @param {Visit} visit */
export const who = (state, visit) => (state.ui.someone_else ? say_no(state, visit) : is_this_you(state, visit));

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
        <p class="muted">${needs_code(visit) ? t("who.for", { name: recipient.name || recipient.address }) : t("who.to", { name: recipient.name ? `${recipient.name}, ${recipient.address}` : recipient.address })}</p>
      </section>
      ${visit.paper ? typed_under_way(visit) : before(visit)}
      <p>${t("who.takes")}</p>
      ${law ? html`<p class="small muted">${t("who.law", { order: law.order, paragraph: law.references.declaration?.paragraph })}</p>` : nothing}
      ${others(visit)}
      <p><button type="button" class="link" @click=${() => ui({ forwarded: true })}>${icon("user")} ${t("forwarded.ask")}</button></p>
    `,
    action: html`
      <button class="button" @click=${() => begin(visit)}>${t("who.yes")}</button>
      <button class="button second" @click=${() => ui({ someone_else: true })}>${t("who.no")}</button>
    `,
  });
}

/** What others answered before. @param {Visit} visit */
function before({ answers }) {
  const n = Object.entries(answers).filter(([field, { value }]) => /^supervisor\.(?!name|title|filled_by)/.test(field) && value != null).length;
  const name = answers["supervisor.name"]?.value;
  return n ? html`<p>${name ? count("who.before_by", n, { name }) : count("who.before", n)}</p>` : nothing;
}

/** Whoever says yes need not type the name that stands on the link; who had the pen before is no more who fills in. @param {Visit} visit */
function begin({ answers, own_name, recipient, paper }) {
  ui({ me: true });
  type_form("who", { me: true });
  scrollTo(0, 0);
  const stands = answers["supervisor.name"]?.value;
  if (stands && paper) return; // as it was signed on the paper
  if (own_name === false && stands !== recipient.name) return edit({ "supervisor.name": recipient.name || null, "supervisor.title": null });
  if (stands) return;
  const { name = recipient.name, title = "" } = same_hand(recipient.address) ?? {};
  if (name) edit({ "supervisor.name": name, ...(title ? { "supervisor.title": title } : {}) });
}
