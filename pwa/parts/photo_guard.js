/** Where photos live, said before the first one; whether all of them are here; and a backup when it is time. */
import { html, nothing } from "lit-html";
import { is_installed } from "../install.js";
import { accept_loss } from "../photos/album.js";
import { t, time_in_words } from "../words.js";
import { icon } from "./icon.js";
import { install_steps } from "./install_steps.js";

/** @import { State } from "../state.js" */

export const REMIND_EACH = 20;

/** @param {State} state */
export const photo_guard = (state) => html`
  ${loss(state)} ${elsewhere(state)}
  <details class="card" ?open=${!state.photos.length}>
    <summary><h2>${icon("phone")} ${t("guard.title")}</h2></summary>
    <div class="stack">
      <p>${t("guard.lead")}</p>
      ${install_steps(state)}
      <p>${kept_words(state)}</p>
    </div>
  </details>
  ${all_here(state)} ${backup_due(state)}
`;

/** @param {State} state */
function kept_words({ will_keep }) {
  if (will_keep) return html`${icon("check")} ${t("guard.kept")}`;
  return will_keep === null || is_installed() ? t("guard.unknown") : t("guard.not_kept");
}

/** Whether photos are gone: then an empty album is no empty album. @param {State} state */
export const is_short = ({ photo_count }) => Boolean(photo_count && photo_count.there < photo_count.expected);

/** @param {State} state */
export function loss(state) {
  if (!is_short(state)) return nothing;
  const { there, expected } = /** @type {{ there: number, expected: number }} */ (state.photo_count);
  return html`<section class="panel stop" role="alert">
    <h2>${t("guard.lost", { n: expected - there, expected })}</h2>
    <p>${t("guard.lost_more")}</p>
    <a class="button" href="/app/photos/backup">${t("guard.restore")}</a>
    <button type="button" class="link" @click=${accept_loss}>${t("guard.accept")}</button>
  </section>`;
}

/** @param {State} state */
function elsewhere({ photo_devices, photos }) {
  const others = photo_devices.filter(({ count, here }) => count && !here);
  if (!others.length) return nothing;
  return html`<section class="panel warn">
    ${others.map(({ name, count, seen_at }) => html`<p>${t("guard.elsewhere", { n: count, name: name || t("devices.unknown"), at: time_in_words(seen_at) })}</p>`)}
    ${photos.length ? nothing : html`<p>${t("guard.emptied")} <a href="/app/photos/backup">${t("guard.restore")}</a></p>`}
  </section>`;
}

/** @param {State} state */
const all_here = ({ photo_count }) =>
  photo_count?.expected && photo_count.there >= photo_count.expected
    ? html`<p class="muted">${icon("check")} ${t("guard.all_here", { n: photo_count.there, all: photo_count.expected })}</p>`
    : nothing;

/** @param {State} state */
function backup_due({ photos }) {
  const fresh = photos.filter(({ backed_up_at }) => !backed_up_at).length;
  return fresh >= REMIND_EACH ? html`<p class="panel warn">${t("guard.backup_due", { n: fresh })} <a href="/app/photos/backup">${t("photos.backup")}</a></p>` : nothing;
}
