/** What the apprentice shows the supervisor about a goal, from the running log. */
import { html, nothing } from "lit-html";
import { short_date, t } from "../words.js";

/** @param {(import("../types.d.ts").LogValue & { id: string })[]} lines @param {string} goal */
export function shared_lines(lines, goal) {
  const about = lines.filter(({ goals }) => goals.includes(goal));
  if (!about.length) return nothing;
  return html`<div class="person small"><p class="muted">${t("log.shared_lines")}</p>${about.map(({ on, text }) => html`<p class="lines"><strong>${short_date(on)}</strong> ${text}</p>`)}</div>`;
}
