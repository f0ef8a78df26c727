/** The apprentice's own part under a sealed declaration: agree, comment, or ask the workplace to open it again. */
import { html, nothing } from "lit-html";
import { LIMITS } from "../domain/answers.js";
import { disputed } from "../domain/finished.js";
import { problem as text_problem } from "../domain/texts.js";
import { ask_correction, change_reply, open_reply, send_reply, take_back } from "../replies.js";
import { badge } from "./badge.js";
import { house } from "./desk_messages.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { reply_list } from "./replies.js";
import { ui } from "../state.js";
import { full_time, t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, Item } from "../types.d.ts" */
/** @import { Kind } from "../storage/replies.js" */

/** @param {State} state @param {Declaration} declaration */
export function your_reply(state, declaration) {
  const { id, replies = [], sealed } = declaration;
  const number = sealed?.number ?? 1;
  const waiting = state.queue.filter((item) => item.kind === "reply" && item.body.declaration === id);
  const agreed = replies.some((one) => one.kind === "agree" && one.number === number) || waiting.some((item) => item.body.kind === "agree");
  const may_agree = !agreed && !disputed(declaration);
  return html`<section class="card no-print">
    <h2>${t("reply.title")}</h2>
    <p class="muted">${t("reply.lead")}</p>
    ${reply_list(declaration, t("reply.you_agree"))} ${waiting.map(unsent)}
    ${state.ui.reply?.kind === "reply"
      ? form(state, id, t("reply.comment"), (text) => send_reply(house, id, number, text))
      : state.ui.agreeing && may_agree
        ? sure(id, number)
        : html`<div class="stack">
            ${may_agree ? html`<button type="button" class="button second" @click=${() => ui({ agreeing: true })}>${icon("check")} ${t("reply.agree")}</button>` : nothing}
            <button type="button" class="button second" @click=${() => open_reply(house, "reply", id)}>${icon("pen")} ${t("reply.write")}</button>
          </div>`}
  </section>`;
}

/** @param {string} id @param {number} number */
const sure = (id, number) => html`<p>${t("reply.agree_sure")}</p>
  <div class="two-buttons">
    <button type="button" class="button second" @click=${() => ui({ agreeing: false })}>${t("reply.agree_not")}</button>
    <button type="button" class="button" @click=${() => send_reply(house, id, number, "")}>${t("reply.agree_do")}</button>
  </div>`;

/** When something came too late, or somebody says that it was not they: the workplace can be asked to open it again. @param {State} state @param {Declaration} declaration */
export function ask_to_open(state, declaration) {
  const { id, status, late = [], answers, asked = [] } = declaration;
  const not_they = disputed(declaration);
  const too_late = late.length > 0 || Object.values(answers).some(({ lost }) => lost?.some((one) => one.late));
  const waiting = state.queue.filter((item) => item.kind === "ask_correction" && item.body.declaration === id);
  if (!too_late && !not_they && !asked.length && !waiting.length) return nothing;
  return html`<section class="card no-print">
    <h2>${not_they ? t("ask.disputed") : t("ask.title")}</h2>
    <p class="muted">${not_they ? t("ask.disputed_lead") : t("ask.lead")}</p>
    ${asked.map(({ text, at }) => html`<p>${badge("ok", "send", t("ask.asked", { at: full_time(at) }))}<span class="note lines">${text}</span></p>`)} ${waiting.map(unsent)}
    ${status !== "submitted" || waiting.length
      ? nothing
      : state.ui.reply?.kind === "ask_correction"
        ? form(state, id, t("ask.why"), (text) => ask_correction(house, id, text))
        : html`<button type="button" class="button second" @click=${() => open_reply(house, "ask_correction", id)}>${icon("bell")} ${asked.length ? t("ask.again") : t("ask.do")}</button>`}
  </section>`;
}

/** @param {State} state @param {string} id @param {string} label @param {(text: string) => unknown} send */
function form({ ui: { reply, reply_problem } }, id, label, send) {
  const { kind, text } = /** @type {{ kind: Kind, text: string }} */ (reply);
  const go = () => {
    const code = text.trim() ? text_problem(text, LIMITS.long, { lines: true }) : "message_empty";
    if (code) ui({ reply_problem: word_of("refusal", code) });
    else send(text.trim());
  };
  return html`
    ${field({ id: `reply.${kind}`, label, value: text, lines: 4, limit: LIMITS.long, problem: reply_problem, on_input: (value) => change_reply(house, kind, id, value) })}
    <button type="button" class="button" @click=${go}>${icon("send")} ${kind === "reply" ? t("reply.send") : t("ask.send")}</button>
    <button type="button" class="button second" @click=${() => ui({ reply: null })}>${t("reply.later")}</button>
  `;
}

/** @param {Item} item */
const unsent = (item) => html`<div class="stack">
  ${item.blocked ? badge("stop", "alert", t("state.refused")) : badge("wait", "phone", t("state.waits"))}
  <p class="lines">${item.body.text || t("reply.you_agree")}</p>
  ${item.blocked ? html`<p class="problem" role="alert">${item.blocked.fields?.[0]?.message ?? item.blocked.message}</p>` : nothing}
  ${item.blocked || !item.frozen ? html`<button type="button" class="link" @click=${() => take_back(house, item)}>${icon("back")} ${t("reply.take_back")}</button>` : nothing}
</div>`;
