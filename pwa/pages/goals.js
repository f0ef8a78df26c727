/** The training goals of one's own programme, to read and to hear. */
import { html, nothing } from "lit-html";
import { goals_of, work_areas_of } from "../domain/catalogue.js";
import { goal_words } from "../parts/goal_words.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { own_edition } from "../state.js";
import { t } from "../words.js";

/** @import { Edition } from "../types.d.ts" */

export const title = () => t("goals.title");

/** @param {import("../state.js").State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const edition = own_edition(state);
  const specialisation = state.profile?.specialisation;
  return page(state, {
    content: html`
      <h1>${t("goals.title")}</h1>
      ${edition ? html`<p><a class="button second" href="/app/progress">${icon("target")} ${t("progress.see")}</a></p>` : nothing}
      ${edition && specialisation ? all(edition, specialisation) : html`<p class="muted">${t("goals.profile_first")}</p><a class="button" href="/app/profile">${t("home.profile_go")}</a>`}
    `,
  });
}

/** @param {Edition} edition @param {string} specialisation */
const all = (edition, specialisation) => html`
  ${edition.goals_are_examples ? html`<p class="panel quiet"><strong>${edition.label}</strong> ${t("goals.examples")}</p>` : nothing}
  ${work_areas_of(edition, specialisation).map((area) => {
    const goals = goals_of(edition, specialisation).filter((goal) => goal.work_area === area.key);
    if (!goals.length) return nothing;
    return html`<section class="stack">
      <h2>${area.name}</h2>
      ${goals.map((goal) => html`<article class="card"><h3>${goal.text}</h3>${goal_words(goal)}<p class="tight muted">${t("goals.before", { course: `H${goal.expected_before}` })}</p></article>`)}
    </section>`;
  })}
`;
