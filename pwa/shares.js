/** Sending earlier declarations on to a new supervisor, and ending it. Needs the network, and says so; what is typed stays on the phone. */
import { call } from "./api.js";
import { sync_now } from "./desk.js";
import { forget_form, form } from "./forms.js";
import { own_database } from "./own_database.js";
import { store, ui } from "./state.js";
import { read_meta, write_meta } from "./storage/database.js";
import { t } from "./words.js";

/** @import { Reply, Share } from "./types.d.ts" */

export const SEND_ON = "send_on";

/** What lies on the phone from the last exchange. */
export async function show_shares() {
  const name = own_database();
  if (name) store.set({ shares: (await read_meta(name, "shares")) ?? [] });
}

/** @param {string} name of the database @param {Share[] | undefined} shares absent in what an older server said */
export async function take_in_shares(name, shares) {
  if (!shares) return;
  await write_meta(name, "shares", shares);
  store.set({ shares });
}

/** A deed keeps its id until it has gone, so that one sent twice is done once. */
let id = crypto.randomUUID();

/** @returns {Promise<boolean>} whether it has gone */
export async function send_on() {
  const { name = "", address = "", days = 30, picked = [] } = form(SEND_ON);
  const reply = await call("POST", "/api/shares", { body: { share_id: id, name, address, days, declaration_ids: picked } });
  if (reply.status > 0 && reply.status < 500) id = crypto.randomUUID();
  if (!(await took(reply))) return false;
  forget_form(SEND_ON);
  ui({ told: t("shares.sent", { address: address.trim() }), problems: [], problem: null });
  return true;
}

/** @param {Share} share */
export async function end_share(share) {
  if (await took(await call("POST", `/api/shares/${share.id}/end`, { body: {} }))) ui({ told: t("shares.ended", { name: share.name || share.address }), problem: null });
}

/** @param {Reply} reply */
async function took({ status, body }) {
  if (status === 200) {
    await take_in_shares(/** @type {string} */ (own_database()), body.shares).catch(() => {}); // a full phone: the next exchange tells it
    sync_now(); // an exchange that was under way may bring what was true a moment before
  } else ui({ problem: body?.message ?? t("shares.no_network"), problems: body?.fields ?? [], told: null });
  return status === 200;
}
