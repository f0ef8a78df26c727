/** The editor on a real (in-memory) IndexedDB: a phone never contradicts itself, whatever the screen has not yet read. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { base_of } from "../../pwa/domain/merging.js";
import { freeze, take_in, waiting } from "../../pwa/storage/drafts.js";
import { save_entry } from "../../pwa/storage/log_entries.js";
import { snapshot } from "../../pwa/storage/snapshot.js";

const kept_copies = new Map();
Object.assign(globalThis, {
  document: new EventTarget(),
  addEventListener: (/** @type {string} */ name, /** @type {() => void} */ heard) => document.addEventListener(name, heard),
  localStorage: {
    getItem: (/** @type {string} */ key) => kept_copies.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept_copies.set(key, value),
    removeItem: (/** @type {string} */ key) => kept_copies.delete(key),
  },
});
const { create_editor } = await import("../../pwa/editing.js");

const FIELD = "details.workplace_contacts";
let made = 0;

/** A device whose screen reads the disk only when it is let: `meanwhile` is what happens between the writing and the reading. */
async function screen({ name = `editing-${(made += 1)}`, answers = {}, save = undefined } = {}) {
  const draft = /** @type {any} */ ({ id: "draft", edition: "e.1", specialisation: "s", status: "draft", revision: 0, answers, recipients: [] });
  if (!(await snapshot(name)).drafts.length) await take_in(name, [draft]);
  let seen = await snapshot(name, true);
  const here = {
    name,
    meanwhile: () => {},
    read: async () => void (seen = await snapshot(name, true)),
    editor: create_editor({
      database: () => name,
      save: /** @type {any} */ (save),
      base: (subject, field) =>
        save ? base_of(seen.queue, subject, seen.log?.find(({ id }) => id === subject)?.revision) : base_of(seen.queue, field, seen.drafts[0].answers[field]?.revision),
      shown: () => {},
      kept: async () => {
        here.meanwhile();
        here.meanwhile = () => {};
        await here.read();
      },
    }),
  };
  return here;
}

const queue = async (/** @type {string} */ name) => (await waiting(name)).map(({ body }) => body);

test("what is typed before the screen has read the last tap builds on that tap", async () => {
  const here = await screen();
  here.meanwhile = () => here.editor.edit("draft", { [FIELD]: ["Svend"] }, { typing: true });
  await here.editor.edit("draft", { [FIELD]: [""] });
  await here.editor.flush();
  assert.deepEqual((await queue(here.name)).map(({ value, base }) => [value, base]), [[["Svend"], 0]]);
});

test("and when the tap is on its way already, it is an operation of its own that builds on it", async () => {
  const here = await screen();
  /** @type {Promise<unknown>} */
  let sending = Promise.resolve();
  here.meanwhile = () => {
    sending = waiting(here.name).then((items) => freeze(here.name, items));
    here.editor.edit("draft", { [FIELD]: ["Svend"] }, { typing: true });
  };
  await here.editor.edit("draft", { [FIELD]: [""] });
  await sending;
  await here.editor.flush();
  const [tap, typed] = await queue(here.name);
  assert.deepEqual([tap.base, typed.base, typed.value], [0, tap.id, ["Svend"]]);
});

test("a tap on an old screen does not take the place of what another tab wrote", async () => {
  const one = await screen();
  const other = await screen({ name: one.name });
  await one.editor.edit("draft", { [FIELD]: ["fra den ene"] });
  await other.editor.edit("draft", { [FIELD]: ["fra den anden"] });
  assert.deepEqual((await queue(one.name)).map(({ value, base }) => [value, base]), [[["fra den ene"], 0], [["fra den anden"], 0]]);
});

test("a log entry whose text is in hand builds on what was tapped in it meanwhile", async () => {
  const here = await screen({ save: save_entry });
  here.editor.edit("entry", { text: "Karm" }, { typing: true });
  await here.editor.flush();
  await freeze(here.name, await waiting(here.name));
  await here.editor.edit("entry", { goals: ["vinduer"] });
  await freeze(here.name, await waiting(here.name));
  here.editor.edit("entry", { text: "Karm i eg" }, { typing: true });
  await here.editor.flush();
  const [first, second, third] = await queue(here.name);
  assert.deepEqual([second.base, third.base], [first.id, second.id]);
  assert.deepEqual([third.value.text, third.value.goals], ["Karm i eg", ["vinduer"]]);
});

test("what was put down when the page went builds on what stood on its screen, not on what came since", async () => {
  const here = await screen({ answers: { "self.remarks": { value: "gammel", revision: 1 } } });
  here.editor.edit("draft", { "self.remarks": "gammel, og mere" }, { typing: true });
  document.dispatchEvent(new Event("pagehide"));
  const draft = (await snapshot(here.name)).drafts[0];
  await take_in(here.name, [{ ...draft, answers: { "self.remarks": { value: "ny", revision: 2 } } }]);
  const next = await screen({ name: here.name });
  await next.editor.take_up();
  assert.deepEqual((await queue(here.name)).map(({ value, base }) => [value, base]), [["gammel, og mere", 1]]);
  assert.equal(kept_copies.size, 0);
});
