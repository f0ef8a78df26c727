/** The running log: a day, a few words, photos; quick to begin, newest first. */
import { html, nothing } from "lit-html";
import { go } from "../navigation.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { photo_grid } from "../parts/photo_grid.js";
import { signed_out } from "../parts/signed_out.js";
import { begin, bring_back, open_log } from "../log_book.js";
import { day_before, store, today, ui } from "../state.js";
import { day_in_words, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { LogEntry } from "../types.d.ts" */

export const title = () => t("log.title");
export const enter = open_log;
const FIRST = 50;

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const entries = state.log ?? [];
  const most = state.ui.most ?? FIRST;
  return page(state, {
    content: html`
      <h1>${t("log.title")}</h1>
      ${quick(state)} ${undo(state)}
      ${state.log && !entries.length ? html`<p class="muted">${t("log.none")}</p>` : nothing}
      <div class="stack">${entries.slice(0, most).map((entry) => card(state, entry))}</div>
      ${entries.length > most ? html`<button type="button" class="button second" @click=${() => ui({ most: most + FIRST })}>${t("log.more")}</button>` : nothing}
      <p><a class="button second" href="/app/photos">${icon("camera")} ${t("photos.title")}</a></p>
    `,
  });
}

/** @param {State} state */
const quick = ({ ui: { other_day } }) => html`<section class="card">
  <h2>${t("log.new")}</h2>
  <div class="chips">
    ${[t("log.today"), t("log.yesterday"), t("log.day_before")].map((words, days) => html`<button type="button" class="chip" @click=${() => make(day_before(today(), days))}>${words}</button>`)}
  </div>
  ${field({ id: "other_day", label: t("log.other_day"), type: "date", max: today(), value: other_day ?? "", on_input: (day) => ui({ other_day: day }) })}
  ${other_day ? html`<button type="button" class="button second" @click=${() => make(other_day)}>${t("log.write_for", { day: day_in_words(other_day) })}</button>` : nothing}
</section>`;

/** @param {string} on */
const make = (on) => go(`/app/log/${begin(on)}`);

/** @param {State} state */
function undo({ removed }) {
  if (!removed) return nothing;
  const back = async () => {
    await bring_back(removed.id, removed.value);
    store.set({ removed: null });
  };
  return html`<p class="panel warn" role="status">${t("log.removed")} <button type="button" class="link" @click=${back}>${t("log.undo")}</button></p>`;
}

/** @param {State} state @param {LogEntry} entry */
function card(state, { id, value, lost }) {
  const photos = state.photos.filter(({ entry }) => entry === id);
  return html`<article class="card">
    <a class="plain" href="/app/log/${id}"><h2>${value ? day_in_words(value.on) : t("log.deleted_elsewhere")}</h2><p class="lines">${value?.text || nothing}</p></a>
    ${lost?.length ? html`<p class="suggest">${icon("alert")} ${t("conflict.flag")}</p>` : nothing} ${photo_grid(photos)}
  </article>`;
}
