/** The worker only routes events. The words of its messages are frozen for ever: an old page must be understood. */
import { clean, door_of, fill, from_catalogue, from_shell, routes, warm, way, wipe } from "./shell_cache.js";
import { read, window_for } from "./notifications.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(Promise.all([fill(VERSION, PRECACHE), shorten(event)])));

worker.addEventListener("activate", (event) =>
  event.waitUntil(
    clean(VERSION)
      .then(() => worker.clients.claim())
      .then(warm),
  ),
);

worker.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  switch (way(event.request, worker.location.origin, PRECACHE)) {
    case "shell":
      return event.respondWith(from_shell(VERSION, door_of(pathname)));
    case "kept":
      return event.respondWith(from_shell(VERSION, pathname));
    case "fresh":
      return event.respondWith(from_catalogue(pathname, (promise) => event.waitUntil(promise)));
  }
});

worker.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") worker.skipWaiting();
  if (event.data === "claim") event.waitUntil(worker.clients.claim());
  if (event.data === "version") event.source?.postMessage({ version: VERSION });
  if (event.data === "wipe") event.waitUntil(wipe());
});

worker.addEventListener("push", (event) => {
  const { title, options, echo, app_badge } = read(event.data?.text(), worker.location.origin);
  event.waitUntil(Promise.all([worker.registration.showNotification(title, options), echo && bring_back(echo), badge(app_badge)]));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead_to(event.notification.data ?? "/"));
});

/** Without it the worker answers: no reason to leave a release out. @param {any} event */
const shorten = async (event) => event.addRoutes?.(routes(VERSION, PRECACHE)).catch(() => {});

const windows = () => worker.clients.matchAll({ type: "window", includeUncontrolled: true });

/** What the first push carries goes back to the server: this browser hears. @param {unknown} echo */
async function bring_back(echo) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch("/api/push/echo", { method: "POST", headers, body: JSON.stringify(echo) }).catch(() => null);
  if (answer?.ok) for (const client of await windows()) client.postMessage({ heard: true });
}

/** @param {unknown} number */
async function badge(number) {
  if (typeof number === "number") await /** @type {any} */ (worker.navigator).setAppBadge?.(number)?.catch(() => {});
}

/** An open window goes there without a reload, so that nothing typed is in the way. @param {string} path */
async function lead_to(path) {
  const found = window_for(await windows(), path);
  if (!found) return void (await worker.clients.openWindow(path));
  await found.focus().catch(() => {});
  found.postMessage({ go: path });
}
