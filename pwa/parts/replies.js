/** What the apprentice said to the sealed declaration: it stands beside it and changes nothing in it. */
import { html, nothing } from "lit-html";
import { badge } from "./badge.js";
import { icon } from "./icon.js";
import { full_time, t } from "../words.js";

/** @import { Draft, Said } from "../types.d.ts" */

/** For everybody but the apprentice. @param {Draft} draft */
export const replies = (draft) =>
  draft.replies?.length ? html`<section class="card keep"><h2>${t("reply.theirs")}</h2>${reply_list(draft, t("reply.agrees"))}</section>` : nothing;

/** @param {Draft} draft @param {string} agrees */
export const reply_list = ({ replies = [], sealed }, agrees) =>
  replies.length ? html`<ul class="list">${replies.map((one) => said(one, agrees, Boolean(sealed?.versions?.length)))}</ul>` : nothing;

/** @param {Said} reply @param {string} agrees @param {boolean} several */
const said = ({ kind, text, number, at }, agrees, several) => html`<li><span>
  ${kind === "agree" ? badge("ok", "check", agrees) : html`<span class="lines">${text || t("reading.erased_text")}</span>`}
  <span class="note">${[several ? t("reply.to_version", { number }) : "", full_time(at)].filter(Boolean).join(" · ")}</span>
</span></li>`;

/** What the apprentice asked of the workplace. @param {Draft} draft */
export const asked = ({ asked: all, status }) =>
  all?.length && status === "submitted"
    ? html`<section class="card no-print"><h2>${icon("bell")} ${t("ask.theirs")}</h2>
        <ul class="list">${all.map(({ text, at }) => html`<li><span><span class="lines">${text}</span><span class="note">${full_time(at)}</span></span></li>`)}</ul>
      </section>`
    : nothing;
