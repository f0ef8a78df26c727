/** Photos as small pictures, each a way to the photo itself. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { database } from "../photos/album.js";
import { store, ui } from "../state.js";
import { count, short_date, t } from "../words.js";
import "./photo_view.js";

/** @import { Photo } from "../types.d.ts" */

/** What a photo shows, in words. @param {Photo} photo */
export const photo_label = ({ caption, taken_on }) => caption || t("photos.untitled", { day: short_date(taken_on) });

const FIRST = 60;

/** The first of them; the rest when they are asked for. A picture that stands already is not read again when one comes before it. @param {Photo[]} photos */
export const photo_grid = (photos) =>
  photos.length
    ? html`<ul class="photos">${repeat(
        photos.slice(0, store.get().ui.photos ?? FIRST),
        ({ id }) => id,
        (photo) => html`<li><a href="/app/photos/${photo.id}"><photo-view database=${database()} photo=${photo.id} label=${photo_label(photo)}></photo-view></a></li>`,
      )}</ul>
        ${photos.length > (store.get().ui.photos ?? FIRST) ? html`<button type="button" class="button second" @click=${() => ui({ photos: photos.length })}>${count("photos.all", photos.length)}</button>` : nothing}`
    : nothing;
