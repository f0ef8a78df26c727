/** What each room loads: the visitor and who only looks in at the door get nothing of the apprentice's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as esbuild from "esbuild";

/** The modules in a room's script. @param {string} room */
async function modules(room) {
  const { metafile } = await esbuild.build({ entryPoints: [`pwa/${room}.js`], bundle: true, write: false, metafile: true, format: "esm", logLevel: "error" });
  const [{ inputs }] = Object.values(metafile.outputs);
  return Object.keys(inputs).filter((path) => inputs[path].bytesInOutput);
}
/** @param {string} room @param {RegExp} foreign */
const loads = async (room, foreign) => (await modules(room)).filter((path) => foreign.test(path));
const OF_THE_APPRENTICE = /^pwa.(desk|log_book|photo_book|hand_over|hand_backs|photos.*)\.js$/;

test("the visitor's room has no desk, no log and no photos, and sends nothing of the apprentice's", async () => {
  assert.deepEqual(await loads("visitor", OF_THE_APPRENTICE), []);
});
test("the room by the street has neither the apprentice's nor the visitor's", async () => {
  assert.deepEqual(await loads("start", OF_THE_APPRENTICE), []);
  assert.deepEqual(await loads("start", /^pwa.visit.*\.js$/), []);
  assert.deepEqual(await loads("start", /summons(es)?\.js$/), []);
});
test("the apprentice's room has a desk, and no page of the visitor's", async () => {
  assert.deepEqual(await loads("app", /^pwa.(visitor|hand_back|pages.(visit|find|short_code))\.js$/), []);
  assert.equal((await loads("app", OF_THE_APPRENTICE)).length > 5, true);
});
