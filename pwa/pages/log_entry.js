/** One entry of the running log: its day, the words, photos, and what it was about. */
import { html, nothing } from "lit-html";
import { LIMITS } from "../domain/answers.js";
import { add_photos } from "../parts/add_photos.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { log_conflict } from "../parts/log_conflict.js";
import { back, page } from "../parts/page.js";
import { photo_grid } from "../parts/photo_grid.js";
import { signed_out } from "../parts/signed_out.js";
import { tie_choices } from "../parts/tie_choices.js";
import { flush, open_log, remove, shown, write } from "../log_book.js";
import { go } from "../navigation.js";
import { day_before, own_edition, store, today } from "../state.js";
import { t } from "../words.js";

/** @import { State } from "../state.js" */

export const title = () => t("log.entry");
export const enter = open_log;

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const { id } = state.params;
  const entry = shown(id);
  if (!entry) return page(state, { content: html`${back("/app/log", t("log.title"))}<h1>${t("log.entry")}</h1><p class="muted">${state.log ? t("log.unknown") : t("app.opening")}</p>` });
  const { value } = entry;
  const edition = own_edition(state);
  return page(state, {
    content: html`
      ${back("/app/log", t("log.title"))}
      <h1>${t("log.entry")}</h1>
      ${log_conflict(entry, edition)}
      ${value
        ? html`
            ${day(id, value.on)}
            ${field({ id: "text", label: t("log.text"), hint: t("log.text_hint"), lines: 5, limit: LIMITS.long, value: value.text, on_input: (text) => write(id, { text }, { typing: true }), on_leave: flush })}
            ${add_photos(state, { entry: id, declaration: value.shared_with, goals: value.goals })} ${photo_grid(state.photos.filter((photo) => photo.entry === id))}
            ${edition ? tie_choices(value, edition, state.profile?.specialisation ?? "", (changes) => write(id, changes)) : nothing}
            <button type="button" class="button danger" @click=${() => put_away(id)}>${icon("trash")} ${t("log.remove")}</button>
          `
        : nothing}
    `,
    action: html`<a class="button" href="/app/log" @click=${flush}>${t("log.done")}</a>`,
  });
}

/** @param {string} id @param {string} on */
const day = (id, on) => html`<div class="chips">
    ${[t("log.today"), t("log.yesterday"), t("log.day_before")].map((words, days) => {
      const that = day_before(today(), days);
      return html`<button type="button" class="chip ${on === that ? "on" : ""}" aria-pressed=${on === that} @click=${() => write(id, { on: that })}>${words}</button>`;
    })}
  </div>
  ${field({ id: "on", label: t("log.on"), type: "date", max: today(), value: on, on_input: (that) => that && write(id, { on: that }) })}`;

/** @param {string} id */
async function put_away(id) {
  const value = await remove(id);
  store.set({ removed: value ? { id, value } : null });
  go("/app/log");
}
