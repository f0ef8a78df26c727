/** A button for a file of the server's, and below it what came of it. */
import { html, nothing } from "lit-html";
import { icon } from "./icon.js";
import { save_file } from "../saving.js";
import { clock, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Saving } from "../saving.js" */
/** @import { Version } from "../types.d.ts" */

/** The button of a sealed version; for the newest, while it can be taken back, when there will be one.
 * @param {State} state @param {string} of the path of what may be read, its files below @param {string | null} [releases_at] */
export const save_pdf = (state, of, releases_at = null) => (/** @type {Version} */ { number }, newest = false) => {
  if (newest && releases_at) return html`<p class="muted no-print">${icon("clock")} ${t("file.pdf_later", { at: clock(releases_at) })}</p>`;
  const path = `${of}/declaration.pdf?version=${number}`;
  return save_button(state, path, newest ? t("file.pdf") : t("file.pdf_of", { number }));
};

/** @param {State} state @param {string} path @param {string} words */
export const save_button = (state, path, words) => html`<div class="stack no-print">
  <button type="button" class="button second" @click=${() => save_file(path)}>${icon("download")} ${words}</button>
  <div role="status">${came_of(state.ui.saving, path)}</div>
</div>`;

/** What came of a file that was asked for. @param {Saving | undefined} saving @param {string} path */
export function came_of(saving, path) {
  if (saving?.path !== path) return nothing;
  if (saving.at === "slow") return html`<p class="small">${t("file.slow")}</p>`;
  if (saving.at === "ready") return html`<p class="small">${icon("check")} ${t("file.ready")}</p>`;
  if (saving.at === "given") return html`<p class="small">${icon("check")} ${t("file.given")}</p>`;
  return saving.at === "failed" ? html`<p class="problem">${icon("alert")} ${saving.message || t("file.no_network")}</p>` : nothing;
}
