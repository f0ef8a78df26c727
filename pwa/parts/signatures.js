/** Beside a sealed declaration: who has read it, and "this was not me" of whoever owns the address that signed. */
import { html, nothing } from "lit-html";
import { form, type_form } from "../forms.js";
import { mark_read, not_me } from "../visit_deeds.js";
import { badge } from "./badge.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { needs_code } from "./signing.js";
import { ui } from "../state.js";
import { t, time_in_words, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Dispute, Visit } from "../types.d.ts" */

/** Whether this reader is one whose reading counts: everybody but the apprentice. @param {Visit} visit */
const may_mark = ({ recipient }) => recipient.roles.some((role) => role !== "apprentice");

/** Who has read the version that stands; an earlier one counts no more. @param {Visit} visit */
const read_now = ({ read, sealed }) => (read?.version_number === sealed?.number ? read : null);

/** @param {Dispute[] | undefined} disputes */
export const disputes = (disputes) =>
  (disputes ?? []).map(
    ({ name, at, version_number, text }) => html`<section class="panel stop" role="note">
      <h2>${icon("alert")} ${t("not_me.said")}</h2>
      <p>${t("not_me.said_by", { name, at: time_in_words(at), n: version_number })}</p>
      <p class="lines">${text}</p>
    </section>`,
  );

/** @param {State} state @param {Visit} visit */
export function beside_sealed(state, visit) {
  const { disputes = [], recipient, sealed } = visit;
  const read = read_now(visit);
  const said = disputes.some(({ name, version_number }) => name === (recipient.name || recipient.address) && version_number === sealed?.number);
  return html`
    ${read ? html`<p class="no-print">${badge("ok", "check", t("read.is", { name: read.name, at: time_in_words(read.at) }))} ${state.ui.marking ? nothing : html`<button type="button" class="link" @click=${() => ui({ marking: true })}>${t("read.other")}</button>`}</p>` : nothing}
    ${visit.signed && !said && !needs_code(visit) ? html`<p class="no-print"><button type="button" class="link" @click=${() => (ui({ disputing: "words" }), scrollTo(0, 0))}>${icon("alert")} ${t("not_me.ask")}</button></p>` : nothing}
  `;
}

/** The reader's one thing to do; null when it is done, or is not theirs. @param {State} state @param {Visit} visit */
export function read_action(state, visit) {
  if (!may_mark(visit) || visit.signed || needs_code(visit) || (read_now(visit) && !state.ui.marking)) return null;
  const typed = form("read").name ?? "";
  if (!state.ui.marking) return html`<button class="button" @click=${() => ui({ marking: true })}>${icon("check")} ${t("read.mark")}</button>`;
  return html`
    ${field({ id: "read.name", label: t("read.who"), hint: t("read.who_hint", { apprentice: visit.apprentice.name }), value: typed, autocomplete: "name", limit: 120, problem: state.ui.problem, on_input: (name) => (type_form("read", { name }), ui({ problem: null })) })}
    <button class="button" @click=${() => mark(typed)}>${icon("check")} ${t("read.mark")}</button>
  `;
}

/** @param {string} name */
async function mark(name) {
  if (!name.trim()) return ui({ problem: word_of("refusal", "your_name_missing") });
  const { done } = await mark_read(name);
  if (!done) return;
  ui({ marking: false, notice: t("read.done") });
  scrollTo(0, 0);
}

/** Typed words, then a last look: two taps, so that no machine and no slip of a thumb says it. @param {State} state @param {Visit} visit */
export function dispute(state, visit) {
  const text = form("not_me").text ?? "";
  const sure = state.ui.disputing === "sure";
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${sure ? t("not_me.sure") : t("not_me.title")}</h1>
      <p>${t("not_me.lead", { apprentice: visit.apprentice.name })}</p>
      ${sure
        ? html`<section class="card"><p class="lines">${text}</p></section>
            <p class="muted">${t("not_me.sure_more")}</p>
            <p role="alert" class="problem">${state.ui.problem ?? nothing}</p>`
        : field({ id: "not_me.text", label: t("not_me.why"), lines: 4, limit: 1000, value: text, problem: state.ui.problem, on_input: (typed) => (type_form("not_me", { text: typed }), ui({ problem: null })) })}
    `,
    action: html`
      ${sure ? html`<button class="button danger" @click=${() => send(text)}>${t("not_me.send")}</button>` : html`<button class="button" @click=${() => look_again(text)}>${t("not_me.next")}</button>`}
      <button class="button second" @click=${() => ui({ disputing: sure ? "words" : null, problem: null })}>${t("not_me.back")}</button>
    `,
  });
}

/** @param {string} text */
const look_again = (text) => ui(text.trim() ? { disputing: "sure" } : { problem: word_of("refusal", "why_missing") });

/** @param {string} text */
async function send(text) {
  const { done, fields } = await not_me(text);
  if (done) ui({ disputing: null });
  else if (fields.length) ui({ disputing: "words", problem: fields[0].message });
  scrollTo(0, 0);
}
