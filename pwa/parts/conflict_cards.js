/** Two texts for one field: both are shown, and a person chooses. Never over what somebody is typing in. */
import { html, nothing } from "lit-html";
import { difference } from "../domain/merging.js";
import { field_label, value_words } from "./field_words.js";
import { icon } from "./icon.js";
import { edition_of } from "../state.js";
import { t, time_in_words } from "../words.js";

/** @import { Draft, Lost } from "../types.d.ts" */

/**
 * What a person can do with a text that lost.
 * @typedef {object} Choice
 * @property {(field: string, index: number) => unknown} drop
 * @property {(values: Record<string, unknown>) => unknown} edit
 */

const FREE_TEXT = /\.(remarks|special_needs|goals_reached_why)$/;

/** @param {Draft} draft */
const lost_of = (draft) =>
  Object.entries(draft.answers).flatMap(([field, answer]) => (answer.lost ?? []).map((lost, index) => ({ field, answer, lost, index })));

/** Whether two texts stand against each other: then nothing is sent before a person has chosen. @param {Draft} draft */
export const undecided = (draft) => lost_of(draft).some(({ lost }) => !lost.late);

/** @param {Draft} draft @param {string} field */
export const two_texts = (draft, field) => Boolean(draft.answers[field]?.lost?.some((lost) => !lost.late));

/** @param {Draft} draft @param {Choice} choice */
export const conflict_cards = (draft, choice) => lost_of(draft).map((one) => card(draft, one, choice));

/** Whether what came too late can be written after all: it was taken back, or is being corrected. @param {any} draft @returns {boolean} */
const is_open = ({ may, status }) => (may ? may === "fill" : ["draft", "requested"].includes(status));

/** @param {Draft} draft @param {ReturnType<typeof lost_of>[number]} one @param {Choice} choice */
function card(draft, { field, answer, lost, index }, { drop, edit }) {
  const edition = edition_of(draft.edition);
  const label = field_label(field, draft, edition);
  const [stands, mine] = difference(value_words(field, answer.value, edition), value_words(field, lost.value, edition));
  const keep = () => drop(field, index);
  const use = async (/** @type {unknown} */ value) => {
    await edit({ [field]: value });
    await keep();
  };
  const button = (/** @type {string} */ words, /** @type {() => unknown} */ deed) => html`<button type="button" class="button second" @click=${deed}>${words}</button>`;
  return html`<section class="card conflict" id="two-${field}" tabindex="-1" aria-label=${t("conflict.title", { field: label })}>
    <h2>${icon("alert")} ${label}</h2>
    <p>${lost.late ? t("conflict.late") : t("conflict.lead")}</p>
    ${side(t("conflict.stands"), stands, writer_words(lost))} ${side(lost.aside ? t("conflict.aside") : t("conflict.mine"), mine, t("unsent.typed", { at: time_in_words(lost.typed_at) }))}
    ${lost.late ? button(t("conflict.keep_note"), keep) : button(t("conflict.use_stands"), keep)} ${!lost.late || is_open(draft) ? button(t("conflict.use_mine"), () => use(lost.value)) : nothing}
    ${!lost.late && FREE_TEXT.test(field) && answer.value ? button(t("conflict.use_both"), () => use(`${answer.value}\n${lost.value}`)) : nothing}
  </section>`;
}

/** Who wrote what stands, on what, and when. @param {Lost} lost */
export const writer_words = ({ theirs }) => [theirs.name, theirs.device, time_in_words(theirs.at)].filter(Boolean).join(" · ");

/** @param {string} heading @param {[string, string, string]} text @param {string} by */
export const side = (heading, [before, different, after], by) => html`<div class="person">
  <p class="small"><strong>${heading}</strong> <span class="muted">${by}</span></p>
  <p class="lines">${before}${different ? html`<mark>${different}</mark>` : nothing}${after}</p>
</div>`;

/** What came after the declaration was sealed, for both sides. @param {Draft} draft */
export function late_notes(draft) {
  if (!draft.late?.length) return nothing;
  const edition = edition_of(draft.edition);
  return html`<section class="card no-print">
    <h2>${t("conflict.notes")}</h2>
    <p class="muted">${t("conflict.notes_more")}</p>
    <ul class="list">${draft.late.map(
      ({ field, value, author, typed_at }) => html`<li><span>${field_label(field, draft, edition)}
        <span class="note lines">${value_words(field, value, edition)}</span>
        <span class="note">${author === "apprentice" ? t("conflict.by_apprentice") : t("conflict.by_supervisor")} · ${time_in_words(typed_at)}</span></span></li>`,
    )}</ul>
  </section>`;
}
