/**
 * Builds what browsers get, into build/: the shell (app.html), assets/ with hashed names, the service worker.
 * Only this release's files are in build/assets; the server keeps those of earlier releases (server/assets.py).
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as esbuild from "esbuild";
import { shorten_code, shorten_words } from "./short_keys.js";

/** Templates need no indentation on the wire, and sentences no long keys. */
const flat = {
  name: "flat",
  setup: ({ onLoad }) =>
    onLoad({ filter: /pwa.[a-z_/\\]+\.js(on)?$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      return path.endsWith(".json") ? { contents: shorten_words(source), loader: "json" } : { contents: shorten_code(source.replace(/\n\s+/g, "\n")) };
    }),
};
const common = { bundle: true, minify: true, target: ["es2022", "safari16"], logLevel: "warning" };
const build = (options) => esbuild.build({ ...common, ...options }).catch(() => process.exit(1)); // it has said why

const hashed = { outdir: "build/assets", entryNames: "[name]-[hash]", metafile: true };

/** Bundles the app's script and style; answers {"app.js": "/assets/app-HASH.js", …}. */
async function bundle() {
  const shrinker = await build({ ...hashed, entryPoints: ["pwa/photos/shrinker.js"], format: "iife" });
  const zipper = await build({ ...hashed, entryPoints: ["pwa/photos/zipper.js"], format: "esm" });
  const path_of = ({ metafile }) => JSON.stringify(Object.keys(metafile.outputs)[0].slice("build".length));
  const { metafile } = await build({
    ...hashed,
    entryPoints: ["pwa/app.js", "pwa/styles/app.css"],
    assetNames: "[name]-[hash]",
    loader: { ".svg": "file", ".png": "file" },
    format: "esm",
    external: ["/assets/*"], // the zipper is built already, and fetched when it is wanted
    define: { SHRINKER: path_of(shrinker), ZIPPER: path_of(zipper) },
    plugins: [flat],
  });
  const outputs = Object.entries({ ...metafile.outputs, ...shrinker.metafile.outputs, ...zipper.metafile.outputs });
  return Object.fromEntries(outputs.map(([path, { entryPoint }]) => [entryPoint ?? path, path.slice("build".length)]));
}

/** index.html names its sources (src="app.js", href="styles/app.css"); the shell names the built files. */
function shell(assets) {
  let html = readFileSync("pwa/index.html", "utf8");
  for (const source of ["app.js", "styles/app.css"]) {
    const reference = new RegExp(`(src|href)="[./]*${source.replace(".", "\\.")}"`);
    if (!reference.test(html)) throw new Error(`pwa/index.html does not name ${source}`);
    html = html.replace(reference, `$1="${assets[`pwa/${source}`]}"`);
  }
  return html;
}

const file = (path) => `build${path === "/" ? "/app.html" : path}`;

mkdirSync("build", { recursive: true });
const assets = await bundle();
cpSync("pwa/manifest.webmanifest", "build/manifest.webmanifest");
cpSync("pwa/icons", "build/icons", { recursive: true });
const html = shell(assets);
writeFileSync("build/app.html.new", html);
renameSync("build/app.html.new", "build/app.html"); // a server that runs meanwhile never reads half a page

const icons = readdirSync("pwa/icons").map((name) => `/icons/${name}`);
const PRECACHE = ["/", ...Object.values(assets), "/manifest.webmanifest", ...icons].sort();
const manifest = JSON.parse(readFileSync("pwa/manifest.webmanifest", "utf8"));
const named = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map((match) => match[1]);
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
