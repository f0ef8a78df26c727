/** Show mode: photos over the whole screen, for a teacher and a class. Swipe, arrow keys; Escape or the button ends it. */
import { html } from "lit-html";
import { open_photos } from "../photo_book.js";
import { go } from "../navigation.js";
import { signed_out } from "../parts/signed_out.js";
import { slides } from "../parts/slides.js";
import { store } from "../state.js";
import { t } from "../words.js";

/** @import { State } from "../state.js" */

export const title = () => t("photos.show");

export const enter = open_photos;

/** "all", the id of a declaration, or "goal:" and its key. @param {State} state */
function chosen({ photos, params: { set } }) {
  if (set === "all") return photos;
  const goal = set.startsWith("goal:") ? set.slice(5) : null;
  return photos.filter((photo) => (goal === null ? photo.declaration === set : photo.goals.includes(goal)));
}

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const photos = chosen(state);
  if (!photos.length) return html`<main id="main"><h1>${t("photos.show")}</h1><p class="muted">${state.photo_count ? t("photos.none") : t("app.opening")}</p><a class="button second" href="/app/photos">${t("photos.title")}</a></main>`;
  const at = Math.min(state.ui.slide ?? 0, photos.length - 1);
  const to = (/** @type {number} */ slide) => slide !== at && store.set({ ui: { ...store.get().ui, slide } });
  return slides(photos, at, { to, end: () => (history.length > 1 ? history.back() : go("/app/photos")) });
}
