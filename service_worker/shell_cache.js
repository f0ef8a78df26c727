/** What the worker keeps, and how it answers from it. */
import { DOORS, room_of } from "../pwa/domain/rooms.js";

const PREFIX = "logbog-shell-";
const CATALOGUE = "logbog-catalogue";
const CURRENT = "/catalogue/current.json";
export const OURS = /^\/$|^\/app(\/|$)|^\/e\/[^/]+$|^\/find$|^\/kode$/;

/** The document that holds a path's page. @param {string} path */
export const door_of = (path) => DOORS[room_of(path)];

/** @param {string} version */
export const shell_name = (version) => PREFIX + version;

/**
 * All or nothing: one file that is missing or redirected, and this version is not installed.
 * @param {string} version @param {string[]} paths
 */
export async function fill(version, paths) {
  const cache = await caches.open(shell_name(version));
  await Promise.all(
    paths.map(async (path) => {
      const answer = await fetch(new Request(path, { cache: "reload" }));
      if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
      await cache.put(path, answer);
    }),
  );
}

/**
 * What the browser may take from this shell by itself, before the worker has started (static routes; others than Chromium
 * ask the worker): files that carry their content in their name, and the document that the icon opens.
 * @param {string} version @param {string[]} paths
 */
export const routes = (version, paths) =>
  paths
    .filter((path) => path.startsWith("/assets/") || path === DOORS.app)
    .map((pathname) => ({
      condition: { urlPattern: { pathname, search: "" }, requestMethod: "get", ...(pathname === DOORS.app ? { requestMode: "navigate" } : {}) },
      source: { cacheName: shell_name(version) },
    }));

/** Deletes our own older shells, nobody else's caches. @param {string} version */
export async function clean(version) {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== shell_name(version));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Fetches the catalogue before anybody asks: the first offline day may be the first day. */
export async function warm() {
  await refresh(CURRENT).catch(() => undefined);
}

/**
 * How a request is answered: "shell", "kept" (a file of this shell), "fresh" (catalogue) or null: not ours, the network's.
 * @param {Request} request @param {string} origin @param {string[]} paths
 */
export function way(request, origin, paths) {
  const { origin: theirs, pathname } = new URL(request.url);
  if (request.method !== "GET" || theirs !== origin) return null;
  if (request.mode === "navigate") return OURS.test(pathname) ? "shell" : null;
  if (pathname.startsWith("/catalogue/")) return "fresh";
  return paths.includes(pathname) && !OURS.test(pathname) ? "kept" : null;
}

/** @param {string} version @param {string} path */
export async function from_shell(version, path) {
  return (await caches.match(path, { cacheName: shell_name(version) })) ?? fetch(path);
}

/**
 * The kept answer at once and a new one for next time; an edition never changes, so it is asked for once.
 * @param {string} path @param {(promise: Promise<unknown>) => void} wait_until
 */
export async function from_catalogue(path, wait_until) {
  const cache = await caches.open(CATALOGUE);
  const kept = await cache.match(path);
  if (!kept) return refresh(path);
  if (path === CURRENT) wait_until(refresh(path).catch(() => undefined));
  return kept;
}

/** @param {string} path */
async function refresh(path) {
  const answer = await fetch(path, { cache: "no-cache" });
  if (answer.ok && !answer.redirected) {
    const cache = await caches.open(CATALOGUE);
    await cache.put(path, answer.clone());
  }
  return answer;
}

/** Deletes our caches; what lies in IndexedDB is left alone. */
export async function wipe() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("logbog-")).map((name) => caches.delete(name)));
}
