/** What lies on the apprentice's phone, as it is shown and edited: read, kept in step with the server, let go. What they do: desk_deeds.js. */
import { can_restore, discarded_at } from "./domain/discarding.js";
import { base_of } from "./domain/merging.js";
import { send_and_fetch } from "./desk_exchange.js";
import { create_editor, with_typed } from "./editing.js";
import { read_catalogue, refresh_catalogue } from "./editions.js";
import { hear_tabs, tell_tabs } from "./news.js";
import { look, OWN } from "./notifications.js";
import { store } from "./state.js";
import { read_meta } from "./storage/database.js";
import { current_person, device_id, DEVICE } from "./storage/device.js";
import { own_database as database } from "./own_database.js";
import { open_photos } from "./photo_book.js";
import { snapshot } from "./storage/snapshot.js";
import { start_loop } from "./sync_loop.js";
import { pay_sign_out } from "./sign_out_owed.js";

/** @import { Declaration, Item, PhotoDevice, Profile } from "./types.d.ts" */

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
  const { fetched, ...ended } = await send_and_fetch(name);
  if (fetched) await show_devices(name, await device_id());
  await reload();
  tell_tabs(name);
  return ended;
}

export const sync_now = () => loop?.now();
export const sync_soon = () => loop?.soon();

/** @param {string} id @param {Record<string, unknown>} values @param {{ typing?: boolean }} [how] */
export const edit = (id, values, how) => editor.edit(id, values, how);
export const flush = () => editor.flush();
