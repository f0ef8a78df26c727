/** Levels over the periods as a small staircase: a bar a period, as high as the step on the scale. */
import { html, nothing, svg } from "lit-html";

/** @import { Step } from "../domain/progress.js" */

const [WIDE, HIGH, GAP, LETTERS] = [32, 40, 6, 18];

/**
 * @param {Step[]} steps @param {number} most steps on the scale @param {string} label the same in words; empty where words stand beside it
 * @param {string[]} [names] of the periods, below the bars
 */
export function level_chart(steps, most, label, names) {
  const width = steps.length * (WIDE + GAP);
  const bar = (/** @type {Step} */ step, /** @type {number} */ index) => {
    const height = step ? (step.step / most) * HIGH : 2;
    const full = names ? svg`<rect class="full" x=${index * (WIDE + GAP)} y="0" width=${WIDE} height=${HIGH} rx="3"></rect>` : nothing;
    const name = names ? svg`<text x=${index * (WIDE + GAP) + WIDE / 2} y=${HIGH + LETTERS - 4}>${names[index]}</text>` : nothing;
    return svg`${full}${name}<rect class=${step ? (step.own ? "own" : "theirs") : "none"} x=${index * (WIDE + GAP)} y=${HIGH - height} width=${WIDE} height=${height} rx="3"></rect>`;
  };
  const high = HIGH + (names ? LETTERS : 0);
  return html`<svg class="chart" viewBox="0 0 ${width} ${high}" width=${width} height=${high} role=${label ? "img" : nothing} aria-label=${label || nothing} aria-hidden=${label ? nothing : "true"}>${steps.map(bar)}</svg>`;
}
