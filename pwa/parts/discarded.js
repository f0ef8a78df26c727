/** Drafts that were thrown away: the button that does it, the way back at once and for 30 days. */
import { html, nothing } from "lit-html";
import { discard_draft, restore_draft } from "../desk_deeds.js";
import { go } from "../navigation.js";
import { t, time_in_words } from "../words.js";
import { heading, more } from "./declaration_words.js";
import { icon } from "./icon.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

/** Whether nobody was asked, nor will be as soon as there is a network. @param {State} state @param {Declaration} declaration */
export const can_discard = ({ queue }, { id, status, requested_at }) =>
  status === "draft" && !requested_at && !queue.some((item) => item.subject === id && item.kind === "request" && !item.blocked);

/** @param {Declaration} declaration */
export const discard_button = ({ id }) => html`<button type="button" class="link" @click=${() => throw_away(id)}>${icon("trash")} ${t("discarded.do")}</button>`;

/** @param {string} id */
async function throw_away(id) {
  await discard_draft(id);
  go("/app/declarations");
}

/** @param {State} state */
export const undo_discard = ({ discarded, just_discarded }) =>
  discarded.some(({ id }) => id === just_discarded)
    ? html`<p class="panel warn" role="status">${t("discarded.done")} <button type="button" class="link" @click=${() => restore_draft(just_discarded)}>${t("log.undo")}</button></p>`
    : nothing;

/** @param {State} state */
export const discarded_list = ({ discarded }) =>
  discarded.length
    ? html`<section class="stack">
        <h2>${t("discarded.title")}</h2>
        <p class="muted">${t("discarded.lead")}</p>
        ${discarded.map(one)}
      </section>`
    : nothing;

/** @param {Declaration} draft */
export const one = (draft) => html`<div class="card">
  <h2>${heading(draft)}</h2>
  <p class="muted small">${[more(draft), t("discarded.at", { at: time_in_words(draft.discarded_at) })].filter(Boolean).join(" · ")}</p>
  <button type="button" class="button second" @click=${() => restore_draft(draft.id)}>${icon("back")} ${t("discarded.restore")}</button>
</div>`;
