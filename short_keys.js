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

/**
 * Which sentences a room asks for: by their keys, or as members of a family. Of the refusals only those that its own rules
 * name: with the others the server sends the words.
 * @param {string[]} paths of its code @param {string} script the same when it is built: what it never calls is not in it
 */
export function words_in(paths, script) {
  const code = paths.map((path) => readFileSync(path, "utf8")).join("\n");
  const of_family = new Set([...code.matchAll(/\bword_of\(\s*"(\w+)"/g)].map(([, family]) => family));
  const named = named_in(script);
  const any_missing = script.includes("}_missing`"); // `<field>_missing`
  const said_here = (/** @type {string} */ name) => named.has(name) || (any_missing && name.endsWith("_missing"));
  return (/** @type {string} */ key) => {
    const [family, name] = key.split(".");
    return named.has(key) || named.has(stem(key)) || (of_family.has(family) && (family !== "refusal" || said_here(name)));
  };
}

/** What stands in quotes. @param {string} script */
export const named_in = (script) => new Set([...script.matchAll(/"([\w.]+)"/g)].map(([, name]) => name));

/** The sentences of one file that are said. @param {string} json @param {(key: string) => boolean} [said] */
export const shorten_words = (json, said = () => true) =>
  JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json)).filter(([key]) => said(key)).map(([key, sentence]) => [short(key), sentence])));

/** The icons that a room names. @param {string} code of parts/icon.js @param {Set<string>} named */
export const fewer_icons = (code, named) => code.replace(/^ {2}(\w+): "M.*\n/gm, (line, name) => (named.has(name) ? line : ""));

/** Keys are literal in code: `t("key"`, `count("key"`. @param {string} code */
export const shorten_code = (code) => code.replace(/\b(t|count)\((\s*)"([\w.]+)"/g, (_, how, space, key) => `${how}(${space}"${short(key)}"`);
