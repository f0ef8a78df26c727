/** Questions answered by one tap: one of several, or ticks. */
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { problem } from "./field.js";
import { icon } from "./icon.js";

/**
 * One of several, each on a line of its own.
 * @param {{ id: string, legend: string, hint?: unknown, problem?: string | null, chosen: unknown, options: { value: any, name: string, note?: string }[], on_choose: (value: any) => void }} question
 */
export const one_of = ({ id, legend, hint, problem: wrong, chosen, options, on_choose }) => html`<fieldset
  id=${id}
  class="field choices ${wrong ? "wrong" : ""}"
  tabindex="-1"
>
  <legend>${legend}</legend>
  ${hint ? html`<p class="hint">${hint}</p>` : nothing} ${problem(id, wrong)}
  ${options.map(
    ({ value, name, note }, index) => html`<label class="choice" for="${id}-${index}">
      <input type="radio" id="${id}-${index}" name=${id} .checked=${live(chosen === value)} @change=${() => on_choose(value)} />
      <span>${name}${note ? html`<span class="note">${note}</span>` : nothing}</span>
    </label>`,
  )}
</fieldset>`;

/**
 * Ticks, as chips a thumb can hit.
 * @param {{ id: string, legend: unknown, hint?: unknown, problem?: string | null, items: { key: string, name: string, note?: string }[], ticked: (key: string) => boolean, on_tick: (key: string, ticked: boolean) => void }} question
 */
export const ticks = ({ id, legend, hint, problem: wrong, items, ticked, on_tick }) => html`<fieldset id=${id} class="ticks" tabindex="-1">
  <legend>${legend}</legend>
  ${hint ? html`<p class="hint">${hint}</p>` : nothing} ${problem(id, wrong)}
  <div class="chips">
    ${items.map(({ key, name, note }) => {
      const on = ticked(key);
      return html`<label class="chip ${on ? "on" : ""}">
        <input type="checkbox" name=${key} .checked=${live(on)} @change=${(/** @type {Event} */ event) => on_tick(key, /** @type {HTMLInputElement} */ (event.target).checked)} />
        ${on ? icon("check") : nothing}<span>${name}${note && on ? html`<span class="note">${note}</span>` : nothing}</span>
      </label>`;
    })}
  </div>
</fieldset>`;

/** One tick with a sentence. @param {{ id: string, label: unknown, hint?: unknown, ticked: boolean, on_tick: (ticked: boolean) => void }} question */
export const tick = ({ id, label, hint, ticked, on_tick }) => html`<label class="choice" for=${id}>
  <input type="checkbox" id=${id} .checked=${live(ticked)} @change=${(/** @type {Event} */ event) => on_tick(/** @type {HTMLInputElement} */ (event.target).checked)} />
  <span>${label}${hint ? html`<span class="note">${hint}</span>` : nothing}</span>
</label>`;
