/** What a push shows, and where a tap may lead: always something, and only to our own pages. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { path_of, read, window_for } from "../../service_worker/notifications.js";

const ORIGIN = "https://logbog.example";
const NEWS = "Der er nyt i din logbog.";
const push = {
  web_push: 8030,
  notification: { title: "Din erklæring er udfyldt", body: "Tryk for at læse den.", lang: "da", navigate: `${ORIGIN}/app/declarations/1` },
  app_badge: 1,
};

test("a push shows what it says and remembers where it leads", () => {
  const { title, options, echo, app_badge } = read(JSON.stringify(push), ORIGIN);
  assert.equal(title, "Din erklæring er udfyldt");
  assert.deepEqual([options.body, options.data, app_badge, echo], ["Tryk for at læse den.", "/app/declarations/1", 1, undefined]);
});

test("the first push brings its token along", () => {
  assert.deepEqual(read(JSON.stringify({ ...push, echo: { id: "1", token: "x" } }), ORIGIN).echo, { id: "1", token: "x" });
});

for (const text of [undefined, "", "x", "null", "7", "[]", "{}", '"x"', '{"notification":{}}', '{"notification":{"title":7,"body":null}}']) {
  test(`something is shown for ${text}`, () => {
    const { title, options } = read(text, ORIGIN);
    assert.deepEqual([title, options.body, options.data], ["Logbog", NEWS, "/"]);
  });
}

for (const [url, path] of /** @type {[any, string][]} */ ([
  [`${ORIGIN}/app/`, "/app/"], [`${ORIGIN}/e/0123456789abcdef`, "/e/0123456789abcdef"], ["/app/profile", "/app/profile"], [`${ORIGIN}/`, "/"],
  [`${ORIGIN}/app/?x=1#y`, "/app/"], ["https://evil.example/app/", "/"], ["//evil.example/app/", "/"], ["javascript:alert(1)", "/"], ["data:text/html,x", "/"],
  [`${ORIGIN}/api/sign_out`, "/"], [`${ORIGIN}/dev/outbox`, "/"], [`${ORIGIN}/app/../api/x`, "/"], ["http://logbog.example/app/", "/"], ["", "/"], [undefined, "/"], [7, "/"],
])) {
  test(`a tap on ${url} leads to ${path}`, () => assert.equal(path_of(url, ORIGIN), path));
}

test("a window that shows the page already is taken before another", () => {
  const windows = [{ url: `${ORIGIN}/app/` }, { url: `${ORIGIN}/app/profile#x` }];
  assert.equal(window_for(windows, "/app/profile"), windows[1]);
  assert.equal(window_for(windows, "/e/1"), windows[0]);
  assert.equal(window_for([], "/app/"), undefined);
});
