/** A phone with the database of an earlier release: an upgrade adds, and touches nothing that is there. */
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { all_drafts, waiting } from "../../pwa/storage/drafts.js";
import { snapshot } from "../../pwa/storage/snapshot.js";
import { save_entry } from "../../pwa/storage/log_entries.js";

globalThis.indexedDB = new IDBFactory();

/** Version 1, as release 0.1.0 made it at first. @param {string} name @returns {Promise<IDBDatabase>} */
const first_release = (name) =>
  new Promise((done) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts", { keyPath: "id" });
      asked.result.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("subject", "subject");
      asked.result.createObjectStore("meta");
      asked.result.createObjectStore("editions", { keyPath: "id" });
    };
    asked.onsuccess = () => done(asked.result);
  });

test("what waits in the outbox of an earlier release is there after the upgrade, and the log can be written", async () => {
  const old = await first_release("logbog-old");
  const tx = old.transaction(["drafts", "outbox"], "readwrite");
  tx.objectStore("drafts").put({ id: "d", answers: { "self.remarks": { value: "hej", revision: 0, pending: true } } });
  tx.objectStore("outbox").put({ kind: "operation", subject: "d", body: { id: "o", field: "self.remarks", value: "hej", base: 0 }, frozen: true, blocked: null });
  await new Promise((done) => (tx.oncomplete = done));
  old.close();
  assert.equal((await all_drafts("logbog-old"))[0].answers["self.remarks"].value, "hej");
  assert.deepEqual((await waiting("logbog-old")).map(({ seq, body, frozen }) => [seq, body.id, frozen]), [[1, "o", true]]);
  await save_entry("logbog-old", "e", { on: "2026-11-23", text: "ny" }, "2026-11-23T10:00:00Z");
  assert.equal((await snapshot("logbog-old", true)).log?.[0].value?.text, "ny");
});
