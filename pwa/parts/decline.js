/** Saying no: a colleague on the list, a reason with words, the right person in one's place; then a last look. */
import { html, nothing } from "lit-html";
import { decline, take_back_decline } from "../visit_deeds.js";
import * as addresses from "../domain/addresses.js";
import { form, type_form } from "../forms.js";
import { hand_pen, sync_now } from "../visit.js";
import { badge } from "./badge.js";
import { one_of } from "./choices.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { ui } from "../state.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

const WORDS = 1000;

/** What is typed: `{reason, right, name, address, text}`; `right`: "typed", "none" or a contact's address. */
const typed = () => form("decline");
/** @param {Record<string, string>} changes */
const type = (changes) => (type_form("decline", changes), ui({ problems: [], problem: null }));

/** @param {State} state @param {Visit} visit */
export const say_no = (state, visit) => (state.ui.declining ? last_look(state, visit) : reasons(state, visit));

/** @param {State} state @param {Visit} visit */
function reasons(state, visit) {
  const { reason } = typed();
  const apprentice = visit.apprentice.name;
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${t("decline.title")}</h1>
      ${colleagues(state, visit)}
      <section class="card">
        ${one_of({
          id: "reason",
          legend: t("decline.reason", { apprentice }),
          problem: problem_of(state, "reason"),
          chosen: reason,
          options: [
            { value: "not_me", name: t("decline.not_me") },
            { value: "not_here", name: t("decline.not_here") },
            { value: "cannot", name: t("decline.cannot") },
            { value: "other", name: t("decline.other") },
          ],
          on_choose: (value) => type({ reason: value }),
        })}
        ${may_name(visit, reason) ? right_person(state, visit) : nothing} ${reason ? why(state, apprentice) : nothing}
      </section>
    `,
    action: html`
      ${reason ? html`<button class="button" @click=${() => look_again(visit)}>${t("decline.next")}</button>` : nothing}
      <button class="button second" @click=${() => ui({ someone_else: false, told: null })}>${t("who.back")}</button>
    `,
  });
}

/** Those at the workplace who can be handed the pen: one's own link works on. @param {State} state @param {Visit} visit */
function colleagues(state, { contacts }) {
  if (!contacts.length) return nothing;
  return html`<section class="card">
    <h2>${t("decline.colleague")}</h2>
    <p class="hint">${t("who.no_more")}</p>
    ${contacts.map(({ id, name, address, may }) =>
      may === "fill"
        ? badge("ok", "check", t("who.has_pen", { name: name || address }))
        : html`<button type="button" class="button second" @click=${() => give(id)}>${t("who.give", { name: name || address })}</button>`,
    )}
    <p role="status">${state.ui.told ?? nothing}</p>
  </section>`;
}

/** @param {string} recipient_id */
async function give(recipient_id) {
  const { status, body } = await hand_pen(recipient_id);
  ui({ told: status === 200 ? t("who.given") : (body?.message ?? t("declaration.no_network")) });
}

/** @param {State} state @param {Visit} visit */
function right_person(state, { contacts }) {
  const { right, name = "", address = "" } = typed();
  const meant = addresses.suggestion(address);
  return html`
    ${one_of({
      id: "right",
      legend: t("decline.right"),
      problem: problem_of(state, "instead"),
      chosen: right,
      options: [
        ...contacts.map((contact) => ({ value: contact.address, name: contact.name || contact.address, note: contact.name ? contact.address : "" })),
        { value: "typed", name: t("decline.right_typed") },
        { value: "none", name: t("decline.right_none") },
      ],
      on_choose: (value) => type({ right: value }),
    })}
    ${right === "typed"
      ? html`<div class="pair stack">
            ${field({ id: "instead.name", label: t("decline.name"), value: name, limit: 120, problem: problem_of(state, "instead.name"), on_input: (value) => type({ name: value }) })}
            ${field({ id: "instead.address", label: t("decline.address"), value: address, type: "email", inputmode: "email", limit: 254, problem: problem_of(state, "instead.address"), on_input: (value) => type({ address: value }) })}
          </div>
          ${meant ? html`<p class="suggest">${icon("alert")} ${t("address.did_you_mean")} <button type="button" class="link" @click=${() => type({ address: meant })}>${meant}</button></p>` : nothing}`
      : nothing}
  `;
}

/** @param {State} state @param {string} apprentice */
function why(state, apprentice) {
  const free = Boolean(instead(state.visit));
  return field({
    id: "text",
    label: free ? t("decline.why_free", { apprentice }) : t("decline.why"),
    hint: t("decline.why_hint", { apprentice }),
    value: typed().text ?? "",
    lines: 3,
    limit: WORDS,
    problem: problem_of(state, "text"),
    on_input: (value) => type({ text: value }),
  });
}

/** Only the mailbox itself names another. @param {Visit | null} visit @param {string} reason */
const may_name = (visit, reason) => (visit?.door ?? "mail_link") === "mail_link" && (reason === "not_me" || reason === "cannot");

/** Who is named, or null. @param {Visit | null} visit */
function instead(visit) {
  const { reason, right, name = "", address = "" } = typed();
  if (!may_name(visit, reason)) return null;
  if (right === "typed") return { name, address };
  const contact = visit?.contacts.find((known) => known.address === right);
  return contact ? { name: contact.name || contact.address, address: contact.address } : null;
}

/** What is missing is said at its field, before anything is sent. @param {Visit} visit */
function look_again(visit) {
  const { reason, right, text = "" } = typed();
  const named = instead(visit);
  const code = named && addresses.problem(named.address);
  const problems = [
    may_name(visit, reason) && !right ? { field: "instead", code: "right_missing" } : null,
    named && !named.name.trim() ? { field: "instead.name", code: "supervisor_name_missing" } : null,
    code ? { field: "instead.address", code } : null,
    !named && !text.trim() ? { field: "text", code: "why_missing" } : null,
  ].filter((one) => one !== null);
  ui({ problems, declining: !problems.length });
  scrollTo(0, 0);
}

/** @param {State} state @param {string} id */
function problem_of({ ui }, id) {
  const found = (ui.problems ?? []).find((/** @type {{ field: string }} */ one) => one.field === id);
  return found ? (found.message ?? word_of("refusal", found.code)) : null;
}

/** @param {State} state @param {Visit} visit */
function last_look(state, visit) {
  const named = instead(visit);
  const apprentice = visit.apprentice.name;
  const { reason, text = "" } = typed();
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${t("decline.sure")}</h1>
      <section class="card">
        <h2>${reason_words(reason)}</h2>
        ${text ? html`<p class="lines">${text}</p>` : nothing}
        ${named ? html`<p>${t("decline.asked", named)} ${t("decline.closes")}</p>` : nothing}
        <p class="muted">${t("decline.told", { apprentice })} ${named ? nothing : t("decline.undoable")}</p>
      </section>
      <p role="alert" class="problem">${state.ui.problem ?? nothing}</p>
    `,
    action: html`
      <button class="button" @click=${() => send(visit, named)}>${icon("send")} ${t("decline.send", { apprentice })}</button>
      <button class="button second" @click=${() => ui({ declining: false })}>${t("who.back")}</button>
    `,
  });
}

/** @param {string} reason */
const reason_words = (reason) =>
  ({ not_me: t("decline.not_me"), not_here: t("decline.not_here"), cannot: t("decline.cannot") })[reason] ?? t("decline.other");

/** @param {Visit} visit @param {{ name: string, address: string } | null} named */
async function send(visit, named) {
  const { reason, text = "" } = typed();
  const { done, fields } = await decline({ reason, text, instead: named });
  if (done) {
    ui({ named: named && { ...named, apprentice: visit.apprentice.name }, someone_else: false, declining: false });
    await sync_now();
  }
  if (fields.length) ui({ declining: false }); // its question is shown again, with what is wrong
  scrollTo(0, 0);
}

/** The right person has a link, and this one is closed. @param {State} state */
export const named = (state) =>
  page(state, {
    tabs: false,
    wide: true,
    content: html`<section class="panel ok" role="status"><h1>${icon("check")} ${t("decline.named", state.ui.named)}</h1><p>${t("decline.named_more", state.ui.named)}</p></section>`,
  });

/** @param {State} state @param {Visit} visit */
export function declined(state, visit) {
  const { reason, text } = /** @type {NonNullable<Visit["declined"]>} */ (visit.declined);
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${t("decline.done")}</h1>
      <section class="card">
        <h2>${reason_words(reason)}</h2>
        ${text ? html`<p class="lines">${text}</p>` : nothing}
        <p class="muted">${t("decline.done_more", { apprentice: visit.apprentice.name })}</p>
      </section>
      <p role="alert" class="problem">${state.ui.problem ?? nothing}</p>
    `,
    action: html`<button class="button second" @click=${take_back_decline}>${icon("back")} ${t("decline.undo")}</button>`,
  });
}
