/** The school moved the apprentice to a newer edition of the goals: told until a declaration is made from it, and kept. */
import { html, nothing } from "lit-html";
import { moved } from "../domain/moved.js";
import { edition_of } from "../state.js";
import { day_in_words, t } from "../words.js";
import { icon } from "./icon.js";

/** @import { State } from "../state.js" */

/** On the first page, while it is news. @param {State} state */
export const moved_news = (state) => (moved(state.profile, state.declarations)?.news ? moved_card(state) : nothing);

/** @param {State} state */
export function moved_card({ profile, declarations }) {
  const found = moved(profile, declarations);
  if (!found || !profile) return nothing;
  const version = edition_of(profile.moved_to_edition ?? "")?.version ?? profile.moved_to_edition;
  return html`<section class="card" id="moved">
    <h2>${found.news ? t("moved.news", { version }) : t("moved.title", { version })}</h2>
    <p>${t("moved.by", { name: profile.moved_by, address: profile.moved_by_address, day: day_in_words(profile.moved_on) })}</p>
    ${found.keeps ? html`<p>${t("moved.keeps")}</p>` : nothing}
    <p>${t("moved.levels")}</p>
    <p><a class="link" href="/app/goals">${icon("target")} ${t("moved.see")}</a></p>
  </section>`;
}
