/** The backup: made file by file, saved by the person; and brought back, here or on another phone. */
import { html, nothing } from "lit-html";
import { give } from "../giving.js";
import { open_photos } from "../photo_book.js";
import { make_backup, mark_saved, restore } from "../photos/backup.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { progress } from "../parts/progress.js";
import { signed_out } from "../parts/signed_out.js";
import { store, ui } from "../state.js";
import { count, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Photo } from "../types.d.ts" */

export const title = () => t("backup.title");
export const enter = open_photos;

/** @param {State} state */
export const view = (state) =>
  !state.person
    ? signed_out(state)
    : page(state, {
        content: html`
          ${back("/app/photos", t("photos.title"))}
          <div class="stack"><h1>${t("backup.title")}</h1><p>${t("backup.lead")}</p></div>
          ${make(state)} ${bring_back(state)}
        `,
      });

/** @param {State} state */
function make({ photos, ui: { making, made, failed, passphrase = "" } }) {
  return html`<section class="card">
    <h2>${t("backup.make")}</h2>
    ${photos.length ? nothing : html`<p class="muted">${t("photos.none")}</p>`}
    ${field({ id: "passphrase", label: t("backup.passphrase"), hint: t("backup.passphrase_hint"), value: passphrase, limit: 200, on_input: (value) => ui({ passphrase: value, made: null }) })}
    <div role="status">${making === undefined || making === null ? nothing : progress(making, photos.length, t("backup.making", { n: making, of: photos.length }))}</div>
    ${failed ? html`<p class="panel stop" role="alert">${t("backup.failed")}</p>` : nothing}
    ${made
      ? html`<p>${icon("check")} ${count("backup.ready", made.length)}</p>${made.map(
          (/** @type {{ file: File, photos: Photo[], saved?: boolean }} */ part) => html`<button type="button" class="button ${part.saved ? "second" : ""}" @click=${() => save(part)}>
            ${part.saved ? icon("check") : nothing} ${t("backup.save", { name: part.file.name, size: megabytes.format(part.file.size / 1e6) })}
          </button>`,
        )}`
      : html`<button type="button" class="button" ?disabled=${!photos.length || typeof making === "number"} @click=${prepare}>${t("backup.make")}</button>`}
  </section>`;
}

const megabytes = new Intl.NumberFormat("da-DK", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

async function prepare() {
  ui({ making: 0, made: null });
  const made = await make_backup(store.get().ui.passphrase ?? "", (making) => ui({ making })).catch(() => null);
  ui({ making: null, made, failed: !made });
}

/** @param {{ file: File, photos: Photo[], saved?: boolean }} part */
async function save(part) {
  if (!(await give([part.file]))) return;
  part.saved = true;
  await mark_saved(part.photos);
}

/** @param {State} state */
function bring_back({ ui: { key = "", restoring, restored, chosen } }) {
  return html`<section class="card">
    <h2>${t("backup.restore")}</h2>
    <p>${t("backup.restore_lead")}</p>
    ${field({ id: "key", label: t("backup.key"), value: key, limit: 200, on_input: (value) => ui({ key: value }) })}
    <label class="button second">${icon("cloud")} ${t("backup.choose")}
      <input class="hidden" type="file" accept=".zip,.logbog,application/zip,application/octet-stream" multiple @change=${choose} />
    </label>
    <div role="status">
      ${restoring ? progress(restoring.done, restoring.of, t("backup.restoring", restoring)) : nothing}
      ${restored?.problem ? html`<p class="panel stop" role="alert">${problems()[/** @type {"locked"} */ (restored.problem)]}</p>` : nothing}
      ${restored?.problem === "another" ? html`<button type="button" class="button second" @click=${() => read(chosen, true)}>${t("backup.anyway")}</button>` : nothing}
      ${restored && !restored.problem ? html`<p class="panel ok">${icon("check")} ${count("backup.restored", restored.added, restored)}</p>` : nothing}
      ${restored?.damaged ? html`<p class="panel warn" role="alert">${icon("alert")} ${count("backup.damaged", restored.damaged)}</p>` : nothing}
    </div>
  </section>`;
}

const problems = () => ({ locked: t("backup.locked"), wrong_key: t("backup.wrong_key"), not_ours: t("backup.not_ours"), another: t("backup.another"), full: t("backup.full") });

/** @param {Event} event */
async function choose(event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const files = [...(input.files ?? [])];
  input.value = "";
  await read(files);
}

/** @param {File[]} files @param {boolean} [anyones] */
async function read(files, anyones) {
  const sum = { added: 0, of: 0, damaged: 0 };
  for (const file of files) {
    const told = (/** @type {number} */ done, /** @type {number} */ of) => ui({ restoring: { done, of }, restored: null });
    const found = await restore(file, store.get().ui.key ?? "", told, anyones).catch(() => /** @type {const} */ ({ problem: "not_ours" }));
    if ("problem" in found) return ui({ restoring: null, restored: found, chosen: files });
    sum.added += found.added;
    sum.of += found.of;
    sum.damaged += found.damaged;
  }
  ui({ restoring: null, restored: sum });
}
