/** The worker only routes events. The words of its messages are frozen for ever: an old page must be understood. */
import { clean, fill, from_catalogue, from_shell, warm, way, wipe } from "./shell_cache.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(fill(VERSION, PRECACHE)));

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
      return event.respondWith(from_shell(VERSION, "/"));
    case "kept":
      return event.respondWith(from_shell(VERSION, pathname));
    case "fresh":
      return event.respondWith(from_catalogue(pathname, (promise) => event.waitUntil(promise)));
  }
});

worker.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") worker.skipWaiting();
  if (event.data === "version") event.source?.postMessage({ version: VERSION });
  if (event.data === "wipe") event.waitUntil(wipe());
});
