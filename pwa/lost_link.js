/** A link that was lost or does not work: whom it was made for, and a new one by mail. */
import { call } from "./api.js";
import { store, ui } from "./state.js";

/** Asks whom a link was made for, masked; null when nobody is known for it. @param {string} public_id */
export async function look_up(public_id) {
  if (store.get().ui.lost) return;
  const { status, body } = await call("GET", `/api/e/${public_id}/address`);
  if (store.get().params.public_id !== public_id || ![200, 404].includes(status)) return;
  ui({ lost: { masked: status === 200 ? body.masked : null } });
}

/** @param {string} public_id */
export const ask_fresh = (public_id) => call("POST", `/api/e/${public_id}/fresh_link`, { body: {} });

/** @param {string} address */
export const ask_for_all = (address) => call("POST", "/api/find", { body: { address } });
