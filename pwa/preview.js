/** A draft of the catalogue as the phone shows it: the phone's own parts, filled with what a committee works on. */
import { html, nothing, render } from "lit-html";
import { goals_of, machines_of, main_courses_of, work_areas_of } from "./domain/catalogue.js";
import { goal_words } from "./parts/goal_words.js";
import { level_scale } from "./parts/level_scale.js";
import { ticks } from "./parts/choices.js";
import { t } from "./words.js";

/** @import { Edition } from "./types.d.ts" */

/** @type {Edition} */
const edition = JSON.parse(document.getElementById("edition")?.textContent ?? "");
const place = /** @type {HTMLElement} */ (document.getElementById("preview"));
const shown = { specialisation: edition.specialisations[0].key, course: 0, levels: /** @type {Record<string, string>} */ ({}) };

function show() {
  const { specialisation } = shown;
  const courses = main_courses_of(edition, specialisation);
  if (!courses.some(({ number }) => number === shown.course)) shown.course = courses.at(-1)?.number ?? 0;
  const asked = goals_of(edition, specialisation).filter((goal) => goal.expected_before <= shown.course);
  render(
    html`${chooser("specialisation", t("preview.specialisation"), edition.specialisations.map(({ key, name }) => [key, name]), specialisation)}
      ${chooser("course", t("preview.course"), courses.map(({ number, name }) => [String(number), name]), String(shown.course))}
      <p class="muted">${t("preview.count", { n: asked.length })}</p>
      ${work_areas_of(edition, specialisation).map((area) => {
        const mine = asked.filter((goal) => goal.work_area === area.key);
        return mine.length ? html`<section class="stack"><h2>${area.name}</h2>${mine.map(question)}</section>` : nothing;
      })}
      <section class="card"><h2>${t("fill.functions")}</h2>${work_areas_of(edition, specialisation).map((area) => things(`functions.${area.key}`, area.name, area.functions))}</section>
      <section class="card">${things("machines", t("fill.machines"), machines_of(edition, specialisation))}</section>`,
    place,
  );
}

/** @param {Edition["goals"][number]} goal */
const question = (goal) =>
  level_scale({ id: goal.key, legend: goal.text, under: goal_words(goal), scale: edition.scale, chosen: shown.levels[goal.key], on_choose: (level) => choose({ levels: { ...shown.levels, [goal.key]: level } }) });

/** @param {string} id @param {string} legend @param {{ key: string, name: string }[]} items */
const things = (id, legend, items) => (items.length ? ticks({ id, legend, items, ticked: () => false, on_tick: () => {} }) : nothing);

/** @param {"specialisation" | "course"} name @param {string} label @param {string[][]} options @param {string} chosen */
const chooser = (name, label, options, chosen) => html`<div class="field">
  <label for="preview-${name}">${label}</label>
  <select id="preview-${name}" @change=${(/** @type {any} */ event) => choose({ [name]: name === "course" ? Number(event.target.value) : event.target.value })}>
    ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
  </select>
</div>`;

/** @param {Partial<typeof shown>} changes */
function choose(changes) {
  Object.assign(shown, changes);
  show();
}

place.replaceChildren();
show();
