/** Several declarations in one sitting: how many others wait at the same mailbox, the code that names them, and the next. */
import { html, nothing } from "lit-html";
import { go } from "../navigation.js";
import { store, ui } from "../state.js";
import { at_once, flush } from "../visit.js";
import { count, t, word_of } from "../words.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { page } from "./page.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */
/** @typedef {NonNullable<Visit["waiting"]>[number]} Waiting */

/** @param {Visit} visit */
export const how_many = ({ waiting = [], others_waiting = 0 }) => waiting.length + others_waiting;

/** A quiet line, with the way to them. @param {Visit} visit */
export const others = (visit) =>
  how_many(visit)
    ? html`<p class="no-print"><button type="button" class="link" @click=${see}>${icon("book")} ${count("sitting.others", how_many(visit))}</button></p>`
    : nothing;

const see = () => (ui({ sitting: {} }), scrollTo(0, 0));

/** What is typed here is on the disk first. @param {string} public_id */
const go_to = async (public_id) => (await flush(), go(`/e/${public_id}`));

/** @type {{ address: string, name: string, title: string } | null} */
let sent_by = null;

/** Who sent the one before from the same mailbox, as they wrote it themselves. @param {string} address */
export const same_hand = (address) => (sent_by?.address === address ? sent_by : null);

/** After one was sent: the next, or the way to those that are not open here. Null when it was the last. @param {Visit} visit */
export function next(visit) {
  const { waiting = [], others_waiting = 0, sent_lately = 0 } = visit;
  const [first] = waiting;
  const on = () => {
    sent_by = visit.sealed?.payload?.supervisor ?? null;
    return go_to(first.public_id);
  };
  if (first) return html`<button type="button" class="button" @click=${on}>${t("sitting.next", { name: first.name, number: sent_lately + 2, all: sent_lately + 1 + how_many(visit) })}</button>`;
  return others_waiting ? html`<button type="button" class="button" @click=${see}>${count("sitting.more", others_waiting)}</button>` : null;
}

/** @param {State} state @param {Visit} visit */
export function sitting(state, visit) {
  const { waiting = [], others_waiting = 0, recipient, apprentice } = visit;
  const { code = "", asked, told, wrong } = state.ui.sitting;
  const sent = visit.may === "read" && next(visit);
  const hidden = others_waiting > 0;
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${count("sitting.others", how_many(visit))}</h1>
      ${waiting.length ? html`<ul class="card list">${waiting.map((one) => entry(one, state.left))}</ul>` : nothing}
      ${hidden ? html`<p>${count("sitting.hidden", others_waiting, { address: recipient.address })}</p>` : nothing}
      <p role="status">${told ?? nothing}</p>
      ${hidden && asked
        ? html`<form id="sitting" class="code-input" novalidate @submit=${open_them}>
              ${field({ id: "code", label: t("signing.code"), hint: t("signing.asked", { address: recipient.address }), value: code, inputmode: "numeric", autocomplete: "one-time-code", limit: 12, problem: wrong, on_input: (typed) => type({ code: typed, wrong: null }) })}
            </form>
            <button type="button" class="link" @click=${ask}>${t("signing.again")}</button>`
        : nothing}
    `,
    action: html`
      ${hidden ? (asked ? html`<button class="button" form="sitting">${t("sitting.open")}</button>` : html`<button type="button" class="button" @click=${ask}>${icon("send")} ${t("sitting.ask")}</button>`) : sent || nothing}
      <button type="button" class="button ${hidden || sent ? "second" : ""}" @click=${() => ui({ sitting: null })}>${t("sitting.back", { name: apprentice.name })}</button>
    `,
  });
}

/** @param {Waiting} one @param {string[]} left */
const entry = ({ public_id, name, main_course }, left) => html`<li>
  <a class="link" href="/e/${public_id}" @click=${(/** @type {Event} */ event) => (event.preventDefault(), go_to(public_id))}>${name}</a>
  <span class="muted">${left.includes(public_id) ? t("sitting.unsent") : `H${main_course}`}</span>
</li>`;

/** @param {object} changes */
const type = (changes) => ui({ sitting: { ...store.get().ui.sitting, ...changes } });

async function ask() {
  const reply = await at_once("sitting/code", {});
  type(reply.status === 202 ? { asked: true, told: null, wrong: null } : { told: why(reply) });
}

/** @param {Event} event */
async function open_them(event) {
  event.preventDefault();
  const { code = "" } = store.get().ui.sitting;
  if (code.replace(/\s/g, "").length !== 6) return type({ wrong: t("signing.code_six") });
  const reply = await at_once("sitting", { code });
  if (reply.status === 200) ui({ sitting: {} });
  else type(reply.body?.fields ? { wrong: reply.body.fields[0].message } : { told: why(reply) });
}

/** @param {import("../types.d.ts").Reply} reply */
const why = ({ status, body }) => (status ? (body?.message ?? word_of("refusal", "not_now")) : t("sitting.no_network"));
