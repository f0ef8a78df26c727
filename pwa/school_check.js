/** Asks before a request whether the school's addresses are of a school that Logbog knows. Without a network it is asked afterwards. */
import { call } from "./api.js";
import { normal } from "./domain/addresses.js";
import { store, ui, values_of } from "./state.js";

/** @import { SchoolAddress } from "./types.d.ts" */

/** @param {string} id of a declaration */
export async function check_schools(id) {
  const declaration = store.get().declarations.find((known) => known.id === id);
  if (!declaration) return;
  const [{ recipients, summons }, values] = [declaration, values_of(declaration)];
  const told = [...recipients.filter((known) => !known.unknown_school), ...(summons?.contacts ?? [])].map(({ address }) => normal(address));
  const addresses = (values["details.school_contacts"] ?? []).map((/** @type {{ address: string }} */ contact) => normal(contact.address)).filter((/** @type {string} */ address) => address && !told.includes(address));
  if (!addresses.length) return;
  const { status, body } = await call("POST", "/api/schools/check", { body: { addresses } });
  if (status === 200 && store.get().params.id === id) ui({ unknown_schools: body.addresses.filter((/** @type {SchoolAddress} */ found) => found.unknown_school) });
}

/** Those that the apprentice has not answered for. @returns {SchoolAddress[]} */
export const open_questions = () => (store.get().ui.unknown_schools ?? []).filter((/** @type {SchoolAddress} */ { address }) => !confirmed().includes(address));

/** Addresses that the apprentice says are right; they go with the request. @returns {string[]} */
export const confirmed = () => store.get().ui.right_schools ?? [];

/** @param {string} address */
export const confirm_address = (address) => ui({ right_schools: [...confirmed(), address] });
