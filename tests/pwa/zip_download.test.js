/** How far a ZIP is, told by its bytes as they come, however they are cut; and that a half one is never taken for whole. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { counter, zip_from } from "../../pwa/zip_download.js";

/** One file of a ZIP as our server writes it. @param {string} name @param {Buffer} content */
function file(name, content) {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name), content]);
}

const LOOKS_LIKE_AN_END = Buffer.from([0x50, 0x4b, 5, 6, 0x50, 0x4b, 1, 2, 0x50, 0x4b, 3, 4]);
const FILES = [file("Lærling.pdf", Buffer.alloc(500, 7)), file("tom", Buffer.alloc(0)), file("Æ.pdf", LOOKS_LIKE_AN_END)];
const END = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2]), Buffer.alloc(200)]);
const EMPTY = Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)]);
const WHOLE = Buffer.concat([...FILES, END]);

for (const size of [1, 2, 3, 7, 29, 30, 31, 64, 512, WHOLE.length]) {
  test(`files are counted in pieces of ${size}`, () => {
    const [count, told] = [counter(), /** @type {number[]} */ ([])];
    let seen = { done: 0, ended: false };
    for (let at = 0; at < WHOLE.length; at += size) {
      seen = count(WHOLE.subarray(at, at + size));
      told.push(seen.done);
    }
    assert.deepEqual(seen, { done: 3, ended: true });
    assert.deepEqual(told, [...told].sort((a, b) => a - b));
  });
}

test("an end without files is an end, files without an end are none, and what is no ZIP is told", () => {
  assert.deepEqual(counter()(EMPTY), { done: 0, ended: true });
  assert.equal(counter()(Buffer.concat(FILES)).ended, false);
  assert.throws(() => counter()(Buffer.alloc(100, 60)));
});

const ZIP = { "content-type": "application/zip", "x-files": "3", "content-disposition": 'attachment; filename="x-1.zip"' };
/** @type {Record<string, import("node:http").RequestListener>} */
const ANSWERS = {
  "/whole": (_, answer) => answer.writeHead(200, ZIP).end(WHOLE),
  "/cut": (_, answer) => void answer.writeHead(200, ZIP).write(FILES[0], () => answer.destroy()),
  "/endless": (_, answer) => void answer.writeHead(200, ZIP).write(Buffer.concat(FILES)),
  "/half": (_, answer) => answer.writeHead(200, ZIP).end(FILES[0]),
  "/gone": (request) => request.destroy(),
  "/page": (_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end("<p>Log ind"),
  "/no": (_, answer) => answer.writeHead(429, { "content-type": "application/json" }).end("{}"),
};

test("a ZIP comes whole or not at all", async () => {
  const server = createServer((request, answer) => ANSWERS[request.url ?? ""](request, answer));
  await new Promise((ready) => server.listen(0, () => ready(null)));
  const at = `http://localhost:${/** @type {any} */ (server.address()).port}`;
  const ask = async (/** @type {string} */ path, /** @type {AbortController} */ way = new AbortController(), stop = false) => {
    const told = /** @type {number[][]} */ ([]);
    const found = await zip_from(at + path, { signal: way.signal, told: (...how_far) => void (told.push(how_far), stop && how_far[0] && way.abort()) });
    return { found: /** @type {any} */ (found), told };
  };
  try {
    const { found, told } = await ask("/whole");
    assert.deepEqual([found.file.name, Buffer.from(await found.file.arrayBuffer()).equals(WHOLE)], ["x-1.zip", true]);
    assert.deepEqual([told[0], told.at(-1)], [[0, 3], [3, 3]]);
    for (const path of ["/cut", "/half"]) assert.equal((await ask(path)).found.problem, "broken");
    const stopping = new AbortController();
    assert.equal((await ask("/endless", stopping, true)).found.problem, "stopped");
    assert.equal((await ask("/gone")).found.problem, "no_network");
    for (const [path, status] of /** @type {[string, number][]} */ ([["/page", 200], ["/no", 429]])) assert.equal((await ask(path)).found.refused.status, status);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
