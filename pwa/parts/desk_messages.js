/** Messages from the signed-in apprentice. */
import { database, reload, sync_now } from "../desk.js";
import { go } from "../navigation.js";
import { message_page } from "./message_form.js";
import { messages } from "./messages.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

export const house = { database, reload, sync_now };

/** Whom the apprentice may write to: everybody else on it, once it was asked for. @param {Declaration} declaration */
const receivers_of = ({ status, recipients }) => (status === "draft" || status === "withdrawn" ? [] : recipients.filter(({ roles }) => !roles.includes("apprentice")));

/** @param {State} state @param {Declaration} declaration */
export const desk_messages = (state, declaration) =>
  messages(state, { house, declaration: declaration.id, open: receivers_of(declaration).length ? () => go(`/app/declarations/${declaration.id}/message`) : null });

/** @param {State} state @param {Declaration} declaration */
export const desk_message = (state, declaration) =>
  message_page(state, { house, declaration: declaration.id, receivers: receivers_of(declaration), leave: () => go(`/app/declarations/${declaration.id}`) });
