/** A state: a word and an icon, then a colour. */
import { html } from "lit-html";
import { icon } from "./icon.js";

/** @import { IconName } from "./icon.js" */

/** @param {"ok" | "wait" | "warn" | "stop" | "quiet"} kind @param {IconName} sign @param {string} words */
export const badge = (kind, sign, words) => html`<span class="state ${kind}">${icon(sign)}<span>${words}</span></span>`;
