/** The running log beside what is assessed: per goal what was written, to choose the level from; ticks to be taken over. */
import { html, nothing } from "lit-html";
import { in_period, named } from "../domain/log_entries.js";
import { write } from "../log_book.js";
import { count, short_date, t } from "../words.js";
import { tick } from "./choices.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, LogEntry, LogValue } from "../types.d.ts" */

/** The entries of this declaration's period. @param {State} state @param {Declaration} declaration */
export const of_period = (state, declaration) => in_period(state.log ?? [], declaration, state.declarations);

/**
 * What was logged about a goal; each line can be shown to the workplace, which is off until the apprentice says so.
 * @param {State} state @param {Declaration} declaration @param {LogEntry[]} entries @param {string} goal
 */
export function goal_log(state, declaration, entries, goal) {
  const lines = entries.filter(({ value }) => value?.goals.includes(goal));
  const photos = state.photos.filter(({ goals }) => goals.includes(goal));
  if (!lines.length && !photos.length) return nothing;
  return html`<details class="small"><summary>${count("log.about_goal", lines.length)}</summary>
    <div class="stack">
      ${lines.map(({ id, value }) => value && line(declaration, id, value))}
      ${photos.length ? html`<a href="/app/photos/show/goal:${goal}">${count("log.photos", photos.length)}</a>` : nothing}
    </div>
  </details>`;
}

/** @param {Declaration} declaration @param {string} id @param {LogValue} value */
const line = (declaration, id, value) => html`<div class="person">
  <p class="lines"><strong>${short_date(value.on)}</strong> ${value.text}</p>
  ${tick({ id: `share-${id}`, label: t("log.share"), ticked: value.shared_with === declaration.id, on_tick: (on) => write(id, { shared_with: on ? declaration.id : null }) })}
</div>`;

/**
 * Machines or functions that the log names and that are not ticked yet, taken over by one tap.
 * @param {LogEntry[]} entries @param {"machines" | "functions"} kind @param {{ key: string, name: string }[]} items
 * @param {(key: string) => boolean} ticked @param {(keys: string[]) => unknown} take
 */
export function from_log(entries, kind, items, ticked, take) {
  const about = named(entries, kind);
  const found = items.filter(({ key }) => about.has(key) && !ticked(key));
  if (!found.length) return nothing;
  return html`<p>${t("log.from_log", { names: found.map(({ name }) => name).join(", ") })}</p>
    <button type="button" class="button second" @click=${() => take(found.map(({ key }) => key))}>${t("log.take")}</button>`;
}
