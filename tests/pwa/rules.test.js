/** The twins of the server's rules give the server's answers: the same tables as tests/domain/test_rules.py. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as addresses from "../../pwa/domain/addresses.js";
import * as answers from "../../pwa/domain/answers.js";
import * as cvr from "../../pwa/domain/cvr.js";
import { missing } from "../../pwa/domain/declarations.js";
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

for (const { name, answers: given, profile, missing: expected } of cases("missing")) {
  test(`missing: ${name}`, () => {
    const found = missing(given, profile, EDITION, "bygningssnedker");
    assert.deepEqual(found.map(({ field, code }) => [field, code]), expected);
  });
}

for (const { field, owner, value, problem } of cases("fields")) {
  test(`field ${field} = ${JSON.stringify(value)}`.slice(0, 80), () => {
    assert.equal(answers.owner(field), owner);
    if (owner) assert.equal(answers.problem(field, value, EDITION), problem);
  });
}
