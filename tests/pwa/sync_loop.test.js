/** When it is another page's turn to send, this one does not wait for a minute. */
import assert from "node:assert/strict";
import { test } from "node:test";

/** What the loop hears of the browser. */
const nothing = () => {};
Object.assign(globalThis, {
  document: { visibilityState: "visible", addEventListener: nothing, removeEventListener: nothing },
  addEventListener: nothing,
  removeEventListener: nothing,
});
Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
const { start_loop } = await import("../../pwa/sync_loop.js");
const turn = () => new Promise((done) => setImmediate(done));

for (const { ending, seconds } of [
  { ending: "elsewhere", seconds: 2 },
  { ending: "sent", seconds: 60 },
]) {
  test(`after a round that ended with ${ending} the next comes in ${seconds} seconds`, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    let rounds = 0;
    const loop = start_loop(`visit-${ending}`, async () => ({ ending: (rounds += 1) && ending, retry_after: null }), nothing);
    await loop.now();
    t.mock.timers.tick(seconds * 1000 - 1);
    await turn();
    assert.equal(rounds, 1);
    t.mock.timers.tick(1);
    await turn();
    assert.equal(rounds, 2);
    loop.stop();
  });
}
