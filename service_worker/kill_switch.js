/**
 * The way out when a worker does harm: served in its place (LOGBOG_WORKER_OFF), it takes our caches and itself away.
 * What people typed lies in IndexedDB and is left alone; pages then come from the network.
 */
import { wipe } from "./shell_cache.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

// While installing, and never in the place of the running one: an open page would load itself anew and sign it up again.
worker.addEventListener("install", (event) => {
  event.waitUntil(wipe());
  worker.registration.unregister(); // not waited for: it waits for the installation
});
