/** A state: a word and an icon, then a colour. */
import { html, nothing } from "lit-html";
import { icon } from "./icon.js";

/** @import { IconName } from "./icon.js" */

/** @param {"ok" | "wait" | "warn" | "stop" | "quiet"} kind @param {IconName} sign @param {string} words @param {string} [since] since when, smaller */
export const badge = (kind, sign, words, since = "") => html`<span class="state ${kind}">${icon(sign)}<span>${words}${since ? html` <span class="since">${since}</span>` : nothing}</span></span>`;
