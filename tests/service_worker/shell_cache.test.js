/** The worker answers only for the app's own listed paths; everything else is the network's. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { clean, door_of, fill, from_catalogue, from_shell, routes, shell_name, warm, way, wipe } from "../../service_worker/shell_cache.js";

const ORIGIN = "https://logbog.example";
const KEPT = ["/", "/app/", "/find", "/assets/app-1.js", "/manifest.webmanifest"];
/** @param {string} path @param {Record<string, any>} [more] */
const request = (path, more = {}) => /** @type {any} */ ({ method: "GET", mode: "navigate", url: new URL(path, ORIGIN).href, ...more });

for (const [path, expected] of /** @type {[string, string | null][]} */ ([
  ["/", "shell"], ["/?source=icon", "shell"], ["/app", "shell"], ["/app/", "shell"], ["/app/declarations/1/review", "shell"], ["/e/0123", "shell"],
  ["/e/", null], ["/e/0123/more", null], ["/panel/", null], ["/dev/outbox", null], ["/api/changes", null], ["/application", null],
  ["/documents/1.pdf", null], ["/verify", null], ["/verify?digest=00", null], ["/api/declarations/1/declaration.pdf?version=1", null], ["/api/e/0123/declaration.pdf", null], ["/livez", null], ["/assets/app-1.js", null], ["/catalogue/current.json", null], ["https://other.example/app/", null],
])) {
  test(`going to ${path}`, () => assert.equal(way(request(path), ORIGIN, KEPT), expected));
}
for (const [path, more, expected] of /** @type {[string, any, string | null][]} */ ([
  ["/assets/app-1.js", {}, "kept"], ["/assets/app-2.js", {}, null], ["/manifest.webmanifest", {}, "kept"], ["/catalogue/current.json", {}, "fresh"],
  ["/api/changes", {}, null], ["/api/e/1", {}, null], ["/", {}, null], ["/app/", {}, null], ["/find", {}, null], ["/assets/app-1.js", { method: "POST" }, null], ["https://other.example/assets/app-1.js", {}, null],
])) {
  test(`asking for ${path} ${JSON.stringify(more)}`, () => assert.equal(way(request(path, { mode: "cors", ...more }), ORIGIN, KEPT), expected));
}
for (const [path, expected] of [
  ["/", "/"], ["/app/sign_in", "/"], ["/app/sign_in/", "/"], ["/app", "/app/"], ["/app/", "/app/"], ["/app/sign_in_again", "/app/"], ["/app/summons", "/app/"], ["/app/declarations/1/review", "/app/"],
  ["/e/0123", "/find"], ["/find", "/find"], ["/kode", "/find"],
]) {
  test(`${path} is answered with the document of ${expected}`, () => assert.equal(door_of(path), expected));
}

/** The browser's Cache and network, as small as they can be: what lies where, and what the network answers. */
class Cache {
  kept = new Map();
  match = async (/** @type {string} */ path) => this.kept.get(path)?.clone();
  put = async (/** @type {string} */ path, /** @type {Response} */ answer) => void this.kept.set(path, answer);
}
/** @type {Map<string, Cache>} */
let stored;
/** @type {Record<string, any>} */
let network;

beforeEach(() => {
  stored = new Map();
  network = {};
  globalThis.caches = /** @type {any} */ ({
    open: async (/** @type {string} */ name) => stored.get(name) ?? stored.set(name, new Cache()).get(name),
    keys: async () => [...stored.keys()],
    delete: async (/** @type {string} */ name) => stored.delete(name),
    match: async (/** @type {string} */ path, /** @type {{ cacheName: string }} */ { cacheName }) => stored.get(cacheName)?.match(path),
  });
  globalThis.Request = /** @type {any} */ (class { constructor(/** @type {string} */ url) { this.url = url; } });
  globalThis.fetch = async (/** @type {any} */ asked) => {
    const answer = network[asked.url ?? asked];
    if (!answer) throw new TypeError("no network");
    return answer();
  };
});

const ok = (/** @type {string} */ text) => () => new Response(text);
const paths = (/** @type {string} */ name) => [...(stored.get(name)?.kept.keys() ?? [])].sort();

test("a shell is kept whole", async () => {
  network = { "/": ok("page"), "/a.js": ok("script") };
  await fill("1", ["/", "/a.js"]);
  assert.deepEqual(paths(shell_name("1")), ["/", "/a.js"]);
  assert.equal(await (await from_shell("1", "/a.js")).text(), "script");
});

for (const [why, answer] of /** @type {[string, any][]} */ ([
  ["is missing", () => new Response("", { status: 404 })],
  ["is a login page somewhere else", () => Object.defineProperty(new Response("x"), "redirected", { value: true })],
])) {
  test(`a shell of which a file ${why} is not installed`, async () => {
    network = { "/": ok("page"), "/a.js": answer };
    await assert.rejects(fill("1", ["/", "/a.js"]));
  });
}

test("the browser takes by itself what is the same for everybody, of this shell only", () => {
  const own = routes("2", ["/", "/app/", "/find", "/assets/app-AB12.js", "/icons/icon.svg", "/manifest.webmanifest"]);
  assert.deepEqual(own.map(({ condition }) => condition.urlPattern.pathname), ["/app/", "/assets/app-AB12.js"]);
  for (const { condition, source } of own) {
    assert.equal(source.cacheName, shell_name("2"));
    assert.deepEqual([condition.urlPattern.search, condition.requestMethod], ["", "get"]);
  }
});

test("cleaning deletes older shells and nobody else's caches", async () => {
  for (const name of [shell_name("1"), shell_name("2"), "logbog-catalogue", "somebody-else"]) await caches.open(name);
  await clean("2");
  assert.deepEqual([...stored.keys()], [shell_name("2"), "logbog-catalogue", "somebody-else"]);
});

test("the catalogue lies ready before anybody asks, and is renewed behind what is shown", async () => {
  network = { "/catalogue/current.json": ok("old") };
  await warm();
  network = { "/catalogue/current.json": ok("new") };
  /** @type {Promise<unknown>[]} */
  const behind = [];
  assert.equal(await (await from_catalogue("/catalogue/current.json", (p) => behind.push(p))).text(), "old");
  await Promise.all(behind);
  network = {};
  assert.equal(await (await from_catalogue("/catalogue/current.json", () => {})).text(), "new");
});

test("an error or a login page never takes the catalogue's place", async () => {
  network = { "/catalogue/current.json": ok("good") };
  await warm();
  network = { "/catalogue/current.json": () => new Response("oh no", { status: 500 }) };
  await warm();
  assert.equal(await (await from_catalogue("/catalogue/current.json", () => {})).text(), "good");
});

test("wiping takes our caches only", async () => {
  for (const name of [shell_name("1"), "logbog-catalogue", "somebody-else"]) await caches.open(name);
  await wipe();
  assert.deepEqual([...stored.keys()], ["somebody-else"]);
});
