/** The way through the education as a folding rule: a joint for each main course. */
import { html, nothing } from "lit-html";
import { t } from "../words.js";

/** @param {{ number: number, name: string }[]} courses @param {Set<number>} done @param {number | undefined} now */
export const folding_rule = (courses, done, now) => html`<ul class="rule" aria-label=${t("rule.label")}>
  ${courses.map(({ number, name }) => {
    const state = done.has(number) ? "done" : number === now ? "now" : "";
    const words = { done: t("rule.done"), now: t("rule.now"), "": nothing }[state];
    return html`<li class=${state}><span>${name}<span class="hidden"> ${words}</span></span></li>`;
  })}
</ul>`;
