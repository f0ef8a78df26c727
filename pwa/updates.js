/** The service worker: registered, asked for news each hour; a new one waits for the person, or for a quiet moment, then one reload. */
import { script_url } from "./trusted.js";

const HOUR = 3_600_000;
const AGAIN = 2000;
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 5 * 60_000;
const LONG_AWAY = 5 * 60_000;
const GUARD = "logbog-reloaded-for";

/** @type {ServiceWorkerRegistration | null} */
let registration = null;
let checked = Date.now();
let hidden_at = 0;

/** Asks for a newer version; without a network, next time. */
export function check() {
  checked = Date.now();
  registration?.update().catch(() => {});
}

/**
 * @param {object} app
 * @param {(apply: () => void) => void} app.offer called when a new version waits
 * @param {() => boolean} app.quiet whether nothing is being typed and nothing is unsent: then it is applied by itself after a while away
 * @param {() => Promise<unknown>} app.settle puts what is typed on the disk, before the page is loaded anew
 */
export function watch_updates({ offer, quiet, settle }) {
  if (!("serviceWorker" in navigator)) return;
  const waiting = () => (navigator.serviceWorker.controller ? registration?.waiting : null);
  /** Asked again until it is done: now and then Chromium lets the first asking wait for ever. */
  const apply = () => {
    if (!waiting()) return;
    waiting()?.postMessage("skip-waiting");
    setTimeout(apply, AGAIN);
  };
  const look = () => waiting() && offer(apply);
  const follow = () => registration?.installing?.addEventListener("statechange", look);
  const watch = () => {
    look();
    follow();
    registration?.addEventListener("updatefound", follow);
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return void (hidden_at = Date.now());
    if (hidden_at && Date.now() - hidden_at >= LONG_AWAY && quiet()) apply();
    if (Date.now() - checked >= HOUR) check();
  });
  let controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (controlled) settle().finally(reload_once);
    else look(); // one that began to wait before this page was taken in
    controlled = true;
  });
  register(watch);
}

/**
 * Registers until a worker holds this page: the first installation is all or nothing, and a network that fails once ends
 * it; and a page that was on its way while the worker began is one that it did not see (WebKit).
 * A private window has no worker: there it asks in vain, ever more seldom, and the app works on.
 * @param {() => void} watch called for each new registration @param {number} [pause]
 */
async function register(watch, pause = FIRST_PAUSE) {
  const found = await navigator.serviceWorker.register(script_url("/service_worker.js"), { updateViaCache: "none" }).catch(() => null);
  if (found && found !== registration) {
    registration = found;
    watch();
  }
  if (navigator.serviceWorker.controller) return;
  found?.active?.postMessage("claim");
  setTimeout(() => register(watch, Math.min(2 * pause, LONGEST_PAUSE)), pause);
}

/** One reload for one change of worker, also when the page comes back within the same seconds. */
function reload_once() {
  const last = Number(sessionStorage.getItem(GUARD) ?? 0);
  if (Date.now() - last < 10_000) return;
  sessionStorage.setItem(GUARD, String(Date.now()));
  location.reload();
}
