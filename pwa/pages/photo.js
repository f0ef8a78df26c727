/** One photo: large, with what belongs to it. Deleting can be undone for 30 days. */
import { html, nothing } from "lit-html";
import { LIMITS } from "../domain/answers.js";
import { give } from "../giving.js";
import { bring_back, change, flush, open_photos, remove, shown } from "../photo_book.js";
import { database, UNDO_DAYS } from "../photos/album.js";
import { photo_file } from "../photos/share.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { photo_label } from "../parts/photo_grid.js";
import "../parts/photo_view.js";
import { tie_choices } from "../parts/tie_choices.js";
import { signed_out } from "../parts/signed_out.js";
import { own_edition, today } from "../state.js";
import { t } from "../words.js";

/** @import { Photo } from "../types.d.ts" */

export const title = () => t("photos.one");
export const enter = open_photos;

/** @param {import("../state.js").State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const photo = shown(state.params.id);
  const edition = own_edition(state);
  if (!photo) return page(state, { content: html`${back("/app/photos", t("photos.title"))}<h1>${t("photos.one")}</h1><p class="muted">${state.photo_count ? t("photos.unknown") : t("app.opening")}</p>` });
  const href = photo.entry ? `/app/log/${photo.entry}` : photo.declaration ? `/app/photos/of/${photo.declaration}` : "/app/photos";
  return page(state, {
    content: html`
      ${back(href, t("photos.title"))}
      <h1>${t("photos.one")}</h1>
      <photo-view class="large" large database=${database()} photo=${photo.id} label=${photo_label(photo)}></photo-view>
      ${photo.deleted_at ? in_trash(photo) : about(photo)}
      ${!photo.deleted_at && edition ? tie_choices(photo, edition, state.profile?.specialisation ?? "", (changes) => change(photo.id, changes)) : nothing}
      ${photo.deleted_at ? nothing : html`<button type="button" class="button second" @click=${() => share(photo)}>${icon("send")} ${t("photos.share")}</button>
        <p class="hint">${t("photos.share_more")}</p>
        <button type="button" class="button danger" @click=${() => remove(photo.id)}>${icon("trash")} ${t("photos.delete")}</button>`}
    `,
  });
}

/** @param {Photo} photo */
const about = (photo) => html`
  ${field({ id: "caption", label: t("photos.caption"), lines: 2, limit: LIMITS.long, value: photo.caption, on_input: (caption) => change(photo.id, { caption }, { typing: true }), on_leave: flush })}
  ${field({ id: "taken_on", label: t("photos.taken_on"), type: "date", max: today(), value: photo.taken_on, on_input: (taken_on) => taken_on && change(photo.id, { taken_on }) })}
`;

/** @param {Photo} photo */
const in_trash = (photo) => html`<p class="panel warn">${t("photos.deleted", { days: UNDO_DAYS })}</p>
  <button type="button" class="button" @click=${() => bring_back(photo.id)}>${t("photos.bring_back")}</button>`;

/** @param {Photo} photo */
async function share(photo) {
  const file = await photo_file(photo);
  if (file) await give([file]);
}
