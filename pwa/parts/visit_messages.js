/** Messages from the holder of a link, on the pages behind it. */
import { open_message } from "../messages.js";
import { message_page } from "./message_form.js";
import { messages } from "./messages.js";
import { ui } from "../state.js";
import { database, reload, sync_now } from "../visit.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

const house = { database, reload, sync_now };

/** @param {State} state @param {Visit} visit */
export const visit_messages = (state, { id, receivers }) => messages(state, { house, declaration: id, open: receivers?.length ? () => open(id) : null });

/** @param {string} id */
async function open(id) {
  await open_message(house, id);
  scrollTo(0, 0);
}

/** @param {State} state @param {Visit} visit */
export const visit_message = (state, { id, receivers = [] }) => message_page(state, { house, declaration: id, receivers, leave: () => ui({ message: null }), tabs: false });
