/** How far a code has come, what hinders a request meanwhile, and which declaration a code is meant for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { copied } from "../../pwa/domain/copying.js";
import { CODE, details, differing, hindrances, made_with, meant_by, standing } from "../../pwa/domain/summonses.js";

const SUMMONS = /** @type {any} */ ({ code: "ABCD2345", main_course: 2, school_class: "snh2", training_period_ends_on: "2026-12-04", school_period_starts_on: "2026-12-07", contacts: [{ name: "", address: "a@skole.example" }] });
/** @param {Record<string, any>} values @param {object} [more] */
const declaration = (values, more = {}) => /** @type {any} */ ({ status: "draft", sealed: null, answers: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, revision: 1 }])), ...more });
const waiting = (/** @type {Record<string, any>} */ values = {}) => {
  const made = declaration({ ...values, [CODE]: "ABCD2345" });
  made.answers[CODE].pending = true;
  return made;
};

for (const [name, given, expected] of /** @type {[string, any, string][]} */ ([
  ["never typed", declaration({}, { summons: null }), "none"],
  ["cleared", declaration({ [CODE]: null }, { summons: null }), "none"],
  ["not sent yet", waiting(), "waits"],
  ["sent, and not heard of yet", declaration({ [CODE]: "ABCD2345" }), "waits"],
  ["tied", declaration({ [CODE]: "abcd 2345" }, { summons: SUMMONS }), "tied"],
  ["leads nowhere", declaration({ [CODE]: "ABCD2346" }, { summons: null }), "unknown"],
  ["leads nowhere, tied by the one before", declaration({ [CODE]: "ABCD2346" }, { summons: SUMMONS }), "unknown"],
])) {
  test(`a code that was ${name}`, () => assert.equal(standing(given), expected));
}

test("what a code that waits is going to fill in hinders no request, all else does", () => {
  const problems = [{ field: "details.main_course", code: "main_course_missing" }, { field: "details.school_contacts", code: "school_contact_missing" }, { field: "details.workplace_cvr", code: "cvr_missing" }];
  assert.deepEqual(hindrances(problems, waiting()).map(({ code }) => code), ["cvr_missing"]);
  assert.deepEqual(hindrances(problems, declaration({ [CODE]: "ABCD2346" }, { summons: null })), problems);
  const wrong = [{ field: "details.main_course", code: "main_course_unknown" }];
  assert.deepEqual(hindrances(wrong, waiting({ "details.main_course": 9 })), wrong);
});

test("one that was made with a code is found, unless it was taken back or the code led nowhere", () => {
  const [mine, gone, lost] = [waiting(), { ...waiting(), status: "withdrawn" }, declaration({ [CODE]: "ABCD2345" }, { summons: null })];
  assert.equal(made_with([gone, lost, mine], "ABCD2345"), mine);
  assert.equal(made_with([gone, lost], "ABCD2345"), undefined);
  assert.equal(made_with([mine], "ABCD2346"), undefined);
});

test("a code is meant for what is under way before the same course, and for nothing that has one", () => {
  const [h1, h2] = [declaration({ "details.main_course": 1 }), declaration({ "details.main_course": 2 }, { status: "requested" })];
  const tied = declaration({ "details.main_course": 2, [CODE]: "ABCD2345" }, { summons: SUMMONS });
  assert.equal(meant_by([h1, tied, h2], SUMMONS), h2);
  assert.equal(meant_by([h1, tied], SUMMONS), undefined);
  assert.equal(meant_by([declaration({ "details.final_period": true })], SUMMONS), undefined);
  assert.equal(meant_by([{ ...h2, status: "submitted" }], SUMMONS), undefined);
  assert.equal(meant_by([h2, h1], null), h1, "without a network nobody knows the course");
});

test("what stands otherwise than in the letter is told, what is missing is not", () => {
  assert.deepEqual(differing({ "details.school_class": "mit hold", "details.main_course": 2, "details.school_contacts": [] }, details(SUMMONS)), { "details.school_class": "snh2" });
});

test("a declaration made by a code takes over the workplace, and nothing that the letter says", () => {
  const before = { "details.main_course": 2, "details.school_class": "snh2", "details.school_contacts": [1], "details.workplace_cvr": "1", "details.supervisors": [2], [CODE]: "ABCD2345" };
  assert.deepEqual(copied(before, "summoned"), { "details.workplace_cvr": "1", "details.supervisors": [2] });
  assert.deepEqual(copied(before, "next"), { "details.school_class": "snh2", "details.school_contacts": [1], "details.workplace_cvr": "1", "details.supervisors": [2], "details.main_course": 3 });
  assert.deepEqual(copied(before, "beside"), { "details.main_course": 2, "details.school_class": "snh2", "details.school_contacts": [1] });
});
