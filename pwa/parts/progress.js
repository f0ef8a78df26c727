/** How much is done, as a bar with the same in words. */
import { html } from "lit-html";

/** @param {number} done @param {number} all @param {string} words */
export const progress = (done, all, words) => html`<div class="progress">
  <progress max=${all || 1} .value=${done} aria-label=${words}></progress>
  <p class="small muted">${words}</p>
</div>`;
