/** What an apprentice does at the desk: asks, takes back, throws away, lets in and out. Most of it waits in the queue for a network. */
import { call } from "./api.js";
import { database, edit, flush, reload, sync_now } from "./desk.js";
import { store } from "./state.js";
import { write_meta } from "./storage/database.js";
import { discard, drop_lost, queue_deed, take_in } from "./storage/drafts.js";
import { keep_doors } from "./storage/doors.js";

/** @import { Profile } from "./types.d.ts" */

const now = () => new Date().toISOString();
const mine = () => /** @type {string} */ (database());

/** Keeps what is typed on Mig on the phone, until it is saved. @param {Partial<Profile>} changes */
export function type_profile(changes) {
  const typed = { ...store.get().profile_form, ...changes };
  store.set({ profile_form: typed });
  return write_meta(mine(), "profile_form", typed).then(
    () => profile_unsaved && store.set({ kept: "saved", unsaved: (profile_unsaved = "") }),
    () => store.set({ kept: "unsaved", unsaved: (profile_unsaved = Object.values(typed).join("\n")) }),
  );
}
let profile_unsaved = "";

/** @param {Partial<Profile>} changes */
export async function change_profile(changes) {
  const name = mine();
  await queue_deed(name, "profile", "profile", changes, now());
  await write_meta(name, "profile_form", {});
  store.set({ profile_form: {} });
  await reload();
  sync_now();
}

/**
 * Asks for it to be filled in: goes now, or by itself when there is a network.
 * @param {string} id @param {string[]} [confirmed] addresses of a school that are right, though Logbog does not know it
 */
export async function request(id, confirmed = []) {
  await flush();
  await queue_deed(mine(), "request", id, { request_id: crypto.randomUUID(), ...(confirmed.length ? { confirmed } : {}) }, now());
  await reload();
  sync_now();
}

/** @param {string} id @param {"taken_over" | "mistake"} reason */
export async function withdraw(id, reason) {
  await queue_deed(mine(), "withdraw", id, { withdrawal_id: crypto.randomUUID(), reason }, now());
  await reload();
  sync_now();
}

/** Throws a draft away, to be undone at once and for 30 days. @param {string} id */
export async function discard_draft(id) {
  await flush();
  await queue_deed(mine(), "discard", id, { discard_id: crypto.randomUUID() }, now());
  store.set({ just_discarded: id });
  await reload();
  sync_now();
}

/** Brings it back as it was. @param {string} id */
export async function restore_draft(id) {
  await queue_deed(mine(), "restore", id, { restore_id: crypto.randomUUID() }, now());
  store.set({ just_discarded: "" });
  await reload();
  return sync_now();
}

/** @param {string} id @param {string} path @param {unknown} body */
async function at_once(id, path, body) {
  const reply = await call("POST", `/api/declarations/${id}/${path}`, { body });
  if (reply.status === 200) await take_in(mine(), [reply.body]);
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
  await keep_doors(mine(), recipient_id); // every door of before is closed by it
  return at_once(id, `recipients/${recipient_id}/new_link`, {});
}

/** What a person can do with a text of theirs that lost. @param {string} id @returns {import("./parts/conflict_cards.js").Choice} */
export const choice = (id) => ({
  edit: (values) => edit(id, values),
  async drop(field, index) {
    await drop_lost(mine(), id, field, index);
    await reload();
  },
});

/** @param {number} seq */
export async function give_up(seq) {
  await discard(mine(), seq);
  await reload();
}
