/** How far an apprentice has come: levels per goal over the periods, machines with their first day. Pure. */
import { in_period } from "./log_entries.js";

/** @import { Declaration, Edition, Level, LogEntry } from "../types.d.ts" */

/**
 * @typedef {{ id: string, course: number | null, ends_on: string, workplace: string, sealed: boolean }} Period
 * @typedef {{ step: number, name: string, own: boolean } | null} Step step from 1 on the scale that is drawn, as it was called when it was given; own: the apprentice's, not yet the workplace's
 * @typedef {{ key: string, text: string, area: string, steps: Step[] }} GoalProgress
 */

/** @param {Declaration} declaration */
const value = (declaration) => (/** @type {string} */ name) => declaration.answers[`details.${name}`]?.value;

/** Declarations that count, oldest first. @param {Declaration[]} declarations */
export const in_order = (declarations) =>
  declarations
    .filter(({ status, answers }) => status !== "withdrawn" && answers["details.training_period_ends_on"]?.value)
    .sort((a, b) => value(a)("training_period_ends_on").localeCompare(value(b)("training_period_ends_on")));

/** @param {Declaration[]} declarations @returns {Period[]} */
export const periods = (declarations) =>
  in_order(declarations).map((declaration) => {
    const [course, ends_on, workplace] = ["main_course", "training_period_ends_on", "workplace_name"].map(value(declaration));
    return { id: declaration.id, course: course ?? null, ends_on, workplace: workplace ?? "", sealed: Boolean(declaration.sealed) };
  });

/**
 * Every goal that was ever assessed, in the order of the newest edition; goals keep their key across editions.
 * @param {Declaration[]} declarations @param {(id: string) => Edition | null} edition_of @param {Level[]} scale that is drawn on @returns {GoalProgress[]}
 */
export function goals(declarations, edition_of, scale) {
  const all = in_order(declarations);
  /** @type {Map<string, { text: string, area: string }>} */
  const known = new Map();
  for (const { edition } of [...all].reverse()) {
    const { goals = [], work_areas = [] } = edition_of(edition) ?? {};
    for (const { key, text, work_area } of goals) if (!known.has(key)) known.set(key, { text, area: work_areas.find((area) => area.key === work_area)?.name ?? "" });
  }
  for (const { sealed } of all) for (const { key, text, work_area_name } of sealed?.payload?.goals ?? []) if (!known.has(key)) known.set(key, { text, area: work_area_name });
  const rows = [...known].map(([key, about]) => ({ key, ...about, steps: all.map((declaration) => step(declaration, key, edition_of(declaration.edition), scale)) }));
  return rows.filter(({ steps }) => steps.some(Boolean));
}

/** An edition may have another scale: a step is where it is by its key. @param {Declaration} declaration @param {string} key @param {Edition | null} edition @param {Level[]} drawn @returns {Step} */
function step({ sealed, answers }, key, edition, drawn) {
  const scale = sealed?.payload?.scale ?? edition?.scale ?? [];
  const theirs = sealed?.payload?.goals.find((goal) => goal.key === key)?.supervisor;
  const level = sealed ? theirs : answers[`self.goal.${key}`]?.value;
  const found = scale.findIndex((one) => one.key === level);
  if (found < 0) return null;
  const there = drawn.findIndex((one) => one.key === level);
  return { step: (there < 0 ? Math.min(found, (drawn.length || scale.length) - 1) : there) + 1, name: scale[found].name, own: !sealed };
}

/**
 * Machines with the first day they are known from: a day in the log, else the end of the period that names them.
 * @param {Declaration[]} declarations @param {LogEntry[]} log @param {(id: string) => Edition | null} edition_of
 * @returns {{ name: string, on: string, workplace: string }[]} oldest first
 */
export function machines(declarations, log, edition_of) {
  /** @type {Map<string, { on: string, workplace: string }>} */
  const first = new Map();
  const saw = (/** @type {string} */ name, /** @type {string} */ on, /** @type {string} */ workplace) => {
    const before = first.get(name);
    if (!before || on < before.on) first.set(name, { on, workplace });
  };
  for (const declaration of in_order(declarations)) {
    const [workplace, ends_on] = ["workplace_name", "training_period_ends_on"].map(value(declaration));
    const names = new Map(edition_of(declaration.edition)?.machines.map(({ key, name }) => [key, name]));
    const name = (/** @type {string} */ key) => names.get(key) ?? key;
    for (const entry of in_period(log, declaration, declarations)) for (const key of entry.value?.machines ?? []) saw(name(key), entry.value?.on ?? "", workplace ?? "");
    const ticked = Object.entries(declaration.answers).filter(([field, answer]) => field.startsWith("self.machine.") && answer.value === true);
    const named = declaration.sealed?.payload?.machines ?? ticked.map(([field]) => name(field.slice("self.machine.".length)));
    for (const machine of named) saw(machine, ends_on, workplace ?? "");
  }
  return [...first].map(([name, seen]) => ({ name, ...seen })).sort((a, b) => a.on.localeCompare(b.on) || a.name.localeCompare(b.name, "da"));
}
