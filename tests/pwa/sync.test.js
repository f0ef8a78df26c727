/** Sync without a screen, on a real (in-memory) IndexedDB: nothing typed is lost, whatever the server answers or does not. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { all_drafts, create_draft, drop_lost, freeze, queue_deed, save_answers, settle, take_in, waiting } from "../../pwa/storage/drafts.js";
import { read_meta, using } from "../../pwa/storage/database.js";
import { save_entry, settle_log, take_in_log } from "../../pwa/storage/log_entries.js";
import { put_back, take_back_answer } from "../../pwa/storage/taking_back.js";
import { can_restore, discarded_at } from "../../pwa/domain/discarding.js";
import { next_of, stuck } from "../../pwa/domain/queue.js";
import { push, wait_before } from "../../pwa/sync.js";

const NOW = "2026-11-23T10:00:00Z";
let made = 0;

/** @param {Record<string, any>} [more] */
function draft_of(more = {}) {
  return /** @type {any} */ ({ id: crypto.randomUUID(), edition: "e.1", specialisation: "s", status: "draft", revision: 0, answers: {}, recipients: [], ...more });
}

/** A device with one draft that the server already knows. */
async function device(more = {}) {
  const name = `test-${(made += 1)}`;
  const draft = draft_of(more);
  await take_in(name, [draft]);
  return { name, id: draft.id };
}

/** A server by the book: applies every operation, and says what it got. */
function server(overrides = {}) {
  let revision = 0;
  /** @type {any[]} */
  const got = [];
  const reply = (/** @type {number} */ status, /** @type {any} */ body = null, retry_after = null) => ({ status, body, etag: null, retry_after });
  return {
    got,
    reply,
    courier: (/** @type {string} */ database) => /** @type {any} */ ({
      database, device: "d", app: "a", reachable: async () => true,
      deed: async (/** @type {any} */ item) => (got.push(item.kind), reply(200, { id: item.subject })),
      operations: async (/** @type {string} */ _subject, /** @type {any} */ body) => {
        got.push(body.operations);
        return reply(200, { revision: revision += body.operations.length, results: body.operations.map((/** @type {any} */ o) => ({ id: o.id, outcome: "applied", revision })) });
      },
      ...overrides,
    }),
  };
}

const value_of = async (/** @type {string} */ name, /** @type {string} */ field) => (await all_drafts(name))[0].answers[field];

test("a typed value and its operation are written together", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "hej" }, NOW);
  assert.equal((await value_of(name, "self.remarks")).value, "hej");
  assert.deepEqual((await waiting(name)).map((item) => item.body.value), ["hej"]);
});

test("when the draft cannot be written, no operation is left behind", async () => {
  const { name, id } = await device();
  await assert.rejects(save_answers(name, id, { "self.remarks": () => {} }, NOW));
  assert.deepEqual(await waiting(name), []);
  assert.equal(await value_of(name, "self.remarks"), undefined);
});

test("a text that lost stays until a person has chosen, also when the server no longer shows its field", async () => {
  const { name, id } = await device();
  const lost = { value: "mit", typed_at: NOW, late: true, theirs: { name: "", device: "", at: null } };
  await settle(name, id, { done: [], blocked: [], answers: { "supervisor.remarks": { value: "andet", revision: 3, lost } }, applied: 0 });
  await take_in(name, [draft_of({ id, status: "submitted", answers: {} })]);
  assert.deepEqual((await value_of(name, "supervisor.remarks")).lost, [lost]);
  await drop_lost(name, id, "supervisor.remarks", 0);
  await take_in(name, [draft_of({ id, status: "submitted", answers: {} })]);
  assert.equal(await value_of(name, "supervisor.remarks"), undefined);
});

test("two tabs typing in one field send a text each, and neither overwrites the other", async () => {
  const { name, id } = await device();
  const one = await save_answers(name, id, { "self.remarks": "fane et" }, NOW, { "self.remarks": 0 });
  await save_answers(name, id, { "self.remarks": "fane to" }, NOW, { "self.remarks": 0 });
  await save_answers(name, id, { "self.remarks": "fane et igen" }, NOW, { "self.remarks": one["self.remarks"] });
  assert.deepEqual((await waiting(name)).map(({ body }) => [body.value, body.base]), [["fane et igen", 0], ["fane to", 0]]);
});

test("letters typed before anything is sent are one operation", async () => {
  const { name, id } = await device();
  for (const text of ["h", "he", "hej"]) await save_answers(name, id, { "self.remarks": text }, NOW);
  assert.deepEqual((await waiting(name)).map((item) => item.body.value), ["hej"]);
});

test("what is typed after sending has begun is an operation of its own, built on the one before", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "hej" }, NOW);
  await freeze(name, await waiting(name));
  await save_answers(name, id, { "self.remarks": "hej du" }, NOW);
  const [first, second] = await waiting(name);
  assert.equal(second.body.base, first.body.id);
  assert.notEqual(second.body.id, first.body.id);
});

test("a letter typed between reading the queue and sending it is sent, not lost", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "hej" }, NOW);
  const read = await waiting(name);
  await save_answers(name, id, { "self.remarks": "hej du" }, NOW);
  assert.deepEqual((await freeze(name, read)).map((item) => item.body.value), ["hej du"]);
});

test("without an answer everything waits, and goes later under the same id", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "hej" }, NOW);
  const [before] = await waiting(name);
  const silent = server({ operations: async () => ({ status: 0, body: null, etag: null, retry_after: null }) });
  assert.equal((await push(silent.courier(name))).ending, "offline");
  const { got, courier } = server();
  assert.equal((await push(courier(name))).ending, "sent");
  assert.equal(got[0][0].id, before.body.id);
  assert.deepEqual(await waiting(name), []);
});

for (const [status, ending] of /** @type {[number, string][]} */ ([[401, "signed_out"], [429, "later"], [500, "later"], [503, "later"], [408, "later"], [0, "offline"]])) {
  test(`an answer ${status} keeps everything: ${ending}`, async () => {
    const { name, id } = await device();
    await save_answers(name, id, { "self.remarks": "hej" }, NOW);
    const { courier } = server({ operations: async () => ({ status, body: null, etag: null, retry_after: 7 }) });
    assert.deepEqual(await push(courier(name)), { ending, retry_after: 7 });
    assert.equal((await waiting(name)).length, 1);
    assert.equal((await value_of(name, "self.remarks")).value, "hej");
  });
}

for (const [status, body] of /** @type {[number, any][]} */ ([[204, null], [200, {}], [200, null], [304, null]])) {
  test(`an answer ${status} ${JSON.stringify(body)} that is not our server's sends nothing`, async () => {
    const { name, id } = await device();
    await save_answers(name, id, { "self.remarks": "hej" }, NOW);
    const stranger = async () => ({ status, body, etag: null, retry_after: null });
    assert.equal((await push(server({ operations: stranger }).courier(name))).ending, "later");
    await push(server().courier(name));
    await queue_deed(name, "request", id, { request_id: "r" }, NOW);
    assert.equal((await push(server({ deed: stranger }).courier(name))).ending, "later");
    assert.deepEqual((await waiting(name)).map(({ kind }) => kind), ["request"]);
  });
}

test("a declaration that the server stumbles over holds up no other", async () => {
  const { name, id } = await device();
  const other = draft_of();
  await take_in(name, [other]);
  for (const subject of [id, other.id]) await save_answers(name, subject, { "self.remarks": "hej" }, NOW);
  const { courier } = server();
  const send = courier(name).operations;
  const broken = { ...courier(name), operations: async (/** @type {string} */ subject, /** @type {any} */ body) => (subject === id ? { status: 500, body: null, etag: null, retry_after: null } : send(subject, body)) };
  assert.deepEqual(await push(broken), { ending: "later", retry_after: null });
  assert.deepEqual((await waiting(name)).map(({ subject }) => subject), [id]);
});

/** A server that fails over every batch with one of these fields in it; `sizes`: of the batches it was sent. */
function failing_over(/** @type {string[]} */ ...fields) {
  const sizes = /** @type {number[]} */ ([]);
  const { courier, got, reply } = server();
  return {
    got, sizes,
    courier: (/** @type {string} */ name) => {
      const well = courier(name);
      return { ...well, operations: async (/** @type {string} */ subject, /** @type {any} */ body) => {
        sizes.push(body.operations.length);
        return body.operations.some((/** @type {any} */ o) => fields.includes(o.field)) ? reply(500) : well.operations(subject, body);
      } };
    },
  };
}

test("an answer that the server fails over stays alone: all others arrive, and no deed goes behind it", async () => {
  const { name, id } = await device();
  for (let n = 0; n < 60; n += 1) await save_answers(name, id, { [`self.goal.${n}`]: "x" }, NOW);
  await queue_deed(name, "request", id, { request_id: "r" }, NOW);
  const bad = failing_over("self.goal.17");
  assert.deepEqual(await push(bad.courier(name)), { ending: "later", retry_after: null });
  const left = await waiting(name);
  assert.deepEqual(left.map(({ kind, body, stumbled }) => [kind, body.field, stumbled]), [["operation", "self.goal.17", 1], ["request", undefined, undefined]]);
  assert.equal(stuck(left[0]), false);
  assert.ok(bad.sizes.length < 12, String(bad.sizes));
  await save_answers(name, id, { "self.goal.3": "y", "self.goal.17": "z" }, NOW);
  await push(bad.courier(name));
  const after = await waiting(name);
  assert.deepEqual(after.map(({ kind, body }) => [kind, body.field ?? kind]), [["operation", "self.goal.17"], ["request", "request"], ["operation", "self.goal.3"], ["operation", "self.goal.17"]]);
  assert.equal(stuck(after[0]), true);
  await push(server().courier(name));
  assert.deepEqual(await waiting(name), []);
});

test("what is typed anew takes the place of what the server fails over, and builds on what that built on", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "galt", "self.goal.1": "x" }, NOW);
  for (let n = 0; n < 2; n += 1) await push(failing_over("self.remarks").courier(name));
  const ids = await save_answers(name, id, { "self.remarks": "godt" }, NOW);
  const [{ body }] = await waiting(name);
  assert.deepEqual([body.value, body.base, body.id], ["godt", 0, ids["self.remarks"]]);
  const { got, courier } = server();
  await push(courier(name));
  assert.deepEqual(got.flat().map(({ value }) => value), ["godt"]);
  assert.deepEqual(await waiting(name), []);
});

test("a server that fails over everything is asked a few times a round, not once for each answer", async () => {
  const { name, id } = await device();
  for (let n = 0; n < 50; n += 1) await save_answers(name, id, { [`self.goal.${n}`]: "x" }, NOW);
  const bad = failing_over(...Array.from({ length: 50 }, (_, n) => `self.goal.${n}`));
  await push(bad.courier(name));
  assert.ok(bad.sizes.length < 15, String(bad.sizes));
  assert.equal((await waiting(name)).length, 50);
  await push(server().courier(name));
  assert.deepEqual(await waiting(name), []);
});

test("a refused answer stays with its reason, the others go, and no deed goes behind it", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "hej", "details.school_class": "x" }, NOW);
  await queue_deed(name, "request", id, { request_id: "r" }, NOW);
  const got = /** @type {string[]} */ ([]);
  const { courier } = server({
    deed: async () => (got.push("deed"), { status: 200, body: {}, etag: null, retry_after: null }),
    operations: async (/** @type {string} */ _s, /** @type {any} */ { operations }) => ({
      status: 200, etag: null, retry_after: null,
      body: { revision: 1, results: operations.map((/** @type {any} */ o) => o.field === "self.remarks" ? { id: o.id, outcome: "rejected", revision: 0, code: "text_too_long", message: "For lang" } : { id: o.id, outcome: "applied", revision: 1 }) },
    }),
  });
  assert.equal((await push(courier(name))).ending, "sent");
  const left = await waiting(name);
  assert.deepEqual(left.map((item) => [item.kind, item.blocked?.code ?? null]), [["operation", "text_too_long"], ["request", null]]);
  assert.deepEqual(got, []);
  assert.equal((await value_of(name, "self.remarks")).value, "hej");
});

test("what is typed anew takes the place of what was refused, and the deed goes", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "alt for langt" }, NOW);
  const [item] = await freeze(name, await waiting(name));
  await settle(name, id, { done: [], blocked: [[Number(item.seq), { code: "text_too_long", message: "" }]], answers: {}, applied: 0 });
  await queue_deed(name, "request", id, { request_id: "r" }, NOW);
  await save_answers(name, id, { "self.remarks": "kort" }, NOW);
  const { got, courier } = server();
  await push(courier(name));
  assert.equal(got.flat().at(-1).value ?? got.flat().at(-1), "kort");
  assert.deepEqual(await waiting(name), []);
});

test("a refused answer is taken back and put back: its field alone goes to what the server has, and again to what was typed", async () => {
  const { name, id } = await device({ revision: 2, answers: { "self.remarks": { value: "serverens", revision: 2 } } });
  await save_answers(name, id, { "self.remarks": "alt for langt", "details.school_class": "2a" }, NOW);
  const [item, other] = await freeze(name, await waiting(name));
  await settle(name, id, { done: [], blocked: [[Number(item.seq), { code: "text_too_long", message: "" }]], answers: {}, applied: 0 });
  await take_in(name, [draft_of({ id, revision: 3, answers: { "self.remarks": { value: "serverens nye", revision: 3 } } })]);
  const [refused] = await waiting(name);
  await take_back_answer(name, refused);
  assert.deepEqual(await value_of(name, "self.remarks"), { value: "serverens nye", revision: 3 });
  assert.equal((await value_of(name, "details.school_class")).value, "2a");
  assert.deepEqual((await waiting(name)).map(({ seq }) => seq), [other.seq]);
  await put_back(name, refused);
  assert.deepEqual((await value_of(name, "self.remarks")), { value: "alt for langt", revision: 3, pending: true, stands: "serverens nye" });
  assert.deepEqual((await waiting(name))[0], refused);
});

test("what was not refused is not taken back", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "venter" }, NOW);
  await take_back_answer(name, (await waiting(name))[0]);
  assert.deepEqual((await waiting(name)).map(({ body }) => body.value), ["venter"]);
  assert.equal((await value_of(name, "self.remarks")).value, "venter");
});

test("a refused log entry is taken back to what the server has", async () => {
  const name = `test-${(made += 1)}`;
  await take_in_log(name, [/** @type {any} */ ({ id: "e", value: { on: "2026-11-23", text: "før" }, revision: 4 })]);
  await save_entry(name, "e", { text: "efter" }, NOW);
  const [item] = await waiting(name);
  await settle_log(name, "log", { done: [], blocked: [[Number(item.seq), { code: "x", message: "" }]], answers: {}, applied: 0 });
  const [refused] = await waiting(name);
  const entry = async () => (await using(name, (db) => db.get("log_entries", "e"))).value.text;
  await take_back_answer(name, refused);
  assert.deepEqual([await entry(), await waiting(name)], ["før", []]);
  await put_back(name, refused);
  assert.equal(await entry(), "efter");
});

test("a field that an older release left waiting is told anew by the server when it is taken back", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "gammelt" }, NOW);
  await using(name, async (db) => {
    const draft = await db.get("drafts", id);
    delete draft.answers["self.remarks"].stands;
    await db.put("drafts", draft);
    await db.put("meta", 9, "after");
  });
  const [item] = await waiting(name);
  await settle(name, id, { done: [], blocked: [[Number(item.seq), { code: "x", message: "" }]], answers: {}, applied: 0 });
  await take_back_answer(name, (await waiting(name))[0]);
  assert.equal(await read_meta(name, "after"), 0);
});

const DISCARDED = { code: "discarded", message: "Kladden er slettet." };

/** A device whose answer came after the draft was thrown away elsewhere. */
async function late_device() {
  const { name, id } = await device({ discarded_at: NOW });
  await save_answers(name, id, { "self.remarks": "skrevet bagefter" }, NOW);
  await queue_deed(name, "request", id, { request_id: "r" }, NOW);
  const [answer, request] = await freeze(name, await waiting(name));
  await settle(name, id, { done: [], blocked: [[Number(answer.seq), DISCARDED], [Number(request.seq), DISCARDED]], answers: {}, applied: 0 });
  return { name, id };
}

test("a draft is brought back behind what was refused for its sake, and that goes then; a request does not by itself", async () => {
  const { name, id } = await late_device();
  await queue_deed(name, "restore", id, { restore_id: "x" }, NOW);
  const { got, courier } = server();
  const restored = draft_of({ id, discarded_at: null });
  await push({ ...courier(name), deed: async (/** @type {any} */ item) => (got.push(item.kind), { status: 200, body: restored, etag: null, retry_after: null }) });
  assert.deepEqual(got.map((sent) => sent[0].value ?? sent), ["restore", "skrevet bagefter"]);
  assert.deepEqual((await waiting(name)).map(({ kind, blocked }) => [kind, blocked?.code]), [["request", "discarded"]]);
});

test("a draft that is brought back elsewhere lets what was refused go once more; one that is not keeps it refused", async () => {
  const { name, id } = await late_device();
  await take_in(name, [draft_of({ id, discarded_at: NOW })]);
  assert.equal((await waiting(name))[0].blocked?.code, "discarded");
  await take_in(name, [draft_of({ id, discarded_at: null })]);
  assert.equal((await waiting(name))[0].blocked, null);
  assert.equal((await value_of(name, "self.remarks")).value, "skrevet bagefter");
});

const mark = (/** @type {string} */ kind, /** @type {any} */ more = {}) => /** @type {any} */ ({ kind, subject: "d", body: {}, made_at: NOW, blocked: null, ...more });
for (const [name, told, queue, expected] of /** @type {[string, string | null, any[], string | null][]} */ ([
  ["what the server says", "before", [], "before"],
  ["an older server says nothing", null, [], null],
  ["what waits here", null, [mark("discard")], NOW],
  ["undone before it is sent", null, [mark("discard"), mark("restore")], null],
  ["brought back, not sent yet", "before", [mark("restore")], null],
  ["a refused one does not count", null, [mark("discard", { blocked: DISCARDED })], null],
  ["another's does not count", null, [mark("discard", { subject: "e" })], null],
])) {
  test(`thrown away: ${name}`, () => assert.equal(discarded_at(/** @type {any} */ ({ id: "d", discarded_at: told }), queue), expected));
}

test("a draft can be brought back for 30 days", () => {
  const days = (/** @type {number} */ n) => Date.parse(NOW) + n * 24 * 3_600_000;
  assert.deepEqual([can_restore(NOW, days(29)), can_restore(NOW, days(30))], [true, false]);
});

test("a lost field shows what stands and keeps what was typed beside it", async () => {
  const { name, id } = await device();
  const ids = await save_answers(name, id, { "self.remarks": "min" }, NOW);
  const first = ids["self.remarks"];
  const { courier } = server({
    operations: async (/** @type {string} */ _s, /** @type {any} */ { operations }) => ({
      status: 200, etag: null, retry_after: null,
      body: { revision: 4, results: operations.map((/** @type {any} */ o) => ({ id: o.id, outcome: "conflict", revision: 4, current: { value: "tabletten", revision: 4, name: "", device: "iPad", at: NOW } })) },
    }),
  });
  await push(courier(name));
  const theirs = { name: "", device: "iPad", at: NOW };
  const lost = { id: first, base: 0, value: "min", typed_at: NOW, late: false, theirs };
  assert.deepEqual(await value_of(name, "self.remarks"), { value: "tabletten", revision: 4, lost: [lost] });
  await save_answers(name, id, { "self.remarks": "min igen" }, NOW);
  await push(courier(name));
  await take_in(name, [draft_of({ id, revision: 5, answers: { "self.remarks": { value: "ny", revision: 5 } } })]);
  assert.deepEqual((await value_of(name, "self.remarks")).lost.map((/** @type {any} */ one) => one.value), ["min", "min igen"]);
  await drop_lost(name, id, "self.remarks", 0);
  assert.deepEqual((await value_of(name, "self.remarks")).lost.map((/** @type {any} */ one) => one.value), ["min igen"]);
});

test("what the server says never covers what still waits", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "nyt" }, NOW);
  await take_in(name, [draft_of({ id, revision: 3, answers: { "self.remarks": { value: "gammelt", revision: 3 } } })]);
  const shown = await value_of(name, "self.remarks");
  assert.deepEqual([shown.value, shown.pending], ["nyt", true]);
});

test("the profile goes first, each declaration in its own order", async () => {
  const name = `test-${(made += 1)}`;
  const draft = draft_of();
  await create_draft(name, draft, { "details.main_course": 1 }, NOW);
  await queue_deed(name, "request", draft.id, { request_id: "r" }, NOW);
  await queue_deed(name, "profile", "profile", { name: "A" }, NOW);
  const { got, courier } = server();
  await push(courier(name));
  assert.deepEqual(got.map((item) => (Array.isArray(item) ? "operations" : item)), ["profile", "create", "operations", "request"]);
});

test("one declaration that is refused holds up no other", async () => {
  const { name, id } = await device();
  const other = draft_of();
  await take_in(name, [other]);
  await queue_deed(name, "request", id, { request_id: "r" }, NOW);
  await save_answers(name, other.id, { "self.remarks": "hej" }, NOW);
  const { got, courier } = server({ deed: async () => ({ status: 422, body: { code: "input_invalid", message: "", fields: [] }, etag: null, retry_after: null }) });
  assert.equal((await push(courier(name))).ending, "sent");
  assert.equal(got.length, 1);
  assert.deepEqual((await waiting(name)).map((item) => item.blocked?.code), ["input_invalid"]);
});

test("a server that answers for nothing does not make us spin", async () => {
  const { name, id } = await device();
  await save_answers(name, id, { "self.remarks": "hej" }, NOW);
  const { courier } = server({ operations: async () => ({ status: 200, body: { revision: 0, results: [] }, etag: null, retry_after: null }) });
  assert.equal((await push(courier(name))).ending, "later");
  assert.equal((await waiting(name)).length, 1);
});

test("a long queue goes in batches the server takes", async () => {
  const { name, id } = await device();
  await save_answers(name, id, Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`self.machine.m${n}`, true])), NOW);
  await save_answers(name, id, Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`self.t${n}`, "å".repeat(4000)])), NOW);
  const { got, courier } = server();
  await push(courier(name));
  assert.equal(got.flat().length, 132);
  for (const batch of got) {
    assert.ok(batch.length <= 50);
    assert.ok(Buffer.byteLength(JSON.stringify(batch)) < 63_000);
  }
});

const op = (/** @type {any} */ more = {}) => /** @type {any} */ ({ kind: "operation", body: { value: "x" }, blocked: null, ...more });
const deed = (/** @type {any} */ more = {}) => /** @type {any} */ ({ kind: "request", body: {}, blocked: null, ...more });
const refused = { code: "x", message: "" };
for (const [name, queue, length] of /** @type {[string, any[], number][]} */ ([
  ["nothing", [], 0],
  ["operations up to the deed", [op(), op(), deed(), op()], 2],
  ["a deed alone", [deed(), op()], 1],
  ["operations around a refused one", [op({ blocked: refused }), op()], 1],
  ["no deed behind a refused one", [op({ blocked: refused }), deed()], 0],
  ["what was typed later into a field the server stumbled over waits", [op({ stumbled: 1, body: { field: "a" } }), op({ body: { field: "a" } }), op({ body: { field: "b" } })], 1],
  ["bringing a draft back, also behind a refused one", [op({ blocked: refused }), deed({ kind: "restore" })], 1],
  ["nothing but refused ones", [op({ blocked: refused })], 0],
])) {
  test(`next out: ${name}`, () => assert.equal(next_of(queue).length, length));
}

for (const [failures, retry, dice, expected] of /** @type {[number, number | null, number, number][]} */ ([
  [1, null, 1, 4000], [1, null, 0, 1000], [3, null, 0.5, 8000], [20, null, 1, 300_000], [5, 30, 0.5, 30_000],
])) {
  test(`the wait after ${failures} failures, dice ${dice}`, () => assert.equal(wait_before(failures, retry, dice), expected));
}
