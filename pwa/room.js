/** Opens a room: reads whether the phone is in somebody else's hand, follows the address bar, draws. Each room is a document of its own. */
import { html, nothing, render } from "lit-html";
import { on_answer } from "./api.js";
import { follow_hands, handed_path, take_up } from "./handed.js";
import { room_of } from "./domain/rooms.js";
import { watch_install } from "./install.js";
import { before_leaving, go, leaving, NAVIGATED } from "./navigation.js";
import { hear_worker } from "./notifications.js";
import * as lost from "./pages/lost.js";
import { notices } from "./parts/page.js";
import { store } from "./state.js";
import { on_trouble } from "./storage/database.js";
import { storage_trouble } from "./storage/trouble.js";
import { check, watch_updates } from "./updates.js";
import { t } from "./words.js";

/**
 * @typedef {object} Page
 * @property {(state: import("./state.js").State) => string} title
 * @property {(state: import("./state.js").State) => unknown} view
 * @property {(params: Record<string, string>) => void} [enter] called when the page is gone to
 *
 * @typedef {object} Room
 * @property {[string, Page][]} routes
 * @property {() => Promise<unknown>} [before] before any page is shown; it may lead elsewhere
 * @property {(params: Record<string, string>) => void} [arrive] called at every step, before the page is entered
 * @property {() => Promise<unknown>} [start] reads what lies on the device
 * @property {() => Promise<unknown>} [settle] puts what is typed on the disk, before the document goes
 */

const LONG_START = 300;
const nothing_to_do = async () => {};

/** @param {Room} room */
export function open_room({ routes, before = nothing_to_do, arrive = () => {}, start = nothing_to_do, settle = nothing_to_do }) {
  const here = room_of(location.pathname);
  /** @type {string | null} */
  let shown = null;
  let quick = true; // a start that is soon over says nothing of itself: a flash helps nobody

  /** @param {string} path @returns {{ page: Page, params: Record<string, string> }} */
  function page_for(path) {
    for (const [pattern, page] of routes) {
      const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name);
      const found = path.match(new RegExp(`^${pattern.replace(/:\w+/g, "([^/]+)")}/?$`)) ?? null;
      if (found) return { page, params: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1])])) };
    }
    return { page: lost, params: {} };
  }

  /** Follows the address: a new page starts with nothing remembered, at the top, and says its heading. */
  function follow() {
    if (room_of(location.pathname) !== here) return location.reload(); // its page lies in another document
    const { handed } = store.get();
    const { page, params } = page_for(location.pathname);
    if (handed && location.pathname !== handed_path(handed)) return go(handed_path(handed), { replace: true });
    if (!handed && params.public_id?.includes("-")) return go("/app/", { replace: true }); // a hand-over that is over
    const same = shown === location.pathname;
    shown = location.pathname;
    store.set({ path: location.pathname, params, ...(same ? {} : { ui: {} }) });
    arrive(params);
    if (store.get().ready) page.enter?.(params);
    if (same) return;
    scrollTo(0, 0);
    setTimeout(() => document.querySelector("h1")?.focus({ preventScroll: true }));
  }

  function draw() {
    const state = store.get();
    const { page } = page_for(state.path);
    document.title = `${page.title(state)} · Logbog`;
    quick &&= !state.ready && !state.trouble;
    if (quick) return;
    render(state.ready ? page.view(state) : html`${state.trouble ? notices(state) : nothing}<main><p class="muted">${t("app.opening")}</p></main>`, document.body);
    document.querySelector("h1")?.setAttribute("tabindex", "-1");
  }

  addEventListener("popstate", follow);
  addEventListener("hashchange", follow); // a mailed link tapped while its page is open changes only the fragment
  addEventListener(NAVIGATED, follow);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // what happened meanwhile was not heard
  addEventListener("beforeunload", (event) => store.get().kept === "unsaved" && event.preventDefault());
  before_leaving(() => {
    if (store.get().kept === "saved") store.set({ ready: false }); // nothing is typed on the way out
    return settle();
  });
  hear_worker((path) => path !== location.pathname && go(path));
  document.body.addEventListener("click", follow_link);
  watch_device();
  store.subscribe(draw);
  setTimeout(() => {
    quick = false;
    draw();
  }, LONG_START);
  follow_hands();
  take_up()
    .catch(() => {}) // without storage nothing can have been handed over; it is said below
    .then(before)
    .then(() => leaving() || follow())
    .then(() => leaving() || start().finally(() => leaving() || store.set({ ready: true })))
    .catch(() => store.set({ ready: true }))
    .then(() => {
      if (leaving()) return;
      const { page, params } = page_for(location.pathname);
      page.enter?.(params); // a page that was opened cold is entered when the device has been read
      return say_trouble();
    });
  watch_updates({
    offer: (update) => store.set({ update }),
    quiet: () => !store.get().typing && !store.get().queue.length && !store.get().adding && store.get().kept === "saved",
    settle,
  });
}

/** What the browser does not keep is said before anybody types. */
export async function say_trouble() {
  const trouble = await storage_trouble();
  if (trouble) store.set({ trouble });
}

/** @param {MouseEvent} event */
function follow_link(event) {
  const link = /** @type {Element} */ (event.target).closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return;
  if (link.origin !== location.origin || link.target || !/^\/$|^\/app\/|^\/find$|^\/kode$/.test(link.pathname) || link.hash) return;
  event.preventDefault();
  go(link.pathname);
}

/** Troubles of the browser and the clock, and an app that is too old to be understood. */
function watch_device() {
  on_trouble((trouble) => store.set({ trouble }));
  on_answer(({ status, headers }) => {
    const minutes = Math.round((Date.now() - Date.parse(headers.get("date") ?? "")) / 60_000);
    store.set({ clock_off: Math.abs(minutes) > 5 ? minutes : 0 });
    if (status !== 426) return;
    store.set({ trouble: "too_old" });
    check();
  });
  watch_install((can_install) => store.set({ can_install }));
}
