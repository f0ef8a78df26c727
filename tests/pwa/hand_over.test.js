/** When a phone that was handed over goes back by itself. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { is_over } from "../../pwa/domain/hand_over.js";

const MINUTE = 60_000;
const NOW = Date.parse("2026-11-24T12:00:00Z");

for (const [untouched, away, over] of /** @type {[number, number | null, boolean][]} */ ([
  [0, null, false],
  [30, null, false],
  [31, null, true],
  [5, 4, false],
  [11, 11, true],
  [9, 10, false],
  [31, 1, true],
])) {
  test(`untouched for ${untouched} minutes, out of sight for ${away ?? "none"}`, () => {
    const handed = { id: "", declaration_id: "", name: "", touched_at: NOW - untouched * MINUTE, left_at: away === null ? null : NOW - away * MINUTE };
    assert.equal(is_over(handed, NOW), over);
  });
}
