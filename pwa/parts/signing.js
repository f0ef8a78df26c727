/** The last step on a device that is not known to be the supervisor's: the code from the mailbox, or waiting for it. */
import { html, nothing } from "lit-html";
import { masked } from "../domain/addresses.js";
import { ask_for_code, ask_for_confirmation, submit_with_code } from "../signing.js";
import { store, ui } from "../state.js";
import { hold_back } from "../visit.js";
import { t, time_in_words, word_of } from "../words.js";
import { field } from "./field.js";
import { icon } from "./icon.js";

/** @import { State } from "../state.js" */
/** @import { Item, Visit } from "../types.d.ts" */

/** Whether sending takes more than a tap. @param {Visit} visit */
export const needs_code = ({ door = "mail_link" }) => door !== "mail_link";

/** What stands above the answers: that it waits, or where it was filled in. @param {Visit} visit */
export function signing_state(visit) {
  const { awaiting, recipient } = visit;
  if (!awaiting) return nothing;
  if (needs_code(visit)) return html`<section class="panel wait" role="status"><h1>${icon("clock")} ${t("signing.awaiting")}</h1><p>${t("signing.awaiting_more", { address: masked(recipient.address) })}</p></section>`;
  return html`<p class="panel wait" role="status"><strong>${icon("eye")} ${t("signing.confirm")}.</strong> ${t("signing.confirm_more", { door: word_of("door", awaiting.door), at: time_in_words(awaiting.since) })}</p>`;
}

/** @param {State} state @param {Visit} visit @param {Item | undefined} waiting @param {boolean} held nothing may be sent now */
export function signing(state, visit, waiting, held) {
  if (waiting && !waiting.blocked) return nothing; // it is on its way
  const { code_asked, code = "", code_told } = state.ui;
  const address = masked(visit.recipient.address);
  const wrong = state.ui.code_wrong ?? waiting?.blocked?.fields?.find((problem) => problem.field === "code")?.message;
  const without = visit.awaiting ? nothing : html`<button class="button second" ?disabled=${held} @click=${leave}>${t("signing.without")}</button>`;
  if (!code_asked && !wrong) {
    return html`
      ${visit.awaiting ? nothing : html`<p class="small">${t("signing.here", { address })}</p>`}
      ${told(code_told)}
      <button class="button" ?disabled=${held || state.ui.busy} @click=${ask}>${icon("send")} ${t("signing.ask", { address })}</button>
      ${without === nothing ? nothing : html`${without}<p class="hint">${t("signing.without_more", { address })}</p>`}
    `;
  }
  return html`
    <form id="signing" class="code-input" novalidate @submit=${send}>
      ${field({ id: "code", label: t("signing.code"), hint: t("signing.asked", { address }), value: code, inputmode: "numeric", autocomplete: "one-time-code", limit: 12, problem: wrong, on_input: (value) => ui({ code: value, code_wrong: null }) })}
    </form>
    ${told(code_told)}
    <button class="button" form="signing" ?disabled=${held}>${icon("send")} ${t("sending.send")}</button>
    <div class="row"><button type="button" class="link" ?disabled=${state.ui.busy} @click=${ask}>${t("signing.again")}</button>${without}</div>
  `;
}

/** @param {string | undefined} words */
const told = (words) => html`<p role="status">${words ?? nothing}</p>`;

async function ask() {
  ui({ busy: true, code_told: null });
  const { status, body } = await ask_for_code();
  if (status === 202) return ui({ busy: false, code_asked: true, code: "", code_wrong: null });
  ui({ busy: false, code_told: status ? (body?.message ?? word_of("refusal", "not_now")) : t("signing.no_network") });
}

/** @param {Event} event */
async function send(event) {
  event.preventDefault();
  const { code = "" } = store.get().ui;
  if (code.replace(/\s/g, "").length !== 6) return ui({ code_wrong: t("signing.code_six") });
  ui({ sent: true, code_asked: true });
  await submit_with_code(code);
  const wrong = store.get().queue.flatMap((item) => item.blocked?.fields ?? []).find((problem) => problem.field === "code");
  if (!wrong) return scrollTo(0, 0);
  await hold_back(); // a slip at the code is no refused answer
  ui({ sent: false, code_wrong: wrong.message });
}

async function leave() {
  ui({ mending: false, code_told: null, code_asked: false, code: "", code_wrong: null });
  await ask_for_confirmation();
  scrollTo(0, 0);
}
