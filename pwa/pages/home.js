/** Home: the one next thing to do, what is still missing, and how far the education is. */
import { html, nothing } from "lit-html";
import { follows_older_order, missing } from "../domain/declarations.js";
import { hindrances } from "../domain/summonses.js";
import { disputed, to_be_read } from "../domain/finished.js";
import { main_courses_of } from "../domain/catalogue.js";
import { badge } from "../parts/badge.js";
import { declaration_state } from "../parts/declaration_state.js";
import { heading } from "../parts/declaration_words.js";
import { folding_rule } from "../parts/folding_rule.js";
import { moved_news } from "../parts/moved_edition.js";
import { page } from "../parts/page.js";
import { progress } from "../parts/progress.js";
import { signed_out } from "../parts/signed_out.js";
import { icon } from "../parts/icon.js";
import { edition_of, own_edition, today, values_of } from "../state.js";
import { kept_code } from "../storage/kept_code.js";
import { clock, count, day_in_words, t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

/** Not yet filled in; a correction leaves it filled in. @param {Declaration} declaration */
const is_open = ({ status, sealed }) => !sealed && ["draft", "requested", "releasing"].includes(status);

export const title = () => t("home.title");

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  return page(state, {
    content: html`
      <section class="stack"><h1>${t("home.next")}</h1>${moved_news(state)} ${arrived(state)} ${unused_code(state)} ${next_step(state)} ${have_code(state)}</section>
      ${education(state)}
    `,
  });
}

/** What came back from the workplace, and is to be cleared up or read before the next one. @param {State} state */
const arrived = ({ declarations, queue }) =>
  declarations.map((declaration) => {
    const [dispute, name] = [disputed(declaration), heading(declaration)];
    const go = (/** @type {string} */ words) => html`<a class="button" href="/app/declarations/${declaration.id}">${words}</a>`;
    const top = html`<div class="row">${declaration_state(declaration, queue)}</div>`;
    if (dispute) return card(name, t("home.disputed", { name: dispute.name }), go(t("home.older_go")), top);
    if (to_be_read(declaration, declarations, queue, Date.now())) return card(t("home.done"), t("home.done_more", { name }), go(t("home.done_go")), top);
    return nothing;
  });

/** @param {State} state */
function next_step(state) {
  const { profile, declarations } = state;
  if (!profile) return html`<p class="muted">${t("app.opening")}</p>`;
  if (!profile.name || !profile.programme || !profile.specialisation || !profile.started_on) return finish_profile(state);
  if (follows_older_order(profile)) {
    return card(t("home.older"), t("home.older_more"), html`<a class="button" href="/app/profile">${t("home.older_go")}</a>`);
  }
  const open = declarations.filter(is_open);
  if (!open.length) {
    const other = [...arrived(state), unused_code(state)].some((shown) => shown !== nothing);
    return card(t("home.first"), t("home.first_more"), html`<a class="button ${other ? "second" : ""}" href="/app/declarations">${t("home.first_go")}</a>`);
  }
  return open.map((declaration) => one_declaration(state, declaration));
}

/** @param {State} state */
const takes_codes = ({ profile }) => profile?.name && profile.specialisation && profile.started_on && !follows_older_order(profile);

/** A code that was scanned before signing in, and not used. @param {State} state */
const unused_code = (state) =>
  kept_code() && takes_codes(state) ? card(t("summons.unused"), t("summons.unused_more"), html`<a class="button" href="/app/summons">${t("summons.use")}</a>`) : nothing;

/** @param {State} state */
const have_code = (state) => (!kept_code() && takes_codes(state) ? html`<p><a class="link" href="/app/summons">${icon("qr")} ${t("summons.have")}</a></p>` : nothing);

/** @param {State} state */
const finish_profile = ({ profile }) => {
  const names = /** @type {const} */ (["name", "programme", "specialisation", "started_on"]);
  const left = names.filter((name) => !profile?.[name]).map((name) => html`<li>· ${word_of("refusal", `${name}_missing`)}</li>`);
  return card(t("home.profile"), html`<ul>${left}</ul>`, html`<a class="button" href="/app/profile">${t("home.profile_go")}</a>`);
};

/** @param {unknown} heading @param {unknown} more @param {unknown} action @param {unknown} [above] */
const card = (heading, more, action, above) => html`<div class="card first">
  ${above ?? nothing}
  <h2>${heading}</h2>
  <div class="muted">${more}</div>
  ${action}
</div>`;

/** @param {State} state @param {Declaration} declaration */
function one_declaration(state, declaration) {
  const values = values_of(declaration);
  const name = t("declaration.before", { course: course_name(declaration) });
  const href = `/app/declarations/${declaration.id}`;
  const top = html`<div class="row">${declaration_state(declaration, state.queue)} ${days_left(values)}</div>`;
  if (declaration.status !== "draft" && declaration.progress) {
    const { answered, required } = declaration.progress;
    const bar = progress(answered, required, t("declaration.answered", { answered, required }));
    return card(name, html`<p>${declaration.status === "releasing" ? t("declaration.releasing", { at: clock(declaration.releases_at) }) : t("home.waiting")}</p>${bar}`, html`<a class="button" href=${href}>${t("home.see")}</a>`, top);
  }
  if (state.queue.some(({ kind, subject, blocked }) => kind === "request" && subject === declaration.id && !blocked)) {
    return card(name, t("home.asked"), html`<a class="button" href=${href}>${t("home.see")}</a>`, top);
  }
  if (values["details.final_period"]) {
    return card(t("declaration.final"), t("details.final_paper"), html`<a class="button" href=${href}>${t("home.go_on")}</a>`, top);
  }
  const edition = edition_of(declaration.edition);
  const left = edition && state.profile ? hindrances(missing(values, state.profile, edition, declaration.specialisation), declaration) : [];
  const more = left.length ? html`<p>${count("home.missing", left.length)}</p><ul>${left.slice(0, 4).map((problem) => html`<li>· ${word_of("refusal", problem.code)}</li>`)}</ul>` : t("home.ready");
  const go = left.length ? `${href}/details` : `${href}/review`;
  return card(name, more, html`<a class="button" href=${go}>${left.length ? t("home.go_on") : t("home.review")}</a>`, top);
}

/** @param {Record<string, any>} values */
function days_left(values) {
  const starts = values["details.school_period_starts_on"];
  if (!starts) return nothing;
  const days = Math.round((Date.parse(starts) - Date.parse(today())) / 86_400_000);
  return days < 0 ? nothing : badge(days < 15 ? "warn" : "quiet", "clock", count("home.days", days));
}

/** @param {Declaration} declaration */
function course_name(declaration) {
  const course = declaration.answers["details.main_course"]?.value;
  return course ? `H${course}` : t("declaration.no_course");
}

/** @param {State} state */
function education(state) {
  const { profile, declarations } = state;
  const edition = own_edition(state);
  if (!edition || !profile?.specialisation) return nothing;
  const courses = main_courses_of(edition, profile.specialisation);
  const number = (/** @type {Declaration} */ known) => known.answers["details.main_course"]?.value;
  const sent = declarations.filter((known) => known.sealed);
  const open = declarations.find(is_open);
  const name = edition.specialisations.find((known) => known.key === profile.specialisation)?.name;
  return html`<section class="stack">
    <div class="row"><h2>${t("home.education")}</h2><span class="muted small">${name}</span></div>
    ${folding_rule(courses, new Set(sent.map(number)), open && number(open))}
    <p class="muted small">
      ${count("home.sent", sent.length)}
      <a href="/app/progress">${t("progress.see")}</a>
      ${profile.next_school_period_on ? t("home.next_school", { day: day_in_words(profile.next_school_period_on) }) : nothing}
    </p>
  </section>`;
}
