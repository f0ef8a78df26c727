/** The doors the apprentice opens: fetched when there is a network, kept so that they can be shown without one. */
import { call } from "./api.js";
import { database } from "./desk.js";
import { ui } from "./state.js";
import { keep_doors, kept_doors } from "./storage/doors.js";

/** @import { Declaration, Recipient } from "./types.d.ts" */

/** Who may fill in. @param {Declaration} declaration @returns {Recipient[]} */
export const fillers = ({ recipients }) => recipients.filter(({ roles, has_pen }) => roles.includes("supervisor") || has_pen);

/** Shows what was fetched before at once, then what the server says now. @param {Declaration} declaration */
export async function show_doors(declaration) {
  const name = database();
  if (!name) return;
  ui({ doors: await kept_doors(name) });
  for (const { id: recipient_id } of fillers(declaration)) {
    const { status, body } = await call("POST", `/api/declarations/${declaration.id}/doors`, { body: { recipient_id } });
    if ([200, 404, 409].includes(status)) await keep_doors(name, recipient_id, status === 200 ? body : undefined);
  }
  ui({ doors: await kept_doors(name) });
}
