/** Who has seen it: in the panel or as sent on, and whose link was opened, which does not tell who read. */
import { html, nothing } from "lit-html";
import { icon } from "./icon.js";
import { count, t, time_in_words, word_of } from "../words.js";

/** @import { Declaration, Opening } from "../types.d.ts" */

/** @param {Declaration} declaration */
export function openings({ openings: found = [], recipients, sealed }) {
  if (!recipients.length && !found.length) return nothing;
  const sealed_at = sealed ? (sealed.versions?.at(-1) ?? sealed).sealed_at : null;
  return html`<section class="card no-print" id="openings">
    <h2>${t("openings.title")}</h2>
    ${found.length ? html`<ul class="list">${found.map((opening) => one(opening, sealed_at))}</ul>` : html`<p class="muted">${t("openings.none")}</p>`}
  </section>`;
}

/** @param {Opening} opening @param {string | null} sealed_at of the first version: before it nothing could be read */
function one({ name, address, roles, way, first_at, last_at, times }, sealed_at) {
  const words = [roles.map((role) => word_of("role", role)).join(", "), name && name !== address ? address : ""].filter(Boolean).join(" · ");
  return html`<li>
    <span>${name || address}<span class="note">${words}</span></span>
    <span class="small stack tight"><span>${icon(way === "link" ? "send" : "eye")} ${how({ way, first_at, last_at }, sealed_at)}</span>
      ${(times ?? 1) > 1 ? html`<span class="muted">${count("openings.times", times ?? 0, { at: time_in_words(last_at) })}</span>` : nothing}</span>
  </li>`;
}

/** @param {Pick<Opening, "way" | "first_at" | "last_at">} opening @param {string | null} sealed_at */
function how({ way, first_at, last_at }, sealed_at) {
  if (way === "shared") return t("openings.shared", { at: time_in_words(first_at) });
  if (way === "link") return t("openings.link", { at: time_in_words(first_at) });
  /** @param {string} at */
  const before = (at) => !sealed_at || at < sealed_at;
  const last = last_at ?? first_at;
  if (before(last)) return t("openings.status", { at: time_in_words(first_at) });
  return t("openings.panel", { at: time_in_words(before(first_at) ? last : first_at) });
}
