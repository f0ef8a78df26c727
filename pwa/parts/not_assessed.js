/** Nobody has to rate themselves before asking; that it was not done is said where it can still be done. */
import { html, nothing } from "lit-html";
import { answered, required } from "../domain/goals.js";
import { edition_of, values_of } from "../state.js";
import { icon } from "./icon.js";
import { t } from "../words.js";

/** @param {import("../types.d.ts").Declaration} declaration @param {string} words */
export function not_assessed(declaration, words) {
  const [edition, values] = [edition_of(declaration.edition), values_of(declaration)];
  const keys = edition ? required(edition, declaration.specialisation, values["details.main_course"] ?? 0) : [];
  if (!keys.length || answered(values, keys, "self")) return nothing;
  return html`<p class="panel warn"><span>${icon("alert")} ${words}</span> <a href="/app/declarations/${declaration.id}/self/0">${t("review.assess")}</a></p>`;
}
