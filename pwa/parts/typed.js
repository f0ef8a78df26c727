/** What was filled in on paper and typed in by somebody else: confirmed with one tap, or sent back to be mended. */
import { html, nothing } from "lit-html";
import { form, type_form } from "../forms.js";
import { ui } from "../state.js";
import { t, word_of } from "../words.js";
import { send_back } from "../visit_deeds.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { needs_code } from "./signing.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

/** Whether this mailbox is asked if what was typed is right. @param {Visit} visit */
export const to_confirm = (visit) => visit.awaiting?.door === "paper" && !needs_code(visit) && Boolean(visit.paper);

/** @param {Visit} visit */
export function typed_lead({ paper, apprentice }) {
  const told = { name: paper?.name, apprentice: apprentice.name };
  return html`<div class="stack">
    <h1>${t("typed.title")}</h1>
    <p>${paper?.role === "school" ? t("typed.lead_school", told) : t("typed.lead_workplace", told)}</p>
    ${paper?.mended ? html`<p class="panel wait">${icon("pen")} ${paper.mended.length ? t("typed.mended", told) : t("typed.mended_none", told)}</p>` : nothing}
    <p class="muted">${t("typed.lead_more")}</p>
  </div>`;
}

/** "No": what is wrong, or another way out. @param {State} state @param {Visit} visit */
export function say_wrong(state, visit) {
  const name = visit.paper?.name;
  const wrong = (state.ui.problems ?? []).find((/** @type {{ field: string }} */ one) => one.field === "text");
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${t("typed.no_title")}</h1>
      <p>${t("typed.no_lead", { name })}</p>
      <section class="card">
        ${field({ id: "text", label: t("typed.why"), hint: t("typed.why_hint"), value: form("typed_no").text ?? "", lines: 3, limit: 4000, problem: wrong && (wrong.message ?? word_of("refusal", wrong.code)), on_input: (text) => type({ text }) })}
      </section>
      <p class="stack"><button type="button" class="link" @click=${() => ui({ wrong: false, mending: true, me: true })}>${icon("pen")} ${t("typed.mend")}</button>
      <button type="button" class="link" @click=${() => ui({ wrong: false, someone_else: true })}>${icon("user")} ${t("typed.other")}</button></p>
      <p role="alert" class="problem">${state.ui.problem ?? nothing}</p>
    `,
    action: html`
      <button class="button" @click=${() => send(form("typed_no").text ?? "")}>${icon("send")} ${t("typed.send_back", { name })}</button>
      <button class="button second" @click=${() => ui({ wrong: false, problems: [], problem: null })}>${t("typed.back")}</button>
    `,
  });
}

/** @param {{ text: string }} changes */
const type = (changes) => (type_form("typed_no", changes), ui({ problems: [], problem: null }));

/** @param {string} text */
async function send(text) {
  if (!text.trim()) return ui({ problems: [{ field: "text", code: "why_missing" }] });
  const { done } = await send_back(text);
  if (done) ui({ wrong: false, sent_back: true });
  scrollTo(0, 0);
}

/** @param {State} state @param {Visit} visit */
export const sent_back = (state, { paper }) =>
  page(state, {
    tabs: false,
    wide: true,
    content: html`<section class="panel ok" role="status"><h1>${icon("check")} ${t("typed.sent_back", { name: paper?.name })}</h1><p>${t("typed.sent_back_more")}</p></section>`,
    action: html`<button class="button second" @click=${() => ui({ sent_back: false })}>${t("typed.fill")}</button>`,
  });
