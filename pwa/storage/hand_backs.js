/** The hand-overs that are over and not sent yet, in the device's own database. */
import { read_meta, write_meta } from "./database.js";
import { DEVICE } from "./device.js";

/** @import { Handed } from "../domain/hand_over.js" */
/** @typedef {{ id: string, declaration_id: string, name: string, trouble: string, sent: boolean }} HandBack */

/** @returns {Promise<HandBack[]>} */
export const all_hand_backs = async () => (await read_meta(DEVICE, "hand_backs")) ?? [];

/** @param {HandBack[]} hand_backs */
export const keep_hand_backs = (hand_backs) => write_meta(DEVICE, "hand_backs", hand_backs);

/** @param {Handed} handed */
export const note_hand_back = async ({ id, declaration_id, name }) =>
  keep_hand_backs([...(await all_hand_backs()).filter((known) => known.id !== id), { id, declaration_id, name, trouble: "", sent: false }]);
