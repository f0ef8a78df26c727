/** Going to one of our own paths without a reload. */

export const NAVIGATED = "logbog-navigated";

/** @param {string} path @param {{ replace?: boolean }} [how] */
export function go(path, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  dispatchEvent(new Event(NAVIGATED));
}
