/**
 * Builds what browsers get, into build/: a document a room, assets/ with hashed names, the service worker.
 * Only this release's files are in build/assets; the server keeps those of earlier releases (server/assets.py).
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as esbuild from "esbuild";
import { DOORS } from "./pwa/domain/rooms.js";
import { fewer_icons, named_in, shorten_code, shorten_words, words_in } from "./short_keys.js";

/** Templates need no indentation on the wire, sentences no long keys, and a room no sentence that it never says and no icon that it never draws. */
const flat = (said, named) => ({
  name: "flat",
  setup: ({ onLoad }) =>
    onLoad({ filter: /pwa.[a-z_/\\]+\.js(on)?$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (path.endsWith(".json")) return { contents: shorten_words(source, said), loader: "json" };
      return { contents: shorten_code((path.endsWith("icon.js") ? fewer_icons(source, named) : source).replace(/\n\s+/g, "\n")) };
    }),
});
/** To see what a room's code names: sentences name nothing. */
const wordless = { name: "wordless", setup: ({ onLoad }) => onLoad({ filter: /words.da.\w+\.json$/ }, () => ({ contents: "{}", loader: "json" })) };
const common = { bundle: true, minify: true, target: ["es2022", "safari16"], logLevel: "warning" };
const build = (options) => esbuild.build({ ...common, ...options }).catch(() => process.exit(1)); // it has said why

const hashed = { outdir: "build/assets", entryNames: "[name]-[hash]", metafile: true };

/** The rooms: each is a document with one script that holds all it needs (pwa/domain/rooms.js). */
const ROOMS = Object.keys(DOORS);

/** What the pages that the server makes are dressed in: no phone keeps it. */
const PAGES = { styles: "pwa/styles/panel.css", script: "pwa/panel.js", preview: "pwa/preview.js" };

/** Bundles the scripts and the styles; answers {"pwa/app.js": "/assets/app-HASH.js", …}. */
async function bundle() {
  const shrinker = await build({ ...hashed, entryPoints: ["pwa/photos/shrinker.js"], format: "iife" });
  const zipper = await build({ ...hashed, entryPoints: ["pwa/photos/zipper.js"], format: "esm" });
  const path_of = ({ metafile }) => JSON.stringify(Object.keys(metafile.outputs)[0].slice("build".length));
  const styles = await build({ ...hashed, entryPoints: ["pwa/styles/app.css"], assetNames: "[name]-[hash]", loader: { ".svg": "file", ".png": "file" } });
  const pages = await build({ ...hashed, entryPoints: Object.values(PAGES), format: "esm" });
  const script = (room, options) =>
    build({
      entryPoints: [`pwa/${room}.js`],
      format: "iife", // a browser keeps a worker's scripts compiled, but no modules: a start from the phone parses nothing
      external: ["/assets/*"], // the zipper is built already, and fetched when it is wanted
      define: { SHRINKER: path_of(shrinker), ZIPPER: path_of(zipper) },
      metafile: true,
      ...options,
    });
  const rooms = ROOMS.map(async (room) => {
    const { metafile, outputFiles } = await script(room, { write: false, plugins: [wordless] });
    const { inputs } = Object.values(metafile.outputs)[0];
    const code = Object.keys(inputs).filter((path) => path.endsWith(".js") && inputs[path].bytesInOutput);
    const [{ text }] = outputFiles;
    return script(room, { ...hashed, plugins: [flat(words_in(code, text), named_in(text))] });
  });
  const outputs = [shrinker, zipper, styles, pages, ...(await Promise.all(rooms))].flatMap(({ metafile }) => Object.entries(metafile.outputs));
  return Object.fromEntries(outputs.map(([path, { entryPoint }]) => [entryPoint ?? path, path.slice("build".length)]));
}

/** index.html names its sources (src="app.js", href="styles/app.css"); a room's shell names the built files. */
function shell(assets, room) {
  let html = readFileSync("pwa/index.html", "utf8");
  for (const [source, built] of [["app.js", `${room}.js`], ["styles/app.css", "styles/app.css"]]) {
    const reference = new RegExp(`(src|href)="[./]*${source.replace(".", "\\.")}"`);
    if (!reference.test(html)) throw new Error(`pwa/index.html does not name ${source}`);
    html = html.replace(reference, `$1="${assets[`pwa/${built}`]}"`);
  }
  return html;
}

const document_of = Object.fromEntries(ROOMS.map((room) => [DOORS[room], `/${room}.html`]));
const file = (path) => `build${document_of[path] ?? path}`;

mkdirSync("build", { recursive: true });
const assets = await bundle();
cpSync("pwa/manifest.webmanifest", "build/manifest.webmanifest");
cpSync("pwa/icons", "build/icons", { recursive: true });
const html = ROOMS.map((room) => shell(assets, room));
ROOMS.forEach((room, place) => {
  writeFileSync(`build/${room}.html.new`, html[place]);
  renameSync(`build/${room}.html.new`, `build/${room}.html`); // a server that runs meanwhile never reads half a page
});

writeFileSync("build/pages.json.new", JSON.stringify(Object.fromEntries(Object.entries(PAGES).map(([name, path]) => [name, assets[path]]))));
renameSync("build/pages.json.new", "build/pages.json");
const kept = Object.entries(assets).flatMap(([path, built]) => (Object.values(PAGES).includes(path) ? [] : [built]));

const icons = readdirSync("pwa/icons").map((name) => `/icons/${name}`);
const PRECACHE = [...Object.values(DOORS), ...kept, "/manifest.webmanifest", ...icons].sort();
const manifest = JSON.parse(readFileSync("pwa/manifest.webmanifest", "utf8"));
const named = [...html.join("").matchAll(/(?:src|href)="(\/[^"]*)"/g)].map((match) => match[1]);
const wanted = [...PRECACHE, ...named, ...(manifest.icons ?? []).map((icon) => icon.src)];
const missing = wanted.filter((path) => !existsSync(file(path)));
if (missing.length) throw new Error(`Named, but not built: ${[...new Set(missing)].join(", ")}`);
const VERSION = PRECACHE.reduce((hash, path) => hash.update(readFileSync(file(path))), createHash("sha256")).digest("hex");

await build({
  entryPoints: ["service_worker/service_worker.js"],
  outfile: "build/service_worker.js",
  format: "iife",
  define: { PRECACHE: JSON.stringify(PRECACHE), VERSION: JSON.stringify(VERSION) },
});
await build({ entryPoints: ["service_worker/kill_switch.js"], outfile: "build/kill_switch.js", format: "iife" });

for (const name of readdirSync("build/assets")) if (!Object.values(assets).includes(`/assets/${name}`)) rmSync(`build/assets/${name}`);
