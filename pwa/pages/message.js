/** The apprentice writes to receivers of a declaration. */
import { database } from "../desk.js";
import { open_message } from "../messages.js";
import { desk_message, house } from "../parts/desk_messages.js";
import { signed_out } from "../parts/signed_out.js";
import { unknown_declaration } from "../parts/unknown_declaration.js";
import { t } from "../words.js";

export const title = () => t("message.title");

/** @param {Record<string, string>} params */
export const enter = ({ id }) => database() && open_message(house, id);

/** @param {import("../state.js").State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const declaration = state.declarations.find(({ id }) => id === state.params.id);
  return declaration ? desk_message(state, declaration) : unknown_declaration(state);
}
