/** Two buttons: the camera, the library. What is typed is on the disk before the picker opens: the camera may end the page. */
import { html, nothing } from "lit-html";
import { flush } from "../desk.js";
import { take_in } from "../photos/take_in.js";
import { store } from "../state.js";
import { count, t } from "../words.js";
import { icon } from "./icon.js";
import { progress } from "./progress.js";

/** @import { State } from "../state.js" */
/** @import { Place } from "../photos/take_in.js" */

/** @param {State} state @param {Place} place */
export const add_photos = ({ adding }, place) => html`
  <div class="two-buttons no-print">
    ${picker("camera", t("photos.take"), place)} ${picker("plus", t("photos.choose"), place)}
  </div>
  <div role="status">${adding ? told(adding) : nothing}</div>
`;

/** @param {"camera" | "plus"} sign @param {string} words @param {Place} place */
const picker = (sign, words, place) => html`<label class="button second">
  ${icon(sign)} ${words}
  <input class="hidden" type="file" accept="image/*" multiple capture=${sign === "camera" ? "environment" : nothing} @click=${first_keep} @change=${(/** @type {Event} */ event) => chosen(event, place)} />
</label>`;

/** @param {Event} event */
async function first_keep(event) {
  const input = /** @type {HTMLInputElement & { kept?: boolean }} */ (event.target);
  if (input.kept) return void (input.kept = false);
  event.preventDefault();
  await flush();
  setTimeout(() => {
    input.kept = true;
    input.click(); // not before the first click is over: within it, a second one counts for nothing
  });
}

/** @param {Event} event @param {Place} place */
async function chosen(event, place) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const files = [...(input.files ?? [])];
  input.value = ""; // the same picture can be chosen again
  await take_in(files, place);
}

/** @param {NonNullable<State["adding"]>} adding */
const told = ({ done, of, unreadable, full }) => html`
  ${done < of && !full ? progress(done, of, t("photos.adding", { n: done + 1, of })) : nothing}
  ${full ? html`<p class="panel stop" role="alert">${t("photos.full", { n: of - done })} <a href="/app/photos/backup">${t("photos.backup")}</a></p>` : nothing}
  ${unreadable.length ? html`<p class="panel warn" role="alert">${count("photos.unreadable", unreadable.length)}</p>` : nothing}
  ${done === of || full ? html`<button type="button" class="link" @click=${() => store.set({ adding: null })}>${t("photos.ok")}</button>` : nothing}
`;
