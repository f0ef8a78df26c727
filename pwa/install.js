/** Putting Logbog on the home screen, and asking the browser not to throw away what lies here (offline.md 1.1, 1.2). */

/** @typedef {Event & { prompt: () => Promise<unknown> }} InstallPrompt */
/** @type {InstallPrompt | null} */
let prompt = null;

/** @param {(ready: boolean) => void} told whether the browser can ask by itself (Android, desktop) */
export function watch_install(told) {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    prompt = /** @type {InstallPrompt} */ (event);
    told(true);
  });
  addEventListener("appinstalled", () => {
    prompt = null;
    told(false);
  });
}

export const install = () => prompt?.prompt();

/** Whether this is the installed app, not a tab of the browser. */
export const is_installed = () => matchMedia("(display-mode: standalone)").matches || /** @type {any} */ (navigator).standalone === true;

/** iPhone and iPad have no prompt: there the steps are drawn. An iPad calls itself a Mac, with fingers. */
export const is_ios = () => /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes("Mac OS") && navigator.maxTouchPoints > 1);

/** Asks the browser to keep what lies here; null when it cannot be asked. @returns {Promise<boolean | null>} */
export async function ask_to_keep() {
  if (!navigator.storage?.persist) return null;
  return navigator.storage.persist().catch(() => null);
}
