/** Who may touch what in the browser's code: the JavaScript rows of "who may import whom", as rules. */
import js from "@eslint/js";
import globals from "globals";

const NETWORK = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"];
const SCREEN = ["window", "document", "globalThis", "self", "navigator", "location", "localStorage", "sessionStorage"];
const WINDOWS = ["window", "globalThis", "self"]; // the same global by another door

/** Forbids globals both by their bare name and as a property of window. */
const no_globals = (...names) => ({
  "no-restricted-globals": ["error", ...names],
  "no-restricted-properties": [
    "error",
    ...WINDOWS.flatMap((object) => names.map((property) => ({ object, property }))),
    { object: "navigator", property: "sendBeacon" },
  ],
});
const no_imports = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });
const no_syntax = (...rules) => ({
  "no-restricted-syntax": ["error", ...rules.map(([selector, message]) => ({ selector, message }))],
});

// The Content-Security-Policy blocks these at run time; here they are found before.
const MARKUP = [
  ["MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|parseFromString)$/]", "Render with lit-html."],
  ["TemplateElement[value.raw=/\\.(inner|outer)HTML=/]", "Render with lit-html."],
  ["TemplateElement[value.raw=/\\sstyle=/]", "Use a class, or .style=${…}; the policy blocks style attributes."],
  ["CallExpression[callee.property.name='setAttribute'][arguments.0.value='style']", "The policy blocks style attributes."],
  ["ImportDeclaration[source.value=/(style-map|unsafe-html|unsafe-svg)/]", "The policy blocks what this directive writes."],
];
const PURE = [
  ["NewExpression[callee.name='Date'][arguments.length=0]", "Today and now are arguments."],
  ["CallExpression[callee.name='Date']", "Today and now are arguments."],
  ["MemberExpression[object.name='Date'][property.name='now']", "Today and now are arguments."],
  ["MemberExpression[object.name='Math'][property.name='random']", "Chance is an argument."],
];
const IDB = { group: ["idb", "idb/*"], message: "Only pwa/storage/ knows IndexedDB." };
const PAGES = { regex: "(^|/)pages/", message: "Only the rooms know pages." };

export default [
  { ignores: ["build/", "node_modules/", ".venv/", "var/"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["*.js", "tests/**/*.js"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ["pwa/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: { ...no_globals(...NETWORK, "indexedDB"), ...no_imports(IDB), ...no_syntax(...MARKUP) },
  },
  { files: ["pwa/photos/backup.js"], languageOptions: { globals: { ZIPPER: "readonly" } } },
  { files: ["pwa/trusted.js", "pwa/photos/take_in.js"], languageOptions: { globals: { SHRINKER: "readonly", ZIPPER: "readonly" } } },
  { files: ["pwa/api.js", "pwa/zip_download.js"], rules: no_globals("indexedDB", "XMLHttpRequest", "WebSocket", "EventSource") },
  { files: ["pwa/storage/**/*.js"], rules: { ...no_globals(...NETWORK), "no-restricted-imports": "off" } },
  { files: ["pwa/sync.js"], rules: no_globals(...NETWORK, "indexedDB", "document", "window") },
  {
    files: ["pwa/photos/**/*.js"],
    rules: {
      ...no_globals(...NETWORK, "importScripts", "indexedDB"),
      ...no_imports(IDB, PAGES, { regex: "(^|/)(api|sync|sync_loop|desk|visit|updates)\\.js$", message: "Photos never reach the network." }),
    },
  },
  { files: ["pwa/parts/**/*.js"], rules: no_imports(IDB, PAGES) },
  {
    files: ["pwa/pages/*.js"],
    rules: no_imports(IDB, PAGES, { regex: "^\\./[^/]+\\.js$", message: "A page knows no other page; share it in parts/." }),
  },
  {
    files: ["pwa/domain/**/*.js"],
    rules: {
      ...no_globals(...NETWORK, ...SCREEN, "indexedDB", "crypto"),
      ...no_imports({ regex: "^(?!\\./)", message: "Rules know only rules." }),
      ...no_syntax(...MARKUP, ...PURE),
    },
  },
  {
    files: ["service_worker/**/*.js"],
    languageOptions: { globals: { ...globals.serviceworker, PRECACHE: "readonly", VERSION: "readonly" } },
    rules: no_imports({ regex: "pwa/(?!words/|domain/)", message: "The worker knows itself, pwa/words and the rules." }),
  },
];
