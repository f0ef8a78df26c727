/** "Mind om det" beside whoever is to fill in: the button, when the last one went, and when the next may. */
import { html, nothing } from "lit-html";
import { remind } from "../reminding.js";
import { icon } from "./icon.js";
import { store } from "../state.js";
import { count, t, time_in_words } from "../words.js";

/** @import { Declaration, Recipient } from "../types.d.ts" */

/** @param {Declaration} declaration @param {Recipient} recipient */
export function reminding({ id, status }, recipient) {
  const { reminded, roles, has_pen, declined, mail } = recipient;
  const asked = status === "requested" && (roles.includes("supervisor") || has_pen) && !declined && mail !== "bounced";
  if (!reminded || !asked) return nothing;
  if (reminded.stopped_at) return html`<span class="note">${icon("bell")} ${t("remind.stopped")}</span>`;
  if (store.get().queue.some(({ kind, subject }) => kind === "remind" && subject === recipient.id)) return html`<span class="note">${icon("phone")} ${t("remind.waits")}</span>`;
  const again = later(reminded.next_at);
  return html`
    ${again ? nothing : html`<button type="button" class="link" @click=${() => remind(id, recipient.id)}>${icon("bell")} ${t("remind.button")}</button>`}
    <span class="note">${last(reminded)} ${again ? t("remind.again", { at: time_in_words(reminded.next_at) }) : t("remind.limit")}</span>
  `;
}

/** @param {NonNullable<Recipient["reminded"]>} reminded */
function last({ count: n, last_at }) {
  if (!n) return nothing;
  return later(last_at) ? t("remind.planned", { at: time_in_words(last_at) }) : count("remind.last", n, { at: time_in_words(last_at) });
}

/** @param {string | null} moment */
const later = (moment) => Boolean(moment && Date.parse(moment) > Date.now());
