/** "Tag alt med": all that Logbog has of the apprentice in one file, what is not in it, and how far it is. */
import { html, nothing } from "lit-html";
import { database, flush, sync_now } from "../desk.js";
import { undecided } from "../domain/merging.js";
import { gather, gathered, save, stop } from "../everything.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { progress } from "../parts/progress.js";
import { signed_out } from "../parts/signed_out.js";
import { ui } from "../state.js";
import { unsent } from "../storage/unsent.js";
import { count, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Gathered } from "../everything.js" */
/** @import { Unsent } from "../storage/unsent.js" */

export const title = () => t("everything.title");

export async function enter() {
  ui({ gathered: gathered() });
  ui({ waiting: await waiting() });
}

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const now = /** @type {Gathered} */ (state.ui.gathered ?? {});
  return page(state, {
    content: html`
      ${back("/app/profile", t("tabs.profile"))}
      <div class="stack"><h1>${t("everything.title")}</h1><p>${t("everything.lead")}</p></div>
      <section class="card">
        <h2>${t("everything.not_in_it")}</h2>
        <p>${t("everything.photos")}</p>
        <p><a href="/app/photos/backup">${t("everything.photos_go")}</a></p>
        ${state.ui.waiting ? not_sent(state) : nothing}
      </section>
      ${now.making ? how_far(now.making) : nothing}
      <div role="status">${came_of(now)}</div>
    `,
    action: action(now),
  });
}

/** What only the phone holds. @param {State} state */
const not_sent = ({ ui: { waiting: left, sending, tried } }) => html`<div class="panel warn stack">
  <p>${icon("phone")} ${count("everything.waits", left)}</p>
  <p role="status">${sending ? t("everything.sending") : tried ? t("everything.not_sent") : nothing}</p>
  <p class="row"><button type="button" class="button second" ?disabled=${sending} @click=${send_first}>${t("everything.send_first")}</button><a href="/app/unsent">${t("unsent.see")}</a></p>
</div>`;

/** @param {{ done: number, of: number }} making */
const how_far = ({ done, of }) => html`<section class="card">
  ${progress(done, of, of ? t("everything.making", { done, of }) : t("everything.begun"))}
  <p class="small">${t("everything.leave")}</p>
</section>`;

/** @param {Gathered} now */
function came_of({ file, saved, problem }) {
  if (problem) return html`<p class="panel warn">${icon("alert")} ${problem}</p>`;
  if (!file) return nothing;
  return html`<p class="panel ok">${icon("check")} ${saved ? t("everything.saved") : t("everything.ready")}</p>`;
}

/** @param {Gathered} now */
function action({ making, file, saved }) {
  if (making) return html`<button type="button" class="button second" @click=${stop}>${t("everything.stop")}</button>`;
  const again = html`<button type="button" class="button ${file ? "second" : ""}" @click=${gather}>${file ? t("everything.again") : t("everything.gather")}</button>`;
  if (!file) return again;
  return html`<button type="button" class="button ${saved ? "second" : ""}" @click=${save}>${icon("download")} ${t("everything.save", { size: megabytes.format(Math.max(file.size, 50_000) / 1e6) })}</button>${again}`;
}

const megabytes = new Intl.NumberFormat("da-DK", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

async function send_first() {
  ui({ sending: true, tried: false });
  await flush();
  await sync_now();
  const left = await waiting();
  ui({ sending: false, waiting: left, tried: left > 0 });
}

/** How much of the person's own is not sent; what was typed anew in the same place counts once. */
async function waiting() {
  const mine = (await unsent().catch(() => [])).filter((found) => found.database === database());
  return mine.map(number_of).reduce((sum, one) => sum + one, 0);
}

/** @param {Unsent} found */
function number_of({ items, drafts, entries, messages, profile_form }) {
  const places = new Set(items.map((item) => (item.kind === "operation" ? `${item.subject} ${item.body.field}` : item.seq)));
  return places.size + messages.length + undecided(drafts, entries).length + Math.min(Object.keys(profile_form).length, 1);
}
