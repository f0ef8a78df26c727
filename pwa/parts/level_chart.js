/** Levels over the periods as a small staircase: a bar a period, as high as the step on the scale. */
import { html, nothing, svg } from "lit-html";

/** @import { Step } from "../domain/progress.js" */

const [WIDE, HIGH, GAP] = [28, 40, 6];

/** @param {Step[]} steps @param {number} most steps on the scale @param {string} label the same in words; empty where words stand beside it */
export function level_chart(steps, most, label) {
  const width = steps.length * (WIDE + GAP);
  const bar = (/** @type {Step} */ step, /** @type {number} */ index) => {
    const height = step ? (step.step / most) * HIGH : 2;
    return svg`<rect class=${step ? (step.own ? "own" : "theirs") : "none"} x=${index * (WIDE + GAP)} y=${HIGH - height} width=${WIDE} height=${height} rx="3"></rect>`;
  };
  return html`<svg class="chart" viewBox="0 0 ${width} ${HIGH}" width=${width} height=${HIGH} role=${label ? "img" : nothing} aria-label=${label || nothing} aria-hidden=${label ? nothing : "true"}>${steps.map(bar)}</svg>`;
}
