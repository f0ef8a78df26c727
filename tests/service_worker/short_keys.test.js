/** The short keys of the built app: no two sentences share one, and what code asks for is what the file has. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fewer_icons, named_in, shorten_code, shorten_words, words_in } from "../../short_keys.js";

const WORDS = "pwa/words/da";
const files = readdirSync(WORDS).map((name) => readFileSync(`${WORDS}/${name}`, "utf8"));

test("every sentence keeps a key of its own", () => {
  const long = files.flatMap((json) => Object.entries(JSON.parse(json)));
  const short = files.flatMap((json) => Object.entries(JSON.parse(shorten_words(json))));
  assert.deepEqual(short.map(([, sentence]) => sentence).sort(), long.map(([, sentence]) => sentence).sort());
  assert.equal(new Set(short.map(([key]) => key)).size, long.length);
});

test("code asks for the key that the file has", () => {
  const words = Object.assign({}, ...files.map((json) => JSON.parse(shorten_words(json))));
  const key = (/** @type {string} */ code) => shorten_code(code).match(/"([^"]+)"/)?.[1];
  assert.equal(words[key('t("message.title")') ?? ""], "Skriv en besked");
  assert.equal(words[`${key('count(\n"photos.count", n)')}.one`], "1 billede");
  assert.equal(key('word_of("role", "school")'), "role");
  assert.equal(words["role.school"], "skolen");
});

test("a room holds the sentences that its code asks for, and no others", () => {
  const said = words_in(["pwa/pages/find.js"], `t("find.title");count("photos.all",n);word_of("refusal",x?"address_form":"address_missing")`);
  for (const key of ["photos.all.one", "photos.all.other", "find.title", "refusal.address_form", "refusal.address_missing"]) assert.ok(said(key), key);
  for (const key of ["message.title", "refusal.cvr_check", "refusal.name_missing", "role.school"]) assert.ok(!said(key), key);
  const missing = words_in(["pwa/pages/find.js", "pwa/parts/recipients.js"], 'word_of("refusal",`${e}_missing`)');
  for (const key of ["refusal.name_missing", "role.school"]) assert.ok(missing(key), key);
});

test("a room holds the icons that its code names, and no others", () => {
  const fewer = fewer_icons(readFileSync("pwa/parts/icon.js", "utf8"), named_in('icon("eye");badge("ok","check",n)'));
  assert.deepEqual([...fewer.matchAll(/^ {2}(\w+): "M/gm)].map(([, name]) => name), ["check", "eye"]);
});
