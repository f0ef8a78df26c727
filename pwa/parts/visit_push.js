/** Being told in this browser, for whoever came by a mailed link. */
import { nothing } from "lit-html";
import { ask_push } from "./push.js";
import { database, push_path } from "../visit.js";
import { t } from "../words.js";

/** Only the mailed link stands for its address; the apprentice is told in their own app. @param {import("../state.js").State} state @param {import("../types.d.ts").Visit} visit */
export function ask_visit_push(state, { door, status, recipient }) {
  const name = database();
  if (!name || (door && door !== "mail_link") || status === "withdrawn" || recipient.roles.includes("apprentice")) return nothing;
  return ask_push(state, { database: name, path: push_path(name) }, { title: t("push.ask_visitor"), why: t("push.ask_visitor_why") });
}
