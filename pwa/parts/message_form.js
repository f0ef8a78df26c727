/** A message: to whom, what, one look at it, sent. No form: what submits forms must not be able to send anything. */
import { html, nothing } from "lit-html";
import { problem as text_problem } from "../domain/texts.js";
import { change_message, send_message } from "../messages.js";
import { ticks } from "./choices.js";
import { error_summary } from "./error_summary.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { ui } from "../state.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { MessageForm } from "../types.d.ts" */
/** @import { House, Receiver } from "../messages.js" */
/** @typedef {{ house: House, declaration: string, receivers: Receiver[], leave: () => void, tabs?: boolean }} Writing */

const LONGEST = 4000;

/** @param {State} state @param {Writing} writing */
export function message_page(state, writing) {
  /** @type {MessageForm | undefined} */
  const message = state.ui.message;
  if (!message) return page(state, { tabs: writing.tabs, content: top() }); // what was typed before is on its way from the disk
  return state.ui.checking_message ? check(state, writing, message) : write(state, writing, message);
}

const top = () => html`<div class="stack">
  <h1>${t("message.title")}</h1>
  <p>${t("message.lead")}</p>
</div>`;

/** @param {Receiver} receiver */
const role = ({ roles }) => (roles[0] === "apprentice" ? t("message.apprentice") : word_of("role", roles[0]));

/** @param {State} state @param {Writing} writing @param {MessageForm} message */
function write(state, { house, declaration, receivers, leave, tabs }, { to, text }) {
  const wrong = missing(to, text);
  const told = state.ui.tried ? Object.entries(wrong).map(([id, message]) => ({ id, message })) : [];
  const problem = (/** @type {string} */ id) => told.find((one) => one.id === id)?.message;
  return page(state, {
    tabs,
    content: html`
      ${error_summary(told, t("message.missing"))} ${top()}
      <div class="card">
        ${ticks({
          id: "message.to",
          legend: html`<strong>${t("message.to")}</strong>`,
          problem: problem("message.to"),
          items: receivers.map((one) => ({ key: one.id, name: `${one.name || one.address} (${role(one)})` })),
          ticked: (id) => to.includes(id),
          on_tick: (id, on) => change_message(house, declaration, { to: on ? [...to, id] : to.filter((one) => one !== id) }),
        })}
        ${field({ id: "message.text", label: t("message.text"), hint: t("message.text_hint"), value: text, lines: 8, limit: LONGEST, problem: problem("message.text"), on_input: (value) => change_message(house, declaration, { text: value }) })}
      </div>
      <p class="small muted">${t("message.seen")}</p>
    `,
    action: html`
      <button class="button" @click=${() => next(!Object.keys(wrong).length)}>${t("message.check")}</button>
      <button class="button second" @click=${leave}>${t("message.later")}</button>
    `,
  });
}

/** @param {string[]} to @param {string} text @returns {Record<string, string>} */
function missing(to, text) {
  const code = text.trim() ? text_problem(text, LONGEST, { lines: true }) : "message_empty";
  return { ...(to.length ? {} : { "message.to": word_of("refusal", "receivers_none") }), ...(code ? { "message.text": word_of("refusal", code) } : {}) };
}

/** @param {boolean} ready */
function next(ready) {
  ui({ checking_message: ready, tried: !ready });
  scrollTo(0, 0);
}

/** @param {() => void} leave */
function gone(leave) {
  leave();
  ui({ notice: t("message.gone") });
  scrollTo(0, 0);
}

/** @param {State} state @param {Writing} writing @param {MessageForm} message */
function check(state, { house, declaration, receivers, leave, tabs }, { to, text }) {
  const chosen = receivers.filter(({ id }) => to.includes(id));
  return page(state, {
    tabs,
    content: html`
      <h1>${t("message.check_title")}</h1>
      <section class="card"><dl class="facts">
        <div><dt>${t("message.to_short")}</dt><dd>${chosen.map((one) => html`<div>${one.name || one.address} (${role(one)})</div>`)}</dd></div>
        <div><dt>${t("message.text")}</dt><dd class="lines">${text.trim()}</dd></div>
      </dl></section>
      <p>${t("message.not_kept")}</p>
    `,
    action: html`
      <button class="button" ?disabled=${!chosen.length} @click=${() => send_message(house, declaration, chosen).then(() => gone(leave))}>${icon("send")} ${t("message.send")}</button>
      <button class="button second" @click=${() => ui({ checking_message: false })}>${t("review.change")}</button>
      ${chosen.length < to.length ? html`<p class="problem" role="alert">${word_of("refusal", "receivers_none")}</p>` : nothing}
    `,
  });
}
