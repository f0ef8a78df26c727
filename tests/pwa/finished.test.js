/** When Home leads to a declaration that arrived: to read it, or to clear up a dispute. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { disputed, to_be_read } from "../../pwa/domain/finished.js";

const NOW = Date.parse("2026-11-24T12:00:00Z");
/** @param {object} [more] @returns {any} */
const sent = (more) => ({ id: "a", status: "submitted", submitted_at: "2026-11-24T10:00:00Z", created_at: "2026-11-01T10:00:00Z", sealed: { number: 1 }, ...more });
/** @param {any} declaration @param {any[]} [others] @param {any[]} [queue] */
const shown = (declaration, others = [], queue = []) => to_be_read(declaration, [declaration, ...others], queue, NOW);

test("a declaration that arrived is to be read until it is answered, or a newer one is begun, or a month has gone", () => {
  assert.equal(shown(sent()), true);
  assert.equal(shown(sent(), [sent({ id: "b", created_at: "2026-11-20T10:00:00Z" })]), true);
  assert.equal(shown(sent(), [sent({ id: "b", created_at: "2026-11-24T11:00:00Z" })]), false);
  assert.equal(shown(sent({ replies: [{ number: 1 }] })), false);
  assert.equal(shown(sent(), [], [{ kind: "reply", body: { declaration: "a" } }]), false);
  assert.equal(shown(sent({ submitted_at: "2026-10-01T10:00:00Z" })), false);
  assert.equal(shown(sent({ status: "releasing", sealed: null })), false);
});

test("a corrected version is to be read though the one before it was answered", () => {
  assert.equal(shown(sent({ sealed: { number: 2 }, replies: [{ number: 1 }] })), true);
});

test("a dispute counts against the version that it was said of, until that is corrected", () => {
  const disputes = [{ version_number: 1, name: "Jens" }];
  assert.equal(disputed(sent({ disputes }))?.name, "Jens");
  assert.equal(disputed(sent({ disputes, sealed: { number: 2 } })), null);
  assert.equal(disputed(sent({ disputes, status: "correcting" })), null);
  assert.equal(disputed(sent()), null);
});
