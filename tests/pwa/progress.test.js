/** Progress over the periods, as a table of cases: what is drawn is what the declarations and the log say. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { in_period, named } from "../../pwa/domain/log_entries.js";
import { goals, machines, periods } from "../../pwa/domain/progress.js";

const scale = ["a", "b", "c", "d"].map((key) => ({ key, name: key }));
const edition = /** @type {any} */ ({
  scale, goals: [{ key: "g1", text: "Mål et", work_area: "w" }, { key: "g2", text: "Mål to", work_area: "w" }],
  work_areas: [{ key: "w", name: "Vinduer" }], machines: [{ key: "sav", name: "Rundsav" }, { key: "afretter", name: "Afretter" }],
});
const of = (/** @type {string} */ id) => (id === "e" ? edition : null);

/** @param {string} id @param {string | null} ends_on @param {any} [more] @returns {any} */
const declaration = (id, ends_on, { answers = {}, sealed = null, status = "draft", workplace = "Værksted", course = 1 } = {}) => ({
  id, edition: "e", status, sealed: sealed && { payload: { scale, machines: [], goals: [], ...sealed } },
  answers: {
    "details.training_period_ends_on": { value: ends_on }, "details.workplace_name": { value: workplace }, "details.main_course": { value: course },
    ...Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, { value }])),
  },
});
const entry = (/** @type {string} */ on, more = {}) => /** @type {any} */ ({ id: on, value: { on, text: "", goals: [], functions: [], machines: [], ...more } });

test("periods are in order, whatever order they came in; what was taken back or has no end is not among them", () => {
  const all = [declaration("2", "2026-12-01", { course: 2 }), declaration("x", "2026-06-01", { status: "withdrawn" }), declaration("y", null), declaration("1", "2025-12-01")];
  assert.deepEqual(periods(all).map(({ id, course, sealed }) => [id, course, sealed]), [["1", 1, false], ["2", 2, false]]);
});

test("a sealed level counts, one's own only until then, and each is told apart", () => {
  const theirs = { goals: [{ key: "g1", text: "Mål et", work_area_name: "Vinduer", supervisor: "c" }, { key: "gammelt", text: "Et ældre mål", work_area_name: "Døre", supervisor: "a" }] };
  const all = [declaration("1", "2025-12-01", { sealed: theirs, answers: { "self.goal.g1": "d", "self.goal.g2": "d" } }), declaration("2", "2026-12-01", { answers: { "self.goal.g1": "d" } })];
  assert.deepEqual(goals(all, of, scale), [
    { key: "g1", text: "Mål et", area: "Vinduer", steps: [{ step: 3, name: "c", own: false }, { step: 4, name: "d", own: true }] },
    { key: "gammelt", text: "Et ældre mål", area: "Døre", steps: [{ step: 1, name: "a", own: false }, null] },
  ]);
  assert.deepEqual(goals([declaration("1", "2025-12-01")], of, scale), []);
});

// A school moved the apprentice: g1 has other words and stands elsewhere, g2 is gone, g3 is new, and the scale has a step more at its foot.
const newer = /** @type {any} */ ({
  scale: [{ key: "prøvet", name: "Prøvet" }, ...scale.map(({ key }) => ({ key, name: key.toUpperCase() }))],
  goals: [{ key: "g3", text: "Mål tre", work_area: "t" }, { key: "g1", text: "Mål et, også digitalt", work_area: "t" }], work_areas: [{ key: "t", name: "Trapper" }], machines: [],
});
const both = (/** @type {string} */ id) => (id === "n" ? newer : of(id));

test("levels go on across editions by the goals' keys: reworded, dropped and new, on the scale of the newer one", () => {
  const sealed = { goals: [{ key: "g1", text: "Mål et", work_area_name: "Vinduer", supervisor: "b" }, { key: "g2", text: "Mål to", work_area_name: "Vinduer", supervisor: "c" }] };
  const before = declaration("1", "2025-12-01", { sealed });
  const after = { ...declaration("2", "2026-12-01", { answers: { "self.goal.g1": "d", "self.goal.g3": "prøvet" } }), edition: "n" };
  const drawn = [
    { key: "g3", text: "Mål tre", area: "Trapper", steps: [null, { step: 1, name: "Prøvet", own: true }] },
    { key: "g1", text: "Mål et, også digitalt", area: "Trapper", steps: [{ step: 3, name: "b", own: false }, { step: 5, name: "D", own: true }] },
    { key: "g2", text: "Mål to", area: "Vinduer", steps: [{ step: 4, name: "c", own: false }, null] },
  ];
  assert.deepEqual(goals([after, before], both, newer.scale), drawn);
  const without = (/** @type {string} */ id) => (id === "n" ? newer : null);
  assert.deepEqual(goals([after, before], without, newer.scale).map(({ key, text, steps }) => [key, text, steps]), drawn.map(({ key, text, steps }) => [key, text, steps]), "a phone that has not the old edition reads what was sealed");
  assert.equal(goals([before], both, newer.scale).length, 2, "moved, and nothing made from it yet");
  assert.deepEqual(goals([after], both, scale).at(-1)?.steps, [{ step: 4, name: "D", own: true }], "what the drawn scale has not stays on the paper");
});

test("a machine has its first day: in the log, else the end of the period that names it", () => {
  const log = [entry("2025-10-02", { machines: ["sav"] }), entry("2025-11-05", { machines: ["sav"] })];
  const all = [
    declaration("1", "2025-12-01", { workplace: "Første", sealed: { machines: ["Rundsav", "Båndsav"] } }),
    declaration("2", "2026-12-01", { workplace: "Andet", answers: { "self.machine.sav": true, "self.machine.afretter": true, "self.machine.x": false } }),
  ];
  assert.deepEqual(machines(all, log, of), [
    { name: "Rundsav", on: "2025-10-02", workplace: "Første" },
    { name: "Båndsav", on: "2025-12-01", workplace: "Første" },
    { name: "Afretter", on: "2026-12-01", workplace: "Andet" },
  ]);
});

for (const [name, on, expected] of /** @type {[string, string, boolean][]} */ ([
  ["on the last day of the period before", "2025-12-01", false], ["the day after", "2025-12-02", true], ["on the last day", "2026-12-01", true], ["later", "2026-12-02", false],
])) {
  test(`a log entry ${name} belongs to the period: ${expected}`, () => {
    const [before, now, after] = [declaration("1", "2025-12-01"), declaration("2", "2026-12-01"), declaration("3", "2027-12-01")];
    assert.equal(in_period([entry(on)], now, [after, now, before]).length, Number(expected));
  });
}

test("a period without an end goes on; a period that was taken back ends nothing; deleted entries belong to none", () => {
  const open = declaration("2", null);
  const all = [declaration("1", "2025-12-01"), declaration("x", "2026-06-01", { status: "withdrawn" }), open];
  assert.equal(in_period([entry("2026-01-01"), entry("2030-01-01"), { ...entry("2026-01-01"), value: null }], open, all).length, 2);
});

test("what entries name is named once", () => {
  assert.deepEqual([...named([entry("2026-01-01", { goals: ["a", "b"] }), entry("2026-01-02", { goals: ["b"] })], "goals")], ["a", "b"]);
});
