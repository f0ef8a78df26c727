/** A move to a newer edition, as a table of cases: whether it stands, is news, and leaves something under way as it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { moved } from "../../pwa/domain/moved.js";

const me = (/** @type {any} */ more) => /** @type {any} */ ({ edition: "n", moved_to_edition: "n", ...more });
const one = (/** @type {string} */ edition, more = {}) => /** @type {any} */ ({ edition, status: "requested", sealed: null, ...more });
const sealed = { sealed: { number: 1 } };

for (const [name, profile, declarations, expected] of /** @type {[string, any, any[], any][]} */ ([
  ["nobody yet", null, [], null],
  ["an older server says nothing", { edition: "e" }, [], null],
  ["not moved", me({ moved_to_edition: null }), [], null],
  ["moved in a programme they have left", me({ edition: "another" }), [], null],
  ["moved", me({}), [one("e", sealed)], { news: true, keeps: false }],
  ["moved with a draft under way", me({}), [one("e", { status: "draft" }), one("e", sealed)], { news: true, keeps: true }],
  ["a draft that was taken back is nothing", me({}), [one("e", { status: "withdrawn" }), one("n", { status: "withdrawn" })], { news: true, keeps: false }],
  ["a declaration is made from it", me({}), [one("n", { status: "draft" }), one("e", sealed)], { news: false, keeps: false }],
])) {
  test(name, () => assert.deepEqual(moved(profile, declarations), expected));
}
