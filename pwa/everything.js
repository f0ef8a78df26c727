/** Taking everything along: the file is gathered while the person uses the app, and kept in memory until they save it. */
import { give } from "./giving.js";
import { store, ui } from "./state.js";
import { APP } from "./version.js";
import { t } from "./words.js";
import { zip_from } from "./zip_download.js";

export const PATH = "/app/profile/everything";

/** @typedef {{ making?: { done: number, of: number }, file?: File, saved?: boolean, problem?: string }} Gathered */

/** @type {Gathered} */
let now = {};
/** @type {AbortController | null} */
let way = null;

export const gathered = () => now;

/** @param {Gathered} next */
function tell(next) {
  now = next;
  if (store.get().path === PATH) ui({ gathered: now });
}

export async function gather() {
  if (way) return;
  way = new AbortController();
  tell({ making: { done: 0, of: 0 } });
  const told = (/** @type {number} */ done, /** @type {number} */ of) => tell({ making: { done, of } });
  const found = await zip_from("/api/everything.zip", { told, signal: way.signal, headers: { "logbog-app": APP } });
  way = null;
  if ("file" in found) return tell({ file: found.file });
  tell({ problem: "refused" in found ? await said(found.refused) : why(found.problem) });
}

export const stop = () => way?.abort();

/** On a tap: the file goes into the person's own hands. */
export async function save() {
  if (now.file && (await give([now.file]))) tell({ ...now, saved: true });
}

/** The server's own words; what has none did not come from it (a hotel's login page, say). @param {Response} answer */
async function said(answer) {
  const told = await answer.json().catch(() => null);
  return told?.message ?? t("everything.no_network");
}

/** @param {"stopped" | "broken" | "no_network"} problem */
const why = (problem) => ({ stopped: t("everything.stopped"), broken: t("everything.broken"), no_network: t("everything.no_network") })[problem];
