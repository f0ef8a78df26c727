/** Which document holds the page of a path: each has one script with all it needs. Pure; server/web/routes.py says the same. */

/** Where each room's document is asked for, and kept by the worker. */
export const DOORS = { start: "/", app: "/app/", visitor: "/find" };

/** @param {string} path one of our own pages */
export function room_of(path) {
  if (/^\/(app\/sign_in\/?)?$/.test(path)) return "start";
  return /^\/app(\/|$)/.test(path) ? "app" : "visitor";
}
