/** From a push to what is shown, and from a tap to the page it leads to. Pure: what is shown and opened is up to the worker. */
import { OURS } from "./shell_cache.js";
import words from "../pwa/words/da/worker.json" with { type: "json" };

/**
 * The declarative form that Safari shows by itself (docs/protocol.md). What cannot be read is shown all the same:
 * a browser takes the subscription away from who shows nothing.
 * @param {string | undefined} text @param {string} origin
 */
export function read(text, origin) {
  const { notification = {}, echo, app_badge } = parsed(text);
  const title = typeof notification.title === "string" && notification.title ? notification.title : words["worker.title"];
  const body = typeof notification.body === "string" ? notification.body : words["worker.body"];
  return { title, options: { body, lang: "da", icon: "/icons/icon-192.png", data: path_of(notification.navigate, origin) }, echo, app_badge };
}

/** @param {string | undefined} text @returns {Record<string, any>} */
function parsed(text) {
  try {
    return Object(JSON.parse(text ?? ""));
  } catch {
    return {};
  }
}

/** Only our own pages; everything else is the front page. @param {unknown} url @param {string} origin */
export function path_of(url, origin) {
  try {
    const found = new URL(String(url), origin);
    return found.origin === origin && OURS.test(found.pathname) ? found.pathname : "/";
  } catch {
    return "/";
  }
}

/**
 * The window to lead there: one that shows the page already, else any of ours.
 * @template {{ url: string }} W @param {readonly W[]} windows @param {string} path @returns {W | undefined}
 */
export const window_for = (windows, path) => windows.find(({ url }) => new URL(url).pathname === path) ?? windows[0];
