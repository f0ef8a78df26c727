/** Progress over the periods: a chart a goal, the same figures as a table, and the machines with their first day. */
import { html, nothing } from "lit-html";
import { goals, machines, periods } from "../domain/progress.js";
import { open_log } from "../log_book.js";
import { level_chart } from "../parts/level_chart.js";
import { back, page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { edition_of, own_edition } from "../state.js";
import { short_date, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { GoalProgress, Period, Step } from "../domain/progress.js" */
/** @import { Level } from "../types.d.ts" */

export const title = () => t("progress.title");
export const enter = open_log;

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const when = periods(state.declarations);
  const scale = own_edition(state)?.scale ?? [];
  const rows = goals(state.declarations, edition_of, scale);
  return page(state, {
    content: html`
      ${back("/app/goals", t("goals.title"))}
      <div class="stack"><h1>${t("progress.title")}</h1><p class="muted">${rows.length ? t("progress.lead") : t("progress.none")}</p></div>
      ${rows.length ? html`${legend(scale)} ${charts(rows, when, scale)} ${table(rows, when)}` : nothing} ${about_machines(state)}
    `,
  });
}

/** @param {Level[]} scale */
const legend = (scale) => html`<ul class="legend small">
  <li>${level_chart(scale.map((_, index) => ({ step: index + 1, name: "", own: false })), scale.length, "")} ${scale.map(({ name }) => name).join(" · ")}</li>
  <li>${level_chart([{ step: scale.length, name: "", own: true }], scale.length, "")} ${t("progress.own")}</li>
</ul>`;

/** @param {Period} period */
const name_of = ({ course }) => (course ? `H${course}` : "–");

/** @param {Step} step */
const words = (step) => (step ? `${step.name}${step.own ? ` (${t("progress.own")})` : ""}` : "–");

/** @param {GoalProgress[]} rows @param {Period[]} when @param {Level[]} scale */
function charts(rows, when, scale) {
  const areas = [...new Set(rows.map(({ area }) => area))];
  return areas.map(
    (area) => html`<section class="stack"><h2>${area}</h2>
      ${rows.filter((row) => row.area === area).map(({ text, steps }) => html`<div class="card with-chart">
        <h3>${text}</h3>
        <div class="chart-now">
          ${level_chart(steps, scale.length, steps.map((step, index) => `${name_of(when[index])}: ${words(step)}`).join(", "), when.map(name_of))}
          <span class="small" aria-hidden="true">${words(steps.filter(Boolean).at(-1) ?? null)}</span>
        </div>
      </div>`)}
    </section>`,
  );
}

/** @param {GoalProgress[]} rows @param {Period[]} when */
const table = (rows, when) => html`<details class="card"><summary><h2>${t("progress.table")}</h2></summary>
  <div class="scroll" tabindex="0"><table>
    <thead><tr><th scope="col">${t("progress.goal")}</th>${when.map((period) => html`<th scope="col">${name_of(period)}<span class="note">${period.workplace}</span><span class="note">${short_date(period.ends_on)}</span></th>`)}</tr></thead>
    <tbody>${rows.map(({ text, steps }) => html`<tr><th scope="row">${text}</th>${steps.map((step) => html`<td>${words(step)}</td>`)}</tr>`)}</tbody>
  </table></div>
</details>`;

/** @param {State} state */
function about_machines({ declarations, log }) {
  const seen = machines(declarations, log ?? [], edition_of);
  if (!seen.length) return nothing;
  return html`<section class="card"><h2>${t("progress.machines")}</h2>
    <ul class="list">${seen.map(({ name, on, workplace }) => html`<li><span>${name}<span class="note">${[short_date(on), on.slice(0, 4), workplace].filter(Boolean).join(" · ")}</span></span></li>`)}</ul>
  </section>`;
}
