/** Mig: who one is, which order one follows, and where one is signed in. */
import { html, nothing } from "lit-html";
import { LIMITS } from "../domain/answers.js";
import { follows_older_order } from "../domain/declarations.js";
import { change_profile, type_profile } from "../desk_deeds.js";
import { calendar_section, load_calendar } from "../parts/calendar.js";
import { one_of, tick } from "../parts/choices.js";
import { devices, load_devices } from "../parts/devices.js";
import { error_summary } from "../parts/error_summary.js";
import { everything_card } from "../parts/everything_card.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { moved_card } from "../parts/moved_edition.js";
import { page } from "../parts/page.js";
import { load_push, push_section } from "../parts/push.js";
import { sign_out_section } from "../parts/sign_out.js";
import { signed_out } from "../parts/signed_out.js";
import { go } from "../navigation.js";
import { own_edition, store, today, ui } from "../state.js";
import { kept_code } from "../storage/kept_code.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Profile } from "../types.d.ts" */

export const title = () => t("profile.title");
export function enter() {
  load_devices();
  load_push();
  load_calendar();
}

/** The form as it stands: what is typed over what is kept. @param {State} state @returns {Profile} */
const form_of = (state) => /** @type {Profile} */ ({ ...state.profile, ...state.profile_form });

/** @param {Partial<Profile>} changes */
function change(changes) {
  ui({ saved: false });
  type_profile(changes);
}

const REQUIRED = /** @type {const} */ (["name", "programme", "specialisation", "started_on"]);
/** @param {Profile} form */
const left_of = (form) => REQUIRED.filter((name) => !(form[name] ?? "").trim());

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  if (!state.profile) return page(state, { content: html`<h1>${t("profile.title")}</h1><p class="muted">${t("app.opening")}</p>` });
  const form = form_of(state);
  const problems = problems_of(state);
  const changed = Object.keys(state.profile_form).length > 0;
  return page(state, {
    content: html`
      ${error_summary(Object.entries(problems).map(([id, message]) => ({ id, message })))}
      <h1>${t("profile.title")}</h1>
      <form id="profile" class="stack loose" novalidate @submit=${save}>
        ${field({ id: "name", label: t("profile.name"), value: form.name ?? "", autocomplete: "name", limit: LIMITS.name, problem: problems.name, on_input: (name) => change({ name }) })}
        ${programme(state, form, problems)}
        ${field({ id: "started_on", label: t("profile.started_on"), hint: t("profile.started_on_hint"), type: "date", max: today(), value: form.started_on ?? "", problem: problems.started_on, on_input: (value) => change({ started_on: value || null }) })}
        ${form.started_on && form.started_on < "2023-08-01" ? older_order(form) : nothing}
        ${field({ id: "next_school_period_on", label: t("profile.next_school"), hint: t("profile.next_school_hint"), type: "date", value: form.next_school_period_on ?? "", on_input: (value) => change({ next_school_period_on: value || null }) })}
      </form>
      <p role="status">${state.ui.saved && !changed ? html`${icon("check")} ${t("profile.saved")}` : nothing}</p>
      <section class="card">
        <h2>${t("profile.address")}</h2>
        <p>${state.profile.address}</p>
        <a class="button second" href="/app/profile/address">${t("profile.change_address")}</a>
      </section>
      ${calendar_section(state)}
      ${moved_card(state)} ${push_section(state)} ${everything_card()} ${devices(state)} ${sign_out_section(state)}
      <p class="stack"><a href="/app/final_form">${t("final_form.title")}</a><a href="/app/unsent">${t("unsent.see")}</a><a href="/app/about">${t("about.title")}</a></p>
    `,
    action: changed ? html`<button class="button" form="profile">${t("profile.save")}</button>` : nothing,
  });
}

/** @param {State} state @returns {Record<string, string>} */
function problems_of(state) {
  const { queue, ui } = state;
  const empty = ui.tried ? left_of(form_of(state)) : [];
  const refused = queue.find((item) => item.kind === "profile" && item.blocked)?.blocked?.fields ?? [];
  const theirs = refused.map(({ field: name, code, message }) => [name.replace("profile.", ""), message ?? word_of("refusal", code)]);
  return Object.fromEntries([...theirs, ...empty.map((name) => [name, word_of("refusal", `${name}_missing`)])]);
}

/** @param {State} state @param {Profile} form @param {Record<string, string>} problems */
function programme(state, form, problems) {
  const { editions, profile } = state;
  const by_age = [...editions].sort((a, b) => a.valid_from.localeCompare(b.valid_from));
  const current = [...new Map(by_age.map((edition) => [edition.programme, edition])).values()];
  const theirs = form.programme === profile?.programme ? own_edition(state) : null; // who is under way keeps an older one
  const chosen = theirs ?? current.find((edition) => edition.programme === form.programme);
  return html`
    ${one_of({
      id: "programme",
      legend: t("profile.programme"),
      chosen: form.programme,
      problem: problems.programme,
      options: current.map((edition) => ({ value: edition.programme, name: edition.name })),
      on_choose(value) {
        const only = current.find((edition) => edition.programme === value)?.specialisations ?? [];
        change({ programme: value, specialisation: only.length === 1 ? only[0].key : null });
      },
    })}
    ${chosen && chosen.specialisations.length > 1
      ? one_of({
          id: "specialisation",
          legend: t("profile.specialisation"),
          chosen: form.specialisation,
          problem: problems.specialisation,
          options: chosen.specialisations.map(({ key, name }) => ({ value: key, name })),
          on_choose: (specialisation) => change({ specialisation }),
        })
      : nothing}
  `;
}

/** @param {Profile} form */
const older_order = (form) => html`<section class="card" id="older">
  <h2>${t("older.title")}</h2>
  <p>${t("older.body")}</p>
  <p>${t("older.way")}</p>
  ${tick({ id: "moved_to_new_order", label: t("older.moved"), ticked: form.moved_to_new_order, on_tick: (moved_to_new_order) => change({ moved_to_new_order }) })}
  ${form.moved_to_new_order
    ? html`${field({ id: "transition_school", label: t("older.school"), value: form.transition_school ?? "", limit: LIMITS.name, on_input: (transition_school) => change({ transition_school }) })}
      ${field({ id: "transition_agreed_on", label: t("older.agreed_on"), type: "date", max: today(), value: form.transition_agreed_on ?? "", on_input: (value) => change({ transition_agreed_on: value || null }) })}`
    : nothing}
  ${follows_older_order(form) ? html`<p class="panel warn">${t("older.paper")}</p>` : html`<p class="panel ok">${t("older.new")}</p>`}
</section>`;

/** @param {Event} event */
async function save(event) {
  event.preventDefault();
  const state = store.get();
  if (left_of(form_of(state)).length) return ui({ tried: true });
  const [form, first] = [form_of(state), !state.profile || left_of(state.profile).length > 0];
  await change_profile(state.profile_form);
  ui({ tried: false, saved: true });
  if (first && kept_code() && !follows_older_order(form)) go("/app/summons");
}
