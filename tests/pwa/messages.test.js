/** Messages on the device: they wait, go last, leave a receipt without their text, and can be taken back. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { read_meta, using } from "../../pwa/storage/database.js";
import { keep_message, queue_message, SENT, take_back_message, typed_message } from "../../pwa/storage/messages.js";
import { save_answers, take_in, waiting } from "../../pwa/storage/drafts.js";
import { push } from "../../pwa/sync.js";

const NOW = "2026-11-23T10:00:00Z";
const DECLARATION = "11111111-1111-4111-8111-111111111111";
let number = 0;
const fresh = () => `logbog-message-${(number += 1)}`;

/** @param {string} name @param {string} text */
async function queued(name, text) {
  const message_id = crypto.randomUUID();
  const receipt = { message_id, declaration: DECLARATION, sha256: "abc", to: ["Mester"] };
  await keep_message(name, DECLARATION, { to: ["r"], text });
  await queue_message(name, { message_id, declaration: DECLARATION, text, to: ["r"], receipt }, NOW);
  return message_id;
}

/** @param {string} name @param {(item: any) => any} deed @param {string[]} [order] */
const send = (name, deed, order = [], reachable = true) =>
  push({
    database: name,
    device: "d",
    app: "t",
    reachable: async () => reachable,
    deed: async (item) => (order.push(item.kind), deed(item)),
    operations: async (_, { operations }) => {
      order.push("operations");
      const results = operations.map((/** @type {any} */ { id }) => ({ id, outcome: "applied", revision: 1 }));
      return { status: 200, body: { revision: 1, results }, etag: null, retry_after: null };
    },
  });

/** @param {number} status @param {any} [body] */
const reply = (status, body = {}) => ({ status, body, etag: null, retry_after: null });

/** @param {string} name */
const everything = (name) => using(name, async (db) => JSON.stringify(await Promise.all([...db.objectStoreNames].map((store) => db.getAll(store)))));

test("a message that has gone leaves a receipt and no text", async () => {
  const name = fresh();
  const message_id = await queued(name, "kobberfugl");
  assert.match(await everything(name), /kobberfugl/);
  await send(name, () => reply(202));
  assert.doesNotMatch(await everything(name), /kobberfugl/);
  const [{ at, ...receipt }] = await read_meta(name, SENT);
  assert.deepEqual(receipt, { message_id, declaration: DECLARATION, sha256: "abc", to: ["Mester"] });
  assert.ok(at);
});

test("where our server does not answer it has surely not left, and can be taken back", async () => {
  const name = fresh();
  await queued(name, "venter");
  const order = /** @type {string[]} */ ([]);
  assert.equal((await send(name, () => reply(202), order, false)).ending, "offline");
  assert.deepEqual([order, (await waiting(name)).map(({ frozen }) => frozen)], [[], [false]]);
});

test("without an answer it waits, and the same message is sent again", async () => {
  const name = fresh();
  await queued(name, "venter");
  const seen = [];
  for (const status of [0, 500, 429, 202]) await send(name, (item) => (seen.push(item.body.message_id), reply(status)));
  assert.equal(new Set(seen).size, 1);
  assert.deepEqual(await waiting(name), []);
});

test("a refused message stays with the reason, holds up nothing, and can be taken back before what was typed since", async () => {
  const name = fresh();
  await queued(name, "først");
  await send(name, () => reply(422, { code: "input_invalid", message: "Nej", fields: [] }));
  const [item] = await waiting(name);
  assert.equal(item.blocked?.message, "Nej");
  await keep_message(name, DECLARATION, { to: [], text: "siden" });
  await queued(name, "anden");
  await send(name, () => reply(202));
  assert.equal((await waiting(name)).length, 1);
  await keep_message(name, DECLARATION, { to: [], text: "siden" });
  await take_back_message(name, item);
  assert.deepEqual(await typed_message(name, DECLARATION), { to: ["r"], text: "først\n\nsiden" });
  await take_back_message(name, item);
  assert.deepEqual(await typed_message(name, DECLARATION), { to: ["r"], text: "først\n\nsiden" }, "only once");
  assert.deepEqual(await waiting(name), []);
});

test("messages go after answers, which no message holds up", async () => {
  const name = fresh();
  await queued(name, "sidst");
  await take_in(name, [/** @type {any} */ ({ id: DECLARATION, revision: 0, answers: {}, status: "requested" })]);
  await save_answers(name, DECLARATION, { "self.remarks": "x" }, NOW);
  /** @type {string[]} */
  const order = [];
  await send(name, () => reply(500), order);
  assert.deepEqual(order, ["operations", "message"]);
  assert.deepEqual((await waiting(name)).map(({ kind, frozen }) => [kind, frozen]), [["message", true]]);
});

test("a text that an earlier release kept without receivers opens", async () => {
  const name = fresh();
  await keep_message(name, DECLARATION, /** @type {any} */ ({ text: "halv" }));
  assert.deepEqual(await typed_message(name, DECLARATION), { to: [], text: "halv" });
});

test("there is nothing to type in before what was typed has been read", async () => {
  Object.assign(globalThis, { addEventListener: () => {} });
  const { message_page } = await import("../../pwa/parts/message_form.js");
  const { store } = await import("../../pwa/state.js");
  /** @param {Record<string, unknown>} ui */
  const shown = (ui) => JSON.stringify(message_page({ ...store.get(), ui }, /** @type {any} */ ({ receivers: [] })));
  assert.equal(shown({}).includes("message.text"), false);
  assert.equal(shown({ message: { to: [], text: "" } }).includes("message.text"), true);
});
