/** Who has seen it: in the panel or as sent on, and whose link was opened, which does not tell who read. */
import { html, nothing } from "lit-html";
import { icon } from "./icon.js";
import { count, t, time_in_words, word_of } from "../words.js";

/** @import { Declaration, Opening } from "../types.d.ts" */

/** @param {Declaration} declaration */
export function openings({ openings: found = [], recipients }) {
  if (!recipients.length && !found.length) return nothing;
  return html`<section class="card no-print" id="openings">
    <h2>${t("openings.title")}</h2>
    ${found.length ? html`<ul class="list">${found.map(one)}</ul>` : html`<p class="muted">${t("openings.none")}</p>`}
  </section>`;
}

/** @param {Opening} opening */
function one({ name, address, roles, way, first_at, last_at, times }) {
  const words = [roles.map((role) => word_of("role", role)).join(", "), name && name !== address ? address : ""].filter(Boolean).join(" · ");
  return html`<li>
    <span>${name || address}<span class="note">${words}</span></span>
    <span class="small stack tight"><span>${icon(way === "link" ? "send" : "eye")} ${how(way, first_at)}</span>
      ${(times ?? 1) > 1 ? html`<span class="muted">${count("openings.times", times ?? 0, { at: time_in_words(last_at) })}</span>` : nothing}</span>
  </li>`;
}

/** @param {Opening["way"]} way @param {string} first_at */
function how(way, first_at) {
  const at = time_in_words(first_at);
  if (way === "panel") return t("openings.panel", { at });
  return way === "shared" ? t("openings.shared", { at }) : t("openings.link", { at });
}
