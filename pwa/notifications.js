/** Being told on this device: turned on from a tap, compared with the server at every start, and mended (offline.md 1.4). */
import { call } from "./api.js";
import { is_installed, is_ios } from "./install.js";
import { store } from "./state.js";
import { read_meta, write_meta } from "./storage/database.js";
import { t } from "./words.js";

/** @import { Push } from "./state.js" */

const PATIENCE = 15_000; // milliseconds: asking the browser's push service may hang for ever
const FLAG = "push"; // in the database of whose it is: "on", or "no" when the person does not want to be asked

/** What stands in the way on this device: nothing, or that it must be installed first, was denied, or cannot. */
export function obstacle() {
  if ("PushManager" in globalThis && "Notification" in globalThis && "serviceWorker" in navigator) {
    return Notification.permission === "denied" ? "denied" : "";
  }
  return is_ios() && !is_installed() ? "install" : "unsupported";
}

export const OWN = "/api/push"; // the apprentice's; behind a link it is the link's

/** @param {string} database @param {Partial<Push>} changes */
const told = (database, changes) => store.set({ push: { ...store.get().push, [database]: { at: "off", id: "", problem: "", ...changes } } });

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
const in_time = (promise) =>
  Promise.race([promise, new Promise((_, refuse) => setTimeout(() => refuse(new Error("no answer in time")), PATIENCE))]);

/**
 * At every start: what the person has turned on here is compared with what the server knows, and mended.
 * @param {string} database @param {string} path of the API: the apprentice's, or a link's
 */
export async function look(database, path) {
  const wanted = await read_meta(database, FLAG);
  if (wanted !== "on") return told(database, { at: wanted === "no" ? "unwanted" : "off" });
  if (obstacle() || Notification.permission !== "granted") return told(database, {});
  told(database, { at: "on" });
  await connect(database, path).catch(() => {}); // next start
}

/** From a tap. The permission comes first: Safari asks for it only while the tap lasts. @param {string} database @param {string} path */
export async function turn_on(database, path) {
  told(database, { at: "busy" });
  try {
    if ((await Notification.requestPermission()) !== "granted") return told(database, {});
    await write_meta(database, FLAG, "on");
    await connect(database, path);
  } catch {
    told(database, { problem: t("push.no_answer") });
  }
}

/** @param {string} database @param {string} path */
async function connect(database, path) {
  const known = await call("GET", path);
  if (known.status !== 200) return refused(database, known);
  const { endpoint, keys } = (await in_time(subscription(known.body.public_key))).toJSON();
  const reply = await call("POST", path, { body: { endpoint, p256dh: keys?.p256dh, auth: keys?.auth } });
  if (reply.status !== 200) return refused(database, reply);
  told(database, { at: reply.body.active ? "on" : "waiting", id: reply.body.id });
}

/** Without a network it stays wanted, and is tried at the next start. @param {string} database @param {import("./types.d.ts").Reply} reply */
async function refused(database, { status, body }) {
  if (status === 409 || status === 422) await write_meta(database, FLAG, undefined);
  told(database, { problem: body?.fields?.[0]?.message ?? body?.message ?? t("push.no_network") });
}

/** The browser's subscription to us; one for another key is of no use any more. @param {string} public_key */
async function subscription(public_key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  if (known && text(known.options.applicationServerKey) === public_key) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: public_key });
}

/** @param {ArrayBuffer | null} bytes */
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes ?? []))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** @param {string} database @param {string} path @param {string} id */
export async function turn_off(database, path, id) {
  const known = store.get().push[database];
  const { status, body } = await call("POST", `${path}/forget`, { body: { id } });
  if (status !== 204 && status !== 404) return told(database, { ...known, problem: body?.message ?? t("push.no_network") });
  if (known?.id !== id) return;
  await write_meta(database, FLAG, undefined);
  told(database, {});
}

/** @param {string} database */
export async function not_wanted(database) {
  await write_meta(database, FLAG, "no");
  told(database, { at: "unwanted" });
}

/** Who signs out is told nothing here any more, also when the server hears of it later. */
export async function leave() {
  store.set({ push: {} });
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}

/** What the worker says: the first push came, or a tap on one leads somewhere. @param {(path: string) => void} go */
export function hear_worker(go) {
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data?.heard) for (const [name, push] of Object.entries(store.get().push)) if (push.at === "waiting") told(name, { ...push, at: "on" });
    if (typeof data?.go === "string") go(data.go);
  });
  const clear = () => document.visibilityState === "visible" && /** @type {any} */ (navigator).clearAppBadge?.()?.catch(() => {});
  document.addEventListener("visibilitychange", clear);
  clear();
}
