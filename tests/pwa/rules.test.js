/** The twins of the server's rules give the server's answers: the same tables as tests/domain/test_rules.py. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as addresses from "../../pwa/domain/addresses.js";
import { same_answers } from "../../pwa/domain/answers.js";
import * as cvr from "../../pwa/domain/cvr.js";
import { missing } from "../../pwa/domain/declarations.js";
import { problem as text_problem } from "../../pwa/domain/texts.js";
import { normal } from "../../pwa/domain/short_codes.js";
import { fill } from "../../pwa/domain/summonses.js";
import { difference } from "../../pwa/domain/merging.js";
import { cases } from "./cases.js";

// What the tables need of an edition: six main courses and the scale that is shipped.
const EDITION = /** @type {any} */ ({
  main_courses: [1, 2, 3, 4, 5, 6].map((number) => ({ number })),
  scale: ["not_tried", "with_help", "routine", "alone"].map((key) => ({ key })),
  goals: [],
});

for (const { text, problem } of cases("cvr")) {
  test(`cvr ${text}`, () => assert.equal(cvr.problem(text), problem));
}

for (const { text, problem, suggestion } of cases("addresses")) {
  test(`address ${text.slice(0, 40)}`, () => {
    assert.equal(addresses.problem(text), problem);
    assert.equal(addresses.suggestion(text), suggestion);
  });
}

for (const { text, normal: expected } of cases("short_codes")) test(`short code ${text}`, () => assert.equal(normal(text), expected));

for (const { name, values, said, before, filled } of cases("summonses")) test(`filled in: ${name}`, () => assert.deepEqual(fill(values, said, before), filled));

for (const { text, masked } of cases("masked")) test(`masked ${text}`, () => assert.equal(addresses.masked(text), masked));

for (const { name, answers: given, profile, missing: expected } of cases("missing")) {
  test(`missing: ${name}`, () => {
    const found = missing(given, profile, EDITION, "bygningssnedker");
    assert.deepEqual(found.map(({ field, code }) => [field, code]), expected);
  });
}

for (const { text, limit, lines, problem } of cases("texts")) {
  test(`text ${JSON.stringify(text)} in ${limit}`, () => assert.equal(text_problem(text, limit, { lines }), problem));
}

for (const [one, other, expected] of /** @type {[string, string, string[][]][]} */ ([
  ["", "", [["", "", ""], ["", "", ""]]],
  ["ens", "ens", [["ens", "", ""], ["ens", "", ""]]],
  ["jeg kan høvle", "jeg kan save", [["jeg kan ", "høvl", "e"], ["jeg kan ", "sav", "e"]]],
  ["a", "ab", [["a", "", ""], ["a", "b", ""]]],
  ["aa", "aaa", [["aa", "", ""], ["aa", "a", ""]]],
  ["😀x", "😀y", [["😀", "x", ""], ["😀", "y", ""]]],
])) {
  test(`difference of ${one} and ${other}`, () => assert.deepEqual(difference(one, other), expected));
}

for (const [one, other, same] of /** @type {[any, any, boolean][]} */ ([
  [{}, {}, true],
  [{ a: 1 }, { a: 1, b: null }, true],
  [{ a: [{ name: "x" }] }, { a: [{ name: "x" }] }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: 1 }, { a: 1, b: false }, false],
  [{ a: "1" }, { a: 1 }, false],
])) {
  test(`${JSON.stringify(one)} and ${JSON.stringify(other)}`, () => assert.equal(same_answers(one, other), same));
}
