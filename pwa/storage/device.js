/** What this device knows about itself: its id, whose it is, and whether it is shared. */
import { read_meta, write_meta } from "./database.js";

export const DEVICE = "logbog-device";

/** @returns {Promise<string>} the same for ever on this device */
export async function device_id() {
  const known = await read_meta(DEVICE, "device_id");
  if (known) return known;
  const fresh = crypto.randomUUID();
  await write_meta(DEVICE, "device_id", fresh);
  return fresh;
}

/** @returns {Promise<{ person_id: string, shared: boolean } | null>} who is signed in here, as far as the device knows */
export const current_person = async () => (await read_meta(DEVICE, "person")) ?? null;

/** @param {{ person_id: string, shared: boolean } | null} person */
export const remember_person = (person) => write_meta(DEVICE, "person", person);

/** Whether the server has still to be told that somebody signed out here without a network. @param {boolean} owed */
export const owe_sign_out = (owed) => write_meta(DEVICE, "sign_out_owed", owed);
/** @returns {Promise<boolean>} */
export const sign_out_is_owed = async () => Boolean(await read_meta(DEVICE, "sign_out_owed"));

/** What stands in the sign-in form, so that a reload between the steps loses nothing. @returns {Promise<any>} */
export const sign_in_step = async () => (await read_meta(DEVICE, "sign_in")) ?? null;

/** @param {unknown} step */
export const remember_sign_in_step = (step) => write_meta(DEVICE, "sign_in", step);

/** @param {string} person_id */
export const person_database = (person_id) => `logbog-${person_id}`;
/** @param {string} public_id */
export const visit_database = (public_id) => `logbog-e-${public_id}`;
