/** What an apprentice does: reads what lies on the phone, edits, asks, takes back; and the exchange with the server. */
import { call, reachable } from "./api.js";
import { can_restore, discarded_at } from "./domain/discarding.js";
import { base_of } from "./domain/merging.js";
import { create_editor, with_typed } from "./editing.js";
import { fetch_editions, read_catalogue, refresh_catalogue } from "./editions.js";
import { post_message } from "./messages.js";
import { post_reminder } from "./reminding.js";
import { post_reply } from "./replies.js";
import { hear_tabs, tell_tabs } from "./news.js";
import { look, OWN } from "./notifications.js";
import { store } from "./state.js";
import { read_meta, write_meta } from "./storage/database.js";
import { current_person, device_id, DEVICE, person_database } from "./storage/device.js";
import { discard, drop_lost, queue_deed, take_in } from "./storage/drafts.js";
import { own_database as database } from "./own_database.js";
import { open_photos } from "./photo_book.js";
import { keep_doors } from "./storage/doors.js";
import { LOG, take_in_log } from "./storage/log_entries.js";
import { snapshot } from "./storage/snapshot.js";
import { push } from "./sync.js";
import { start_loop } from "./sync_loop.js";
import { take_in_shares } from "./shares.js";
import { pay_sign_out } from "./sign_out_owed.js";
import { APP } from "./version.js";

/** @import { Declaration, Item, PhotoDevice, Profile } from "./types.d.ts" */

const now = () => new Date().toISOString();

export { database };

/** @type {Declaration[]} */
let on_disk = [];
function show_drafts() {
  const { queue } = store.get();
  const all = on_disk.map((draft) => ({ ...with_typed(draft, editor.over(draft.id)), discarded_at: discarded_at(draft, queue) }));
  const discarded = all.filter((draft) => draft.discarded_at && can_restore(draft.discarded_at, Date.now()));
  store.set({ typing: editor.busy(), declarations: all.filter((draft) => !draft.discarded_at), discarded });
}

const editor = create_editor({
  database,
  base: (id, field) => base_of(store.get().queue.filter((item) => item.subject === id), field, on_disk.find((draft) => draft.id === id)?.answers[field]?.revision),
  shown: show_drafts,
  async kept(outcome, texts) {
    store.set({ kept: outcome, unsaved: texts });
    if (outcome === "unsaved") return;
    await reload().catch(() => {}); // it is on the disk; the next reading shows it
    tell_tabs(/** @type {string} */ (database()));
    loop?.soon();
  },
});

/** @type {ReturnType<typeof start_loop> | null} */
let loop = null;

/**
 * Reads everything of who is signed in on this device, shows it, and only then begins to sync.
 * @param {ReturnType<typeof current_person>} here who that is
 */
export async function start(here) {
  store.set({ person: store.get().handed ? null : await here });
  const name = database();
  await Promise.all([read_catalogue(name ?? DEVICE), name && read_person(name)]);
  store.set({ ready: true });
  refresh_catalogue(name ?? DEVICE);
  if (name) begin(name);
  else pay_sign_out();
}

/** @param {string} name */
async function begin(name) {
  loop = start_loop(name, exchange, (ending) => store.set({ ending }));
  loop.now();
  await show_devices(name, await device_id());
  look(name, OWN).catch(() => {}); // next start
  open_photos().catch(() => {}); // said where photos are shown
}

/** @param {string} name */
async function read_person(name) {
  const [profile_form] = await Promise.all([read_meta(name, "profile_form"), reload()]);
  await editor.take_up();
  store.set({ profile_form: profile_form ?? {} });
}

/** @param {string} name @param {string} here */
async function show_devices(name, here) {
  const known = (await read_meta(name, "photo_devices")) ?? [];
  store.set({ photo_devices: known.map((/** @type {PhotoDevice} */ one) => ({ ...one, here: one.device === here })) });
}

/** Tells the server how many photos lie here: a number, so that a loss can be told. @param {string} name */
async function tell_photo_count(name) {
  const [count, told] = [await read_meta(name, "photo_count"), await read_meta(name, "photo_count_told")];
  if (count === undefined || count === told) return;
  const { status } = await call("POST", "/api/photo_count", { body: { device: await device_id(), count } });
  if (status === 204) await write_meta(name, "photo_count_told", count);
}

hear_tabs(async (name) => {
  if (name === database()) await reload().catch(() => {}); // the next reading shows it
  if (name === DEVICE && ((await read_meta(DEVICE, "handed")) || !(await current_person()))) stop(); // another tab handed the phone over, or signed out
});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && reload().catch(() => {}));

/** @param {{ emptied?: boolean }} [why] emptied: nobody signed out, the browser threw away what lay here; what is still in memory stays in sight */
export function stop({ emptied = false } = {}) {
  loop?.stop();
  loop = null;
  on_disk = [];
  store.set({ person: null, profile: null, profile_form: {}, declarations: [], discarded: [], just_discarded: "", queue: [], messages_sent: [], log: null, photos: [], photo_trash: [], photo_count: null, photo_devices: [], shares: [], ending: "", typing: false });
  if (!emptied) store.set({ kept: "saved", unsaved: "" });
}

/** Everything as it lies on the disk, with what is being typed on top. */
export async function reload(with_log = Boolean(store.get().log)) {
  const name = database();
  if (!name) return;
  const { drafts, queue, profile, log, messages_sent } = await snapshot(name, with_log);
  if (name !== database()) return; // somebody signed out meanwhile
  on_disk = drafts.sort((a, b) => b.created_at.localeCompare(a.created_at));
  store.set({ queue, messages_sent, profile: profile_with(profile, queue), ...(log ? { log } : {}) });
  show_drafts();
}

/** Reads the running log; from then on it follows what is written. */
export const load_log = () => reload(true);

/** @param {Profile | undefined} profile @param {Item[]} queue @returns {Profile | null} */
function profile_with(profile, queue) {
  if (!profile) return null;
  return queue.filter((item) => item.kind === "profile").reduce((known, item) => ({ ...known, ...item.body }), profile);
}

/** One exchange: everything that waits goes out, then everything new comes in. */
async function exchange() {
  const name = database();
  if (!name) return { ending: "sent", retry_after: null };
  await editor.flush();
  // Another tab may have signed out, and somebody else in: then the cookie is theirs, and nothing goes under it.
  const now_here = await current_person();
  if (now_here?.person_id !== store.get().person?.person_id) {
    stop({ emptied: !now_here });
    return { ending: "sent", retry_after: null };
  }
  const pushed = await push({ database: name, device: await device_id(), app: APP, deed, operations, reachable });
  const pulled = ["sent", "later"].includes(pushed.ending) && !pushed.retry_after ? await pull(name) : pushed;
  if (pulled.ending === "sent") await tell_photo_count(name);
  await reload();
  tell_tabs(name);
  return pulled.ending === "sent" ? pushed : pulled;
}

/** @param {Item} item */
const deed = (item) => {
  const { kind, subject, body } = item;
  return {
    message: () => post_message(`/api/declarations/${body.declaration}`, item),
    reply: () => post_reply(item),
    ask_correction: () => post_reply(item),
    profile: () => call("PATCH", "/api/profile", { body }),
    create: () => call("PUT", `/api/declarations/${subject}`, { body }),
    request: () => call("POST", `/api/declarations/${subject}/request`, { body }),
    remind: () => post_reminder(item),
    withdraw: () => call("POST", `/api/declarations/${subject}/withdraw`, { body }),
    discard: () => call("POST", `/api/declarations/${subject}/discard`, { body }),
    restore: () => call("POST", `/api/declarations/${subject}/restore`, { body }),
  }[/** @type {"message" | "profile" | "create" | "request" | "remind" | "withdraw" | "reply" | "ask_correction" | "discard" | "restore"} */ (kind)]();
};

/** @param {string} subject @param {unknown} body */
const operations = (subject, body) => call("POST", subject === LOG ? "/api/log/operations" : `/api/declarations/${subject}/operations`, { body });

/** @param {string} name */
async function pull(name) {
  const after = (await read_meta(name, "after")) ?? 0;
  const reply = await call("GET", `/api/changes?after=${after}`, { headers: after ? { "if-none-match": `"${after}"` } : {} });
  if (reply.status === 200 && person_database(reply.body.profile.id) === name) {
    await take_in_log(name, reply.body.log);
    await take_in(name, reply.body.declarations, { after: reply.body.after, profile: reply.body.profile, photo_devices: reply.body.photo_devices });
    await take_in_shares(name, reply.body.shares).catch(() => {}); // a full phone: the next exchange tells it
    await show_devices(name, await device_id());
    await fetch_editions(name, [reply.body.profile, ...reply.body.declarations]);
  }
  const endings = { 0: "offline", 401: "signed_out", 200: "sent", 304: "sent" };
  return { ending: endings[/** @type {0} */ (reply.status)] ?? "later", retry_after: reply.retry_after };
}

export const sync_now = () => loop?.now();
export const sync_soon = () => loop?.soon();

/** @param {string} id @param {Record<string, unknown>} values @param {{ typing?: boolean }} [how] */
export const edit = (id, values, how) => editor.edit(id, values, how);
export const flush = () => editor.flush();

/** Keeps what is typed on Mig on the phone, until it is saved. @param {Partial<Profile>} changes */
export function type_profile(changes) {
  const typed = { ...store.get().profile_form, ...changes };
  store.set({ profile_form: typed });
  return write_meta(/** @type {string} */ (database()), "profile_form", typed).then(
    () => profile_unsaved && store.set({ kept: "saved", unsaved: (profile_unsaved = "") }),
    () => store.set({ kept: "unsaved", unsaved: (profile_unsaved = Object.values(typed).join("\n")) }),
  );
}
let profile_unsaved = "";

/** @param {Partial<Profile>} changes */
export async function change_profile(changes) {
  const name = /** @type {string} */ (database());
  await queue_deed(name, "profile", "profile", changes, now());
  await write_meta(name, "profile_form", {});
  store.set({ profile_form: {} });
  await reload();
  loop?.now();
}

/**
 * Asks for it to be filled in: goes now, or by itself when there is a network.
 * @param {string} id @param {string[]} [confirmed] addresses of a school that are right, though Logbog does not know it
 */
export async function request(id, confirmed = []) {
  await editor.flush();
  await queue_deed(/** @type {string} */ (database()), "request", id, { request_id: crypto.randomUUID(), ...(confirmed.length ? { confirmed } : {}) }, now());
  await reload();
  loop?.now();
}

/** @param {string} id @param {"taken_over" | "mistake"} reason */
export async function withdraw(id, reason) {
  await queue_deed(/** @type {string} */ (database()), "withdraw", id, { withdrawal_id: crypto.randomUUID(), reason }, now());
  await reload();
  loop?.now();
}

/** Throws a draft away, to be undone at once and for 30 days. @param {string} id */
export async function discard_draft(id) {
  await editor.flush();
  await queue_deed(/** @type {string} */ (database()), "discard", id, { discard_id: crypto.randomUUID() }, now());
  store.set({ just_discarded: id });
  await reload();
  loop?.now();
}

/** Brings it back as it was. @param {string} id */
export async function restore_draft(id) {
  await queue_deed(/** @type {string} */ (database()), "restore", id, { restore_id: crypto.randomUUID() }, now());
  store.set({ just_discarded: "" });
  await reload();
  return loop?.now();
}

/** @param {string} id @param {string} path @param {unknown} body */
async function at_once(id, path, body) {
  const reply = await call("POST", `/api/declarations/${id}/${path}`, { body });
  if (reply.status === 200) await take_in(/** @type {string} */ (database()), [reply.body]);
  await reload();
  return reply;
}

/** Has the mailbox asked once more to confirm. @param {string} id */
export const ask_again = (id) => at_once(id, "confirmation", { confirmation_id: crypto.randomUUID() });
/** @param {string} id @param {string} recipient_id */
export const hand_pen = (id, recipient_id) => at_once(id, "pen", { recipient_id });
/** The school's address is right, though Logbog does not know it. @param {string} id @param {string} recipient_id */
export const confirm_school = (id, recipient_id) => at_once(id, `recipients/${recipient_id}/confirm`, {});
/** @param {string} id @param {string} recipient_id of somebody the apprentice chose beside school and workplace */
export const end_access = (id, recipient_id) => at_once(id, `recipients/${recipient_id}/end_access`, {});
/** @param {string} id @param {string} recipient_id */
export async function renew_link(id, recipient_id) {
  await keep_doors(/** @type {string} */ (database()), recipient_id); // every door of before is closed by it
  return at_once(id, `recipients/${recipient_id}/new_link`, {});
}

/** What a person can do with a text of theirs that lost. @param {string} id @returns {import("./parts/conflict_cards.js").Choice} */
export const choice = (id) => ({
  edit: (values) => editor.edit(id, values),
  async drop(field, index) {
    await drop_lost(/** @type {string} */ (database()), id, field, index);
    await reload();
  },
});

/** @param {number} seq */
export async function give_up(seq) {
  await discard(/** @type {string} */ (database()), seq);
  await reload();
}


