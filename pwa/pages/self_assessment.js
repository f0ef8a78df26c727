/** The apprentice's own view: level per goal, functions, machines, own words; one work area a step. */
import { html, nothing } from "lit-html";
import { LIMITS } from "../domain/answers.js";
import { goals_of, machines_of, work_areas_of } from "../domain/catalogue.js";
import { answered, required } from "../domain/goals.js";
import { edit, flush } from "../desk.js";
import { choice } from "../desk_deeds.js";
import { ticks } from "../parts/choices.js";
import { conflict_cards, two_texts } from "../parts/conflict_cards.js";
import { field } from "../parts/field.js";
import { goal_words } from "../parts/goal_words.js";
import { from_log, goal_log, of_period } from "../parts/log_beside.js";
import { open_log } from "../log_book.js";
import { level_scale, scale_words } from "../parts/level_scale.js";
import { back, page } from "../parts/page.js";
import { progress } from "../parts/progress.js";
import { signed_out } from "../parts/signed_out.js";
import { unknown_declaration } from "../parts/unknown_declaration.js";
import { edition_of, values_of } from "../state.js";
import { t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, Edition, WorkArea } from "../types.d.ts" */

export const title = () => t("assess.title");
export const enter = open_log;

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const declaration = state.declarations.find((known) => known.id === state.params.id);
  const edition = declaration && edition_of(declaration.edition);
  if (!declaration || !edition) return unknown_declaration(state);
  const areas = work_areas_of(edition, declaration.specialisation);
  const step = Math.min(Math.max(Number(state.params.step) || 0, 0), areas.length);
  const values = values_of(declaration);
  const href = `/app/declarations/${declaration.id}`;
  return page(state, {
    content: html`
      ${back(step ? `${href}/self/${step - 1}` : `${href}/details`, step ? (areas[step - 1].name) : t("details.title"))}
      ${conflict_cards(declaration, choice(declaration.id))}
      <div class="stack">
        <h1>${t("assess.title")}</h1>
        <p class="muted">${t("assess.lead")}</p>
        ${how_far(declaration, edition, values)}
      </div>
      ${step < areas.length ? work_area(state, declaration, edition, areas[step], values) : machines(state, declaration, edition, values)}
    `,
    action: html`<a class="button" href=${step < areas.length ? `${href}/self/${step + 1}` : `${href}/review`} @click=${flush}>${next_words(areas, step)}</a>`,
  });
}

/** @param {WorkArea[]} areas @param {number} step */
function next_words(areas, step) {
  if (step === areas.length) return t("assess.review");
  return step + 1 < areas.length ? t("assess.next", { area: areas[step + 1].name }) : t("assess.next_machines");
}

/** @param {Declaration} declaration @param {Edition} edition @param {Record<string, any>} values */
function how_far(declaration, edition, values) {
  const keys = required(edition, declaration.specialisation, values["details.main_course"] ?? 0);
  const done = answered(values, keys, "self");
  return keys.length ? progress(done, keys.length, t("assess.progress", { done, all: keys.length })) : nothing;
}

/** @param {State} state @param {Declaration} declaration @param {Edition} edition @param {WorkArea} area @param {Record<string, any>} values */
function work_area(state, declaration, edition, area, values) {
  const logged = of_period(state, declaration);
  const asked = new Set(required(edition, declaration.specialisation, values["details.main_course"] ?? 0));
  const goals = goals_of(edition, declaration.specialisation).filter((goal) => goal.work_area === area.key);
  const [now, later] = [goals.filter((goal) => asked.has(goal.key)), goals.filter((goal) => !asked.has(goal.key))];
  /** @param {typeof goals[number]} goal */
  const question = (goal) =>
    level_scale({
      id: `self.goal.${goal.key}`,
      legend: goal.text,
      under: html`${goal_words(goal)}${goal_log(state, declaration, logged, goal.key)}`,
      scale: edition.scale,
      chosen: values[`self.goal.${goal.key}`],
      on_choose: (level) => edit(declaration.id, { [`self.goal.${goal.key}`]: level }),
    });
  return html`
    ${scale_words(edition)}
    <section class="stack"><h2>${area.name}</h2>${now.map(question)}</section>
    ${later.length ? html`<details class="stack"><summary>${t("assess.later", { n: later.length })}</summary><div class="stack">${later.map(question)}</div></details>` : nothing}
    <section class="card">
      ${from_log(logged, "functions", area.functions, (key) => values[`self.function.${key}`] === true, (keys) => edit(declaration.id, all_true("function", keys)))}
      ${ticks({
        id: `self.functions.${area.key}`,
        legend: t("assess.functions"),
        items: area.functions,
        ticked: (key) => values[`self.function.${key}`] === true,
        on_tick: (key, ticked) => edit(declaration.id, { [`self.function.${key}`]: ticked }),
      })}
    </section>
  `;
}

/** @param {"function" | "machine"} kind @param {string[]} keys */
const all_true = (kind, keys) => Object.fromEntries(keys.map((key) => [`self.${kind}.${key}`, true]));

/** @param {State} state @param {Declaration} declaration @param {Edition} edition @param {Record<string, any>} values */
const machines = (state, declaration, edition, values) => html`
  <section class="card">
    ${from_log(of_period(state, declaration), "machines", machines_of(edition, declaration.specialisation), (key) => values[`self.machine.${key}`] === true, (keys) => edit(declaration.id, all_true("machine", keys)))}
    ${ticks({
      id: "self.machines",
      legend: t("assess.machines"),
      hint: t("assess.machines_hint"),
      items: machines_of(edition, declaration.specialisation).map(({ key, name, under_18 }) => ({ key, name, note: under_18 })),
      ticked: (key) => values[`self.machine.${key}`] === true,
      on_tick: (key, ticked) => edit(declaration.id, { [`self.machine.${key}`]: ticked }),
    })}
  </section>
  ${field({
    id: "self.remarks",
    label: t("assess.remarks"),
    hint: t("assess.remarks_hint"),
    lines: 5,
    two: two_texts(declaration, "self.remarks"),
    limit: LIMITS.long,
    value: values["self.remarks"] ?? "",
    on_input: (value) => edit(declaration.id, { "self.remarks": value }, { typing: true }),
    on_leave: flush,
  })}
`;
