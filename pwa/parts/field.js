/** One question with a text for an answer: label, hint, what is wrong, and the input. */
import { html, nothing } from "lit-html";
import { ifDefined } from "lit-html/directives/if-defined.js";
import { live } from "lit-html/directives/live.js";
import { problem as text_problem } from "../domain/texts.js";
import { t, word_of } from "../words.js";
import { icon } from "./icon.js";

/**
 * @typedef {object} Field
 * @property {string} id also what an error summary links to
 * @property {string} label
 * @property {unknown} [hint] text or template
 * @property {string} value
 * @property {string | null} [problem] the sentence that says what is wrong
 * @property {string} [type]
 * @property {string} [inputmode]
 * @property {string} [autocomplete]
 * @property {number} [limit] most letters
 * @property {string} [min] @property {string} [max] for dates
 * @property {number} [lines] more than one makes it a text area
 * @property {boolean} [readonly]
 * @property {boolean} [two] whether two texts stand against each other here
 * @property {(value: string) => void} [on_input]
 * @property {(value: string) => void} [on_leave]
 */

/** What no text may hold is said while it is typed, with or without a network. @param {Field} field */
function hidden({ value, lines }) {
  const code = text_problem(value, Infinity, { lines: Boolean(lines) });
  return code && word_of("refusal", code);
}

/** @param {Field} given */
export function field(given) {
  const field = { ...given, problem: given.problem ?? hidden(given) };
  const described = [field.hint ? `${field.id}-hint` : "", field.problem ? `${field.id}-problem` : ""].filter(Boolean).join(" ");
  return html`<div class="field ${field.problem ? "wrong" : ""}">
    <label for=${field.id}>${field.label}</label>
    ${field.hint ? html`<p class="hint" id="${field.id}-hint">${field.hint}</p>` : nothing} ${field.two ? html`<p><button type="button" class="link suggest" @click=${() => document.getElementById(`two-${field.id}`)?.focus()}>${icon("alert")} ${t("conflict.flag")}</button></p>` : nothing} ${problem(field.id, field.problem)}
    ${field.lines ? area(field, described) : input(field, described)}
  </div>`;
}

/** @param {string} id @param {string | null | undefined} words */
export const problem = (id, words) => (words ? html`<p class="problem" id="${id}-problem">${icon("alert")} <span>${words}</span></p>` : nothing);

/** @param {Event} event */
const typed = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {Field} field @param {string} described */
const input = (field, described) => html`<input
  id=${field.id}
  name=${field.id}
  type=${field.type ?? "text"}
  inputmode=${ifDefined(field.inputmode)}
  autocomplete=${field.autocomplete ?? "off"}
  autocapitalize=${field.type === "email" ? "none" : "sentences"}
  maxlength=${ifDefined(field.limit)}
  min=${ifDefined(field.min)}
  max=${ifDefined(field.max)}
  ?readonly=${field.readonly}
  aria-invalid=${field.problem ? "true" : "false"}
  aria-describedby=${ifDefined(described || undefined)}
  .value=${live(field.value)}
  @input=${(/** @type {Event} */ event) => field.on_input?.(typed(event))}
  @blur=${(/** @type {Event} */ event) => field.on_leave?.(typed(event))}
/>`;

/** @param {Field} field @param {string} described */
const area = (field, described) => html`<textarea
  id=${field.id}
  name=${field.id}
  rows=${field.lines ?? 3}
  maxlength=${ifDefined(field.limit)}
  aria-invalid=${field.problem ? "true" : "false"}
  aria-describedby=${ifDefined(described || undefined)}
  .value=${live(field.value)}
  @input=${(/** @type {Event} */ event) => field.on_input?.(typed(event))}
  @blur=${(/** @type {Event} */ event) => field.on_leave?.(typed(event))}
></textarea>`;
