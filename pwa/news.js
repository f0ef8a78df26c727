/** Tabs of the same browser tell each other that something was written. */

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("logbog");

/** @param {string} database */
export const tell_tabs = (database) => channel?.postMessage(database);

/** @param {(database: string) => void} listener */
export function hear_tabs(listener) {
  channel?.addEventListener("message", ({ data }) => listener(data));
}
