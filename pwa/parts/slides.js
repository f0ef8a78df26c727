/** Photos one at a time over the whole screen. Three are in memory: the one before, this one, the next. */
import { html, nothing } from "lit-html";
import { database } from "../photos/album.js";
import { day_in_words, t } from "../words.js";
import { icon } from "./icon.js";
import { photo_label } from "./photo_grid.js";
import "./photo_view.js";
import "./show_mode.js";

/** @import { Photo } from "../types.d.ts" */

/** @param {Photo[]} photos @param {number} at @param {{ to: (index: number) => void, end: () => void }} go */
export function slides(photos, at, { to, end }) {
  const photo = photos[at];
  const step = (/** @type {number} */ by) => to(Math.min(Math.max(at + by, 0), photos.length - 1));
  return html`<main id="main" class="slides" tabindex="0" aria-roledescription=${t("photos.show")} @keydown=${(/** @type {KeyboardEvent} */ event) => key(event, step, end)} @touchstart=${begin} @touchend=${(/** @type {TouchEvent} */ event) => swipe(event, step)}>
    <show-mode></show-mode>
    <h1 class="hidden">${t("photos.show")}</h1>
    <div class="slide-bar"><span>${t("photos.slide", { n: at + 1, of: photos.length })}</span><button type="button" class="link" @click=${end}>${t("photos.end")}</button></div>
    ${[at - 1, at, at + 1].map((index) =>
      photos[index] ? html`<photo-view class=${index === at ? "slide" : "slide hidden"} large database=${database()} photo=${photos[index].id} label=${photo_label(photos[index])}></photo-view>` : nothing,
    )}
    <p class="slide-words" aria-live="polite">${photo.caption || nothing}<span class="note">${day_in_words(photo.taken_on)}</span></p>
    <div class="slide-bar">
      <button type="button" class="button second" ?disabled=${at === 0} @click=${() => step(-1)}>${icon("back")} ${t("photos.before")}</button>
      <button type="button" class="button second" ?disabled=${at === photos.length - 1} @click=${() => step(1)}>${t("photos.next")} ${icon("next")}</button>
    </div>
  </main>`;
}

/** @param {KeyboardEvent} event @param {(by: number) => void} step @param {() => void} end */
function key(event, step, end) {
  if (event.key === "ArrowRight" || event.key === "PageDown") step(1);
  else if (event.key === "ArrowLeft" || event.key === "PageUp") step(-1);
  else if (event.key === "Escape") end();
}

let began = 0;
/** @param {TouchEvent} event */
const begin = (event) => void (began = event.touches[0].clientX);

/** @param {TouchEvent} event @param {(by: number) => void} step */
function swipe(event, step) {
  const moved = event.changedTouches[0].clientX - began;
  if (Math.abs(moved) > 50) step(moved < 0 ? 1 : -1);
}
