/** Correcting what was sent: a reason and a code from the mailbox open it; while it is open, the way to drop it. */
import { html, nothing } from "lit-html";
import { LIMITS } from "../domain/answers.js";
import { ask_for_code, begin_correction, drop_correction } from "../sent.js";
import { error_summary } from "./error_summary.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { store, ui } from "../state.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

const top = () => scrollTo(0, 0);

/** The way in, at the end of what was sent, for those who fill in. @param {Visit} visit */
export const correct_it = ({ holds_pen, status }) =>
  holds_pen && status === "submitted"
    ? html`<button type="button" class="button second no-print" @click=${() => (ui({ correction: { reason: "", code: "" }, sent: false }), top())}>${icon("pen")} ${t("correct.title")}</button>`
    : nothing;

/** @param {State} state @param {Visit} visit */
export function correction(state, visit) {
  const { correction: typed, problem, sent_to } = state.ui;
  const told = problem ? [{ id: problem.field, message: problem.message }] : [];
  const type = (/** @type {object} */ more) => ui({ correction: { ...typed, ...more }, problem: null });
  const wrong = (/** @type {string} */ id) => (problem?.field === id ? problem.message : null);
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      ${error_summary(told, t("correct.wrong"))}
      <div class="stack"><h1>${t("correct.title")}</h1><p>${t("correct.lead")}</p></div>
      ${field({ id: "reason", label: t("correct.reason"), hint: t("correct.reason_hint"), value: typed.reason, lines: 3, limit: LIMITS.long, problem: wrong("reason"), on_input: (reason) => type({ reason }) })}
      ${sent_to
        ? html`<p class="panel wait" role="status">${t("correct.code_sent", { address: visit.recipient.address })}</p>
            <div class="code-input">${field({ id: "code", label: t("correct.code"), value: typed.code, inputmode: "numeric", autocomplete: "one-time-code", problem: wrong("code"), on_input: (code) => type({ code }) })}</div>
            <button type="button" class="link" @click=${ask}>${t("correct.again")}</button>`
        : nothing}
    `,
    action: html`
      ${sent_to ? html`<button type="button" class="button" @click=${begin}>${t("correct.open")}</button>` : html`<button type="button" class="button" @click=${ask}>${t("correct.ask")}</button>`}
      <button type="button" class="button second" @click=${leave}>${t("correct.leave")}</button>
    `,
  });
}

const leave = () => (ui({ correction: null, problem: null, sent_to: false }), top());

/** What is wrong, at its field; what has no field is told above. @param {import("../types.d.ts").Reply} reply */
function refuse({ status, body }) {
  const first = body?.fields?.[0];
  ui({ problem: first ?? { field: "", message: status ? (body?.message ?? word_of("refusal", "not_now")) : t("correct.no_network") } });
  top();
}

async function ask() {
  const { reason } = store.get().ui.correction;
  if (!reason.trim()) return refuse({ status: 422, body: { fields: [{ field: "reason", message: word_of("refusal", "why_missing") }] }, etag: null, retry_after: null });
  const reply = await ask_for_code();
  if (reply.status === 202) ui({ sent_to: true, problem: null });
  else refuse(reply);
}

async function begin() {
  const { reason, code } = store.get().ui.correction;
  const reply = await begin_correction(reason, code);
  if (reply.status === 200) ui({ correction: null, sent_to: false, problem: null, checking: false, me: true });
  else return refuse(reply);
  top();
}

/** Above the form: why it is open again, and the way back. @param {State} state @param {Visit} visit */
export const correcting = ({ ui: { dropping, told } }, { status, correction: open, door }) =>
  status !== "correcting" || !open
    ? nothing
    : html`<section class="card">
        <h2>${icon("pen")} ${t("correct.now")}</h2>
        <p class="lines"><strong>${t("versions.reason")}</strong> ${open.reason}</p>
        <p class="muted">${t("correct.now_more")}</p>
        ${told ? html`<p class="problem" role="alert">${icon("alert")} ${told}</p>` : nothing}
        ${door !== "mail_link" ? nothing : dropping ? sure : html`<button type="button" class="link" @click=${() => ui({ dropping: true })}>${t("correct.drop")}</button>`}
      </section>`;

const sure = html`<p>${t("correct.drop_sure")}</p>
  <button type="button" class="button danger" @click=${drop}>${t("correct.drop_do")}</button>
  <button type="button" class="link" @click=${() => ui({ dropping: false })}>${t("correct.drop_keep")}</button>`;

async function drop() {
  const { status, body } = await drop_correction();
  ui({ dropping: false, told: status === 200 ? "" : status ? body?.message : t("correct.no_network") });
  if (status === 200) top();
}
