/** Files from the server: what is not ours is no file, and nothing is ever thrown. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fetch_file } from "../../pwa/api.js";

/** What the network answers. @param {() => Promise<Response>} answer */
const network = (answer) => Object.assign(globalThis, { fetch: answer });
const PATH = "/api/declarations/1/declaration.pdf";
const PDF = { "content-type": "application/pdf", "content-disposition": 'attachment; filename="a-1.pdf"' };

test("a file comes with the name and the kind that the server gives it", async () => {
  network(async () => new Response("%PDF-1.7", { headers: PDF }));
  const { status, file } = await fetch_file(PATH);
  assert.deepEqual([status, file?.name, file?.type, await file?.text()], [200, "a-1.pdf", "application/pdf", "%PDF-1.7"]);
});

test("what the server says instead is told", async () => {
  network(async () => Response.json({ code: "not_found", message: "Findes ikke." }, { status: 404 }));
  assert.deepEqual(await fetch_file(PATH), { status: 404, message: "Findes ikke.", fields: undefined });
});

test("a file is made of what is sent, and what is wrong with that is told at its field", async () => {
  const fields = [{ field: "kind", code: "value_wrong_type", message: "Vælg." }];
  /** @type {RequestInit | undefined} */
  let sent;
  network(/** @type {any} */ (async (/** @type {string} */ _, /** @type {RequestInit} */ request) => ((sent = request), Response.json({ message: "Ret.", fields }, { status: 422 }))));
  assert.deepEqual(await fetch_file(PATH, { body: { kind: "x" } }), { status: 422, message: "Ret.", fields });
  assert.deepEqual([sent?.method, sent?.body, new Headers(sent?.headers).get("content-type")], ["POST", '{"kind":"x"}', "application/json"]);
});

for (const [name, answer] of /** @type {[string, () => Promise<Response>][]} */ ([
  ["no network", () => Promise.reject(new TypeError("failed"))],
  ["a hotel's login page", async () => new Response("<h1>Velkommen</h1>", { headers: { "content-type": "text/html" } })],
  ["a page of a proxy that is down", async () => new Response("<h1>502</h1>", { status: 502 })],
  ["a name that leads elsewhere", async () => new Response("x", { headers: { "content-disposition": 'attachment; filename="../x"' } })],
  ["a file that breaks off", async () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) }), { headers: PDF })],
])) {
  test(`${name} is nobody's answer`, async () => {
    network(answer);
    assert.deepEqual(await fetch_file(PATH), { status: 0 });
  });
}

test("what takes too long is given up", async () => {
  network(/** @type {any} */ ((/** @type {string} */ _, /** @type {RequestInit} */ { signal }) => new Promise((_, no) => signal?.addEventListener("abort", () => no(new Error("aborted"))))));
  assert.deepEqual(await fetch_file(PATH, { patience: 5 }), { status: 0 });
});
