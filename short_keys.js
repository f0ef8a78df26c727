/** Sentences have keys that people can read; on the wire a number does. Used by build.js alone: tests and the server read the long ones. */
import { readFileSync, readdirSync } from "node:fs";

const WORDS = "pwa/words/da";
const sources = readdirSync("pwa", { recursive: true }).filter((name) => name.endsWith(".js"));
const keys = readdirSync(WORDS).flatMap((name) => Object.keys(JSON.parse(readFileSync(`${WORDS}/${name}`, "utf8"))));

/** Families whose members are asked for by a name that comes from data: they keep theirs. */
const families = new Set(sources.flatMap((name) => [...readFileSync(`pwa/${name}`, "utf8").matchAll(/\bword_of\(\s*"(\w+)"/g)].map(([, family]) => family)));
const stem = (key) => key.replace(/\.(one|other)$/, "");
const numbers = new Map([...new Set(keys.map(stem))].sort().map((name, place) => [name, place.toString(36)]));

const short = (key) => (families.has(key.split(".")[0]) ? key : key.replace(stem(key), numbers.get(stem(key)) ?? stem(key)));

/** Which sentences the code of these files asks for: by their keys, or as members of a family. @param {string[]} paths */
export function words_in(paths) {
  const code = paths.map((path) => readFileSync(path, "utf8")).join("\n");
  const asked = new Set([...code.matchAll(/\b(?:t|count)\(\s*"([\w.]+)"/g)].map(([, key]) => key));
  const of_family = new Set([...code.matchAll(/\bword_of\(\s*"(\w+)"/g)].map(([, family]) => family));
  return (key) => asked.has(key) || asked.has(stem(key)) || of_family.has(key.split(".")[0]);
}

/** The sentences of one file that are said. @param {string} json @param {(key: string) => boolean} [said] */
export const shorten_words = (json, said = () => true) =>
  JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json)).filter(([key]) => said(key)).map(([key, sentence]) => [short(key), sentence])));

/** Keys are literal in code: `t("key"`, `count("key"`. @param {string} code */
export const shorten_code = (code) => code.replace(/\b(t|count)\((\s*)"([\w.]+)"/g, (_, how, space, key) => `${how}(${space}"${short(key)}"`);
