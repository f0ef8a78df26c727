/** The service worker: registered, asked for news each hour; a new one waits until the person says so, then one reload. */
import { script_url } from "./trusted.js";

const HOUR = 3_600_000;
const GUARD = "logbog-reloaded-for";

/** @param {(apply: () => void) => void} offer called when a new version waits */
export async function watch_updates(offer) {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register(script_url("/service_worker.js"), { updateViaCache: "none" });
  let checked = Date.now();

  const look = () => {
    const waiting = registration.waiting;
    if (waiting && navigator.serviceWorker.controller) offer(() => waiting.postMessage("skip-waiting"));
  };
  const follow = () => registration.installing?.addEventListener("statechange", look);
  look();
  follow();
  registration.addEventListener("updatefound", follow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - checked < HOUR) return;
    checked = Date.now();
    registration.update().catch(() => {}); // no network: next time
  });
  const controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => controlled && reload_once());
}

/** One reload for one change of worker, also when the page comes back within the same seconds. */
function reload_once() {
  const last = Number(sessionStorage.getItem(GUARD) ?? 0);
  if (Date.now() - last < 10_000) return;
  sessionStorage.setItem(GUARD, String(Date.now()));
  location.reload();
}
