/** What a photo or a log entry is about: tasks, goals, machines, by tapping. */
import { html, nothing } from "lit-html";
import { goals_of, machines_of, work_areas_of } from "../domain/catalogue.js";
import { t } from "../words.js";
import { ticks } from "./choices.js";

/** @import { Edition } from "../types.d.ts" */
/** @typedef {{ goals: string[], functions: string[], machines: string[] }} Ties */

/** @param {Ties} ties @param {Edition} edition @param {string} specialisation @param {(changes: Partial<Ties>) => unknown} change */
export function tie_choices(ties, edition, specialisation, change) {
  /** @param {keyof Ties} kind @param {string} legend @param {{ key: string, name: string }[]} items */
  const choose = (kind, legend, items) =>
    html`<details class="card"><summary><h2>${legend}</h2> ${ties[kind].length ? html`<span class="muted">${ties[kind].length}</span>` : nothing}</summary>${ticks({
      id: kind,
      legend: html`<span class="hidden">${legend}</span>`,
      items,
      ticked: (key) => ties[kind].includes(key),
      on_tick: (key, on) => change({ [kind]: on ? [...ties[kind], key] : ties[kind].filter((known) => known !== key) }),
    })}</details>`;
  return html`
    ${choose("functions", t("log.tasks"), work_areas_of(edition, specialisation).flatMap((area) => area.functions))}
    ${choose("goals", t("log.goals"), goals_of(edition, specialisation).map(({ key, text }) => ({ key, name: text })))}
    ${choose("machines", t("log.machines"), machines_of(edition, specialisation).map(({ key, name }) => ({ key, name })))}
  `;
}
