/** The doors that were fetched, kept beside the drafts so that they can be shown without a network. */
import { read_meta, write_meta } from "./database.js";

/** @import { Doors } from "../types.d.ts" */

/** @param {string} name @returns {Promise<Record<string, Doors>>} by recipient */
export const kept_doors = async (name) => (await read_meta(name, "doors")) ?? {};

/** Without doors: they are dead, a new link was mailed, say. @param {string} name @param {string} recipient_id @param {Doors} [doors] */
export async function keep_doors(name, recipient_id, doors) {
  const known = { ...(await kept_doors(name)) };
  if (doors) known[recipient_id] = doors;
  else delete known[recipient_id];
  await write_meta(name, "doors", known);
}
