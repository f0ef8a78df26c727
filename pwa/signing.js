/** Sending from a door that is not the mailed link: with the code from the mailbox, or waiting for the mailbox. */
import { call } from "./api.js";
import { send_deed, visit_path } from "./visit.js";

/** Has a code mailed to the address that was asked. Needs the network. */
export async function ask_for_code() {
  return call("POST", `${await visit_path()}/code`, { body: {} });
}

/** @param {string} code */
export const submit_with_code = (code) => send_deed("submit", { submission_id: crypto.randomUUID(), code });

/** Leaves it to the mailbox: goes now, or by itself when there is a network again. */
export const ask_for_confirmation = () => send_deed("confirm", { confirmation_id: crypto.randomUUID() });
