/** What the apprentice is told of a recipient: quiet only when begun and left, undelivered only until somebody came. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { quiet_days, undelivered } from "../../pwa/parts/truth.js";

const NOW = Date.parse("2026-11-24T12:00:00Z");
/** @param {(string | null)[]} answered @param {string} [status] */
const draft = (answered, status = "requested") => /** @type {any} */ ({ status, recipients: answered.map((answered_at) => ({ answered_at })) });

test("a draft is quiet from the third day after the newest answer of anybody", () => {
  assert.equal(quiet_days(draft(["2026-11-19T11:00:00Z", null]), NOW), 5);
  assert.equal(quiet_days(draft(["2026-11-19T11:00:00Z", "2026-11-23T11:00:00Z"]), NOW), 0);
  assert.equal(quiet_days(draft(["2026-11-21T12:00:00Z"]), NOW), 3);
  assert.equal(quiet_days(draft(["2026-11-21T12:00:01Z"]), NOW), 0);
});

test("what nobody began, and what is sent, is not quiet", () => {
  assert.equal(quiet_days(draft([null]), NOW), 0);
  assert.equal(quiet_days(/** @type {any} */ ({ status: "requested", recipients: [{}] }), NOW), 0);
  assert.equal(quiet_days(draft(["2026-11-01T11:00:00Z"], "submitted"), NOW), 0);
});

test("a mail that did not arrive counts until the link is opened after it", () => {
  const failed = { mail: "failed", mail_at: "2026-11-20T10:00:00Z", opened_at: null };
  assert.equal(undelivered(/** @type {any} */ (failed)), true);
  assert.equal(undelivered(/** @type {any} */ ({ ...failed, mail: "bounced", opened_at: "2026-11-19T10:00:00Z" })), true);
  assert.equal(undelivered(/** @type {any} */ ({ ...failed, opened_at: "2026-11-21T10:00:00Z" })), false);
  assert.equal(undelivered(/** @type {any} */ ({ ...failed, mail: "sent" })), false);
});
