/** A file of the server's, fetched on a tap and given to the person. No link to it: an installed app would be left for the file. */
import { fetch_file } from "./api.js";
import { by_sheet, give } from "./giving.js";
import { store, ui } from "./state.js";

/** @typedef {{ path: string, at: "busy" | "slow" | "ready" | "given" | "failed", file?: File, message?: string, fields?: { field: string, message: string }[] }} Saving `fields`: what of the body was wrong */

const SLOW = 300; // milliseconds: then it is said that it is on its way

/** @returns {Saving | undefined} what the page last fetched */
const saving = () => store.get().ui.saving;

/** @param {string} at @param {unknown} [body] what the file is made of: of something else it is another file */
export async function save_file(at, body) {
  const path = body === undefined ? at : `${at} ${JSON.stringify(body)}`;
  const running = saving();
  if (running?.at === "busy" || running?.at === "slow") return;
  if (running?.path === path && running.at === "ready" && running.file) return hand(path, running.file);
  /** @type {Saving} */
  const mine = { path, at: "busy" };
  ui({ saving: mine });
  const timer = setTimeout(() => saving() === mine && ui({ saving: { path, at: "slow" } }), SLOW);
  const { file, message, fields } = await fetch_file(at, { body });
  clearTimeout(timer);
  if (saving()?.path !== path) return; // the person went on to another page
  if (file) return hand(path, file);
  ui({ saving: { path, at: "failed", message, fields } });
}

/** Where the sheet wants a tap of its own, or was closed again, the file stays ready for the next one. @param {string} path @param {File} file */
async function hand(path, file) {
  const at = (await give([file])) ? "given" : "ready";
  ui({ saving: { path, at, file: by_sheet([file]) && at === "ready" ? file : undefined } });
}
