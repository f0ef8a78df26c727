/** The frame of every page: header with the state of the sync, content, the one action at the bottom, tabs. */
import { html, nothing } from "lit-html";
import { stuck } from "../domain/queue.js";
import { brief_day, clock, count, t, time_in_words } from "../words.js";
import { badge } from "./badge.js";
import { handed_bar } from "./handed_bar.js";
import { icon, mark } from "./icon.js";

/** @import { State } from "../state.js" */
/** The apprentice's ways round, in their own room only. @type {(path: string) => unknown} */
let tab_bar = () => nothing;
/** @param {typeof tab_bar} bar */
export const have_tabs = (bar) => {
  tab_bar = bar;
};

/**
 * @param {State} state
 * @param {{ content: unknown, action?: unknown, tabs?: boolean, wide?: boolean }} parts
 */
export const page = (state, { content, action, tabs = true, wide = false }) => html`
  <a class="skip" href="#main" @click=${skip}>${t("app.skip")}</a>
  <header class="top">
    ${state.handed ? html`<span class="brand">${mark} Logbog</span>` : html`<a class="brand" href=${state.person ? "/app/" : "/"}>${mark} Logbog</a>`}
    <span class="grow"></span>
    <span role="status" aria-live="polite">${sync_badge(state)}</span>
  </header>
  ${handed_bar(state)} ${notices(state)}
  ${state.ui.notice && !state.ui.message ? html`<p class="notice ok" role="status">${icon("check")} ${state.ui.notice}</p>` : nothing}
  <main id="main" class=${wide ? "wide" : ""} tabindex="-1">${content}</main>
  ${action && action !== nothing ? html`<footer class="bar"><div class="bar-inside">${action}</div></footer>` : nothing}
  ${tabs && state.person ? tab_bar(state.path) : nothing}
`;

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** Where what was typed is: on the phone, on its way, there. @param {State} state */
export function sync_badge({ queue: mine, hand_backs, left, typing, ending, kept, person, visit }) {
  const out_of_sight = [...hand_backs.filter(({ sent }) => !sent), ...left];
  const queue = [...mine, ...out_of_sight.map(() => /** @type {{ blocked: null }} */ ({ blocked: null }))];
  if (kept === "unsaved") return badge("stop", "alert", t("sync.unsaved"));
  if (!person && !visit) return nothing;
  const since = since_words(mine);
  const refused = queue.filter((item) => item.blocked).length;
  if (refused) return badge("stop", "alert", count("sync.refused", refused));
  if (queue.length && ending === "signed_out") return badge("warn", "user", t("sync.signed_out"), since);
  if (ending === "later" && mine.some(stuck)) return badge("warn", "alert", t("sync.stuck"), since);
  if (queue.length && ending === "offline") return badge("wait", "phone", t("sync.offline"), since);
  if (queue.length || typing) return badge("wait", "cloud", t("sync.sending"), since);
  if (ending === "offline") return badge("quiet", "cloud", t("sync.no_network"));
  if (!ending) return nothing; // before the first exchange nobody knows
  if (visit?.may === "fill" && visit.paper && visit.awaiting?.door === "paper") return badge("wait", "clock", t("typed.waits"));
  if (visit?.status === "releasing") return badge("wait", "clock", t("sync.releasing", { at: clock(visit.releases_at) }));
  return badge("ok", "check", visit?.may === "fill" ? kept_words(visit) : t("sync.sent")); // what is being filled in has not been sent to anybody
}

/** What somebody else typed in from paper, or nothing yet, is no answer of one's own. @param {import("../types.d.ts").Visit} visit */
function kept_words({ answers, paper }) {
  const any = Object.entries(answers).some(([field, { value }]) => field.startsWith("supervisor.") && value !== null);
  return any && !paper ? t("fill.kept") : t("sync.kept");
}

const A_WHILE = 5 * 60_000;
const LONG = 24 * 3_600_000;

/** @param {State["queue"]} queue */
const oldest_of = (queue) => queue.map((item) => item.made_at).sort()[0];

/** "siden 14.03": since when the oldest unsent thing waits, once that is no more a moment. @param {State["queue"]} queue */
function since_words(queue) {
  const oldest = oldest_of(queue);
  const waited = oldest ? Date.now() - Date.parse(oldest) : 0;
  return waited < A_WHILE ? "" : t("sync.since", { at: waited < LONG ? clock(oldest) : brief_day(oldest) });
}

/** What has waited for more than a day is said, with a way to it. @param {State["queue"]} queue */
function waits_long(queue) {
  const oldest = oldest_of(queue);
  if (!oldest || Date.now() - Date.parse(oldest) < LONG) return nothing;
  return html`<p class="notice warn">${icon("clock")} ${t("unsent.oldest", { at: time_in_words(oldest) })} ${see("")}</p>`;
}

/** The way to what is not sent, from everywhere else. @param {string} path */
const see = (path) => (path === "/app/unsent" ? nothing : html`<a href="/app/unsent">${t("unsent.see")}</a>`);

/** Why answers were refused; a deed that was refused says so on its own page. @param {State["queue"]} queue */
const refusals = (queue) => [...new Set(queue.filter((item) => item.kind === "operation" && item.blocked).map((item) => item.blocked?.message))];

const troubles = () => ({
  blocked: t("app.blocked"),
  outdated: t("app.outdated"),
  no_storage: t("app.no_storage"),
  private: t("app.private"),
  too_old: t("app.too_old"),
});

/** @param {State} state */
export const notices = ({ photo_count, trouble, update, kept, unsaved, clock_off, person, visit, ending, path, queue }) => html`
  ${(person || visit) && path !== "/app/unsent" ? waits_long(queue) : nothing}
  ${ending === "later" && queue.some(stuck) ? html`<p class="notice warn">${icon("alert")} ${t("unsent.stuck")} ${see(path)}</p>` : nothing}
  ${refusals(queue).map((words) => html`<p class="notice stop" role="alert">${icon("alert")} ${t("sync.refused_why", { why: words })} ${see(path)}</p>`)}
  ${person && ending === "signed_out" && path !== "/app/sign_in" ? html`<p class="notice warn" role="alert">${icon("user")} ${t("sync.signed_out_long")} <a href="/app/sign_in">${t("sign_in.go")}</a></p>` : nothing}
  ${kept === "unsaved" ? html`<p class="notice stop" role="alert">${icon("alert")} ${t("sync.unsaved_long")} <button type="button" class="link" @click=${() => navigator.clipboard.writeText(unsaved)}>${t("sync.copy_unsaved")}</button></p>` : nothing}
  ${trouble ? html`<p class="notice warn" role="alert">${icon("alert")} ${troubles()[trouble]}</p>` : nothing}
  ${photo_count && photo_count.there < photo_count.expected && !path.startsWith("/app/photos") ? html`<p class="notice stop" role="alert">${icon("alert")} ${t("guard.lost_short")} <a href="/app/photos">${t("guard.see")}</a></p>` : nothing}
  ${clock_off ? html`<p class="notice warn">${icon("clock")} ${t("app.clock", { off: how_far(Math.abs(clock_off)) })}</p>` : nothing}
  ${update ? html`<p class="notice wait">${icon("cloud")} ${t("app.new_version")} <button type="button" class="link" @click=${update}>${t("app.update_now")}</button></p>` : nothing}
`;

/** @param {number} minutes */
function how_far(minutes) {
  if (minutes < 120) return count("app.minutes", minutes);
  return minutes < 2880 ? count("app.hours", Math.round(minutes / 60)) : count("app.days", Math.round(minutes / 1440));
}

/** A way back, above the heading. @param {string} href @param {string} words */
export const back = (href, words) => html`<p><a class="back" href=${href}>${icon("back")} ${words}</a></p>`;
