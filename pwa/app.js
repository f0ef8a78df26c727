/** Starts the app: reads the device, follows the address bar, draws. */
import { html, nothing, render } from "lit-html";
import { on_answer } from "./api.js";
import { flush, start } from "./desk.js";
import { take_up_hand_backs } from "./hand_backs.js";
import { handed_path, take_up, watch_hands } from "./hand_over.js";
import { watch_install } from "./install.js";
import { go, NAVIGATED } from "./navigation.js";
import { hear_worker } from "./notifications.js";
import { on_trouble } from "./storage/database.js";
import { notices } from "./parts/page.js";
import { storage_trouble } from "./storage/trouble.js";
import { page_for } from "./routes.js";
import { store } from "./state.js";
import { check, watch_updates } from "./updates.js";
import { t } from "./words.js";
import { enter, flush as flush_visit, leave } from "./visit.js";
import { flush as flush_log } from "./log_book.js";
import { flush as flush_photo } from "./photo_book.js";
import { taken_in } from "./photos/take_in.js";

const body = document.body;
/** @type {string | null} */
let shown = null;

/** Follows the address: a new page starts with nothing remembered, at the top, and says its heading. */
function follow() {
  const { handed } = store.get();
  const { page, params } = page_for(location.pathname);
  if (handed && location.pathname !== handed_path(handed)) return go(handed_path(handed), { replace: true });
  if (!handed && params.public_id?.includes("-")) return go("/app/", { replace: true }); // a hand-over that is over
  const same = shown === location.pathname;
  shown = location.pathname;
  store.set({ path: location.pathname, params, ...(same ? {} : { ui: {} }) });
  if (params.public_id) enter(params.public_id).catch(say_trouble);
  else leave();
  if (store.get().ready) page.enter?.(params);
  if (same) return;
  scrollTo(0, 0);
  setTimeout(() => document.querySelector("h1")?.focus({ preventScroll: true }));
}

/** What the browser does not keep is said before anybody types. */
async function say_trouble() {
  const trouble = await storage_trouble();
  if (trouble) store.set({ trouble });
}

function draw() {
  const state = store.get();
  const { page } = page_for(state.path);
  document.title = `${page.title(state)} · Logbog`;
  render(state.ready ? page.view(state) : html`${state.trouble ? notices(state) : nothing}<main><p class="muted">${t("app.opening")}</p></main>`, body);
  document.querySelector("h1")?.setAttribute("tabindex", "-1");
}

/** @param {MouseEvent} event */
function follow_link(event) {
  const link = /** @type {Element} */ (event.target).closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return;
  if (link.origin !== location.origin || link.target || !/^\/$|^\/app\/|^\/find$/.test(link.pathname) || link.hash) return;
  event.preventDefault();
  go(link.pathname);
}

addEventListener("popstate", follow);
addEventListener("hashchange", follow); // a mailed link tapped while its page is open changes only the fragment
addEventListener(NAVIGATED, follow);
hear_worker((path) => path !== location.pathname && go(path));
body.addEventListener("click", follow_link);
on_trouble((trouble) => store.set({ trouble }));
on_answer(({ status, headers }) => {
  const minutes = Math.round((Date.now() - Date.parse(headers.get("date") ?? "")) / 60_000);
  store.set({ clock_off: Math.abs(minutes) > 5 ? minutes : 0 });
  if (status !== 426) return;
  store.set({ trouble: "too_old" });
  check();
});
store.subscribe(draw);
watch_install((can_install) => store.set({ can_install }));
watch_hands();
take_up()
  .catch(() => {}) // without storage nothing can have been handed over; it is said below
  .then(() => {
    follow();
    take_up_hand_backs().catch(() => {});
    return start();
  })
  .catch(() => store.set({ ready: true }))
  .then(() => {
    const { page, params } = page_for(location.pathname);
    page.enter?.(params); // a page that was opened cold is entered when the device has been read
    return say_trouble();
  });
watch_updates({
  offer: (update) => store.set({ update }),
  quiet: () => !store.get().typing && !store.get().queue.length && !store.get().adding && store.get().kept === "saved",
  settle: () => Promise.all([flush(), flush_visit(), flush_log(), flush_photo(), taken_in()]),
}).catch(() => {}); // a private window has no worker: the app works on
