/** What the holder of a mailed link does: opens it, fills in, sends. Kept per link, so that unsent answers outlive a visit. */
import { call } from "./api.js";
import { base_of } from "./domain/merging.js";
import { create_editor, with_typed } from "./editing.js";
import { fetch_editions } from "./editions.js";
import { load_forms } from "./forms.js";
import { note_link, send_left } from "./left.js";
import { look_up } from "./lost_link.js";
import { hear_tabs, tell_tabs } from "./news.js";
import { look } from "./notifications.js";
import { store, values_of } from "./state.js";
import { kept_editions } from "./storage/catalogue.js";
import { write_meta } from "./storage/database.js";
import { visit_database } from "./storage/device.js";
import { all_drafts, discard, drop_lost, queue_deed, take_in, waiting } from "./storage/drafts.js";
import { snapshot } from "./storage/snapshot.js";
import { start_loop } from "./sync_loop.js";
import { open, path_of, pull, send, unopened } from "./visit_exchange.js";

/** @import { Item, Reply, Visit } from "./types.d.ts" */

const now = () => new Date().toISOString();

let public_id = "";
/** @type {Visit | null} */
let on_disk = null;
/** @type {ReturnType<typeof start_loop> | null} */
let loop = null;

export const database = () => (public_id ? visit_database(public_id) : null);
const show = () => store.set({ typing: editor.busy(), visit: on_disk && with_typed(on_disk, editor.over(on_disk.id)) });

const editor = create_editor({
  database,
  base: (_, field) => base_of(store.get().queue, field, on_disk?.answers[field]?.revision),
  shown: show,
  async kept(outcome, texts) {
    store.set({ kept: outcome, unsaved: texts });
    if (outcome === "unsaved") return;
    await reload().catch(() => {}); // it is on the disk; the next reading shows it
    tell_tabs(/** @type {string} */ (database()));
    if (on_disk?.talk_until) loop?.now(); // somebody looks on
    else loop?.soon();
  },
});

hear_tabs((name) => name === database() && reload().catch(() => {})); // the next reading shows it

/**
 * Opens the link of the address bar. The secret is kept on the device first and leaves the address only when the
 * server has answered: the page itself opens without a network, and then nothing must be lost.
 * @param {string} id
 */
export async function enter(id) {
  leave();
  public_id = id;
  const name = visit_database(id);
  const typed = decodeURIComponent(location.hash.slice(1));
  store.set({ door: "opening", visit: null, forms: {} }); // at once: a tap into the form of before would go nowhere
  if (typed) await write_meta(name, "candidate", typed);
  if (!store.get().handed) note_link(id).catch(() => {}); // then what waits goes when this link is opened again
  await load_forms(); // before what it stands beside is shown
  await reload();
  await editor.take_up();
  loop = start_loop(name, exchange, (ending) => store.set({ ending }));
  await loop.now();
  if (database() === name && store.get().visit && !store.get().handed) await look(name, push_path(name)).catch(() => {}); // next start
}

export function leave() {
  editor.flush();
  loop?.stop();
  loop = null;
  on_disk = null;
  public_id = "";
}

export const visit_path = () => path_of(/** @type {string} */ (database()));
export const sync_now = () => loop?.now();

/** @param {string} name */
export const push_path = (name) => `/api/e/${name.slice(visit_database("").length)}/push`;

/** One exchange: a grant when one is needed, what waits out, what is new in. */
async function exchange() {
  const name = database();
  if (!name) return { ending: "sent", retry_after: null };
  await editor.flush();
  const read = (await unopened(name)) ? null : await pull(name);
  const pulled = read && read.status !== 401 ? read : await open(name);
  if (name !== database()) return { ending: "later", retry_after: null }; // another link was opened meanwhile, and sends what waits here
  const door = door_of(pulled.status);
  if (!["opening", ""].includes(door) || pulled.status === 0) {
    await reload();
    const { visit, handed } = store.get();
    store.set({ door: visit && (door !== "unknown" || handed) ? "" : door }); // a phone in hand is shown also when its owner is signed out
    if (door === "unknown" && !handed) await look_up(public_id);
    if (!handed) await send_left(public_id).catch(() => {});
    return { ending: pulled.status === 0 ? "offline" : [401, 404].includes(pulled.status) && !handed ? "sent" : "later", retry_after: pulled.retry_after };
  }
  const pushed = await send(name);
  if (pushed.ending === "sent") await pull(name);
  await fetch_editions(name, await all_drafts(name));
  if (name !== database()) return pushed;
  await reload();
  await forget_secret(name);
  store.set({ door: "" });
  tell_tabs(name);
  if (!store.get().handed) await send_left(public_id).catch(() => {});
  return pushed;
}

/** Once the declaration is closed and nothing waits, the device need not be able to open it again by itself. @param {string} name */
async function forget_secret(name) {
  const closed = on_disk?.status === "submitted" || on_disk?.status === "withdrawn";
  if (closed && !store.get().queue.length) await write_meta(name, "secret", undefined);
}

/** @param {number} status @returns {"" | "unknown" | "offline" | "limited"} */
function door_of(status) {
  if (status === 200 || status === 304) return "";
  if (status === 404 || status === 401) return "unknown";
  return status === 429 ? "limited" : "offline";
}

/** What lies on the device, with what is being typed on top. */
export async function reload() {
  const name = database();
  if (!name) return;
  const [{ drafts, queue, messages_sent }, editions] = await Promise.all([snapshot(name), kept_editions(name)]);
  if (name !== database()) return; // another link was opened meanwhile
  on_disk = drafts[0] ?? null;
  const known = store.get().editions;
  const added = editions.filter((edition) => !known.some((old) => old.id === edition.id));
  store.set({ queue, messages_sent, ...(added.length ? { editions: [...known, ...added] } : {}) });
  show();
}

/** @param {Record<string, unknown>} values @param {{ typing?: boolean }} [how] */
export const edit = (values, how) => on_disk && editor.edit(on_disk.id, values, how);
export const flush = () => editor.flush();

/** Sends the declaration: goes now, or by itself when there is a network again. */
export const submit = () => send_deed("submit", { submission_id: crypto.randomUUID() });

/** A deed on the answers as they stand on the screen, in the place of one that was refused. @param {"submit" | "confirm"} kind @param {Record<string, string>} body */
export async function send_deed(kind, body) {
  if (!on_disk) return;
  await editor.flush();
  await hold_back();
  const seen = values_of(store.get().visit ?? on_disk);
  await queue_deed(/** @type {string} */ (database()), kind, on_disk.id, { ...body, seen }, now());
  await reload();
  await loop?.now();
}

/** What a person can do with a text of theirs that lost. @type {import("./parts/conflict_cards.js").Choice} */
export const choice = {
  edit: (values) => edit(values),
  async drop(field, index) {
    if (on_disk) await drop_lost(/** @type {string} */ (database()), on_disk.id, field, index);
    await reload();
  },
};

/** What closes the answers, or leaves them to the mailbox. */
export const SENDING = new Set(["submit", "confirm"]);

/** Does not send after all, as long as it has not gone. */
export async function hold_back() {
  const name = database();
  if (!name) return;
  for (const item of await waiting(name)) if (SENDING.has(item.kind)) await discard(name, Number(item.seq));
  await reload();
}

/** What was written goes before whoever takes over reads it. @param {string} recipient_id */
export async function hand_pen(recipient_id) {
  await editor.flush();
  await loop?.now();
  return at_once("pen", { recipient_id });
}

/** A deed that needs the network; an answer that is a view is taken in. @param {string} path @param {unknown} body @returns {Promise<Reply>} */
export async function at_once(path, body) {
  const name = /** @type {string} */ (database());
  const reply = await call("POST", `${await path_of(name)}/${path}`, { body });
  if (reply.status === 200 && reply.body.id) await take_in(name, [reply.body]);
  await reload();
  return reply;
}
