/** The facts of a declaration: period, school, workplace, supervisors, others. Every change is kept at once. */
import { html, nothing } from "lit-html";
import { main_courses_of } from "../domain/catalogue.js";
import * as cvr from "../domain/cvr.js";
import { edit, flush } from "../desk.js";
import { choice } from "../desk_deeds.js";
import { missing } from "../domain/declarations.js";
import { hindrances, standing } from "../domain/summonses.js";
import { one_of, tick } from "../parts/choices.js";
import { conflict_cards, two_texts } from "../parts/conflict_cards.js";
import { contacts } from "../parts/contacts.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { have_code, summoned } from "../parts/summoned.js";
import { unknown_declaration } from "../parts/unknown_declaration.js";
import { edition_of, store, ui, values_of } from "../state.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

export const title = () => t("details.title");

/** What lies behind the school's letter is opened where something in it is to be mended. @param {Record<string, string>} params */
export function enter({ id }) {
  const { declarations, profile } = store.get();
  const declaration = declarations.find((known) => known.id === id);
  const edition = declaration && edition_of(declaration.edition);
  if (!declaration || !edition) return;
  const left = hindrances(missing(values_of(declaration), profile ?? {}, edition, declaration.specialisation), declaration);
  ui({ school_open: left.some(({ field }) => /main_course|_on$|school/.test(field)) });
}

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const declaration = state.declarations.find((known) => known.id === state.params.id);
  if (!declaration) return unknown_declaration(state);
  const values = values_of(declaration);
  const href = `/app/declarations/${declaration.id}`;
  const final = values["details.final_period"];
  const coded = !final && standing(declaration) !== "none";
  return page(state, {
    content: html`
      ${back(href, t("declaration.title"))}
      ${conflict_cards(declaration, choice(declaration.id))}
      <h1>${t("details.title")}</h1>
      <p class="muted">${t("details.lead")}</p>
      ${coded ? summoned(state, declaration, html`${period(declaration, values)} ${school(state, declaration, values)}`) : html`${final ? nothing : have_code(declaration)}
          <section class="card"><h2>${t("details.period")}</h2>${period(declaration, values)}</section>`}
      ${final ? html`<p class="panel warn" id="details.final_period">${icon("alert")} ${t("details.final_paper")} <a href="/app/final_form">${t("final_form.get")}</a></p>` : nothing}
      ${final || coded ? nothing : html`<section class="card"><h2>${t("details.school")}</h2>${school(state, declaration, values)}</section>`}
      ${final ? nothing : rest(state, declaration, values)}
    `,
    action: final ? nothing : coded ? html`<a class="button" href="${href}/review" @click=${flush}>${t("assess.review")}</a>` : html`<a class="button" href="${href}/self/0" @click=${flush}>${t("details.next")}</a>`,
  });
}

/** @param {Declaration} declaration @param {string} name @param {unknown} value @param {boolean} [typing] */
const put = (declaration, name, value, typing = false) => edit(declaration.id, { [`details.${name}`]: value }, { typing });

/** @param {Declaration} declaration @param {Record<string, any>} values */
function period(declaration, values) {
  const edition = edition_of(declaration.edition);
  const courses = edition ? main_courses_of(edition, declaration.specialisation) : [];
  const final = values["details.final_period"];
  return html`
    ${one_of({
      id: "details.main_course",
      legend: t("details.main_course"),
      chosen: final ? "final" : values["details.main_course"],
      options: [...courses.map(({ number, name }) => ({ value: number, name: t("details.before_course", { course: name }) })), { value: "final", name: t("details.final") }],
      on_choose: (value) =>
        value === "final"
          ? edit(declaration.id, { "details.final_period": true })
          : edit(declaration.id, { "details.main_course": value, ...(final ? { "details.final_period": false } : {}) }),
    })}
    ${final
      ? nothing
      : html`<div class="pair stack">
            ${date(declaration, values, "training_period_ends_on", t("details.ends_on"))}
            ${date(declaration, values, "school_period_starts_on", t("details.starts_on"))}
          </div>
          ${text(declaration, values, "school_class", { label: t("details.school_class"), hint: t("details.school_class_hint"), limit: 80 })}`}
  `;
}

/** @param {Declaration} declaration @param {Record<string, any>} values @param {string} name @param {string} label */
function date(declaration, values, name, label) {
  const [ends, starts] = [values["details.training_period_ends_on"], values["details.school_period_starts_on"]];
  const wrong = name === "school_period_starts_on" && ends && starts && starts < ends;
  return field({ id: `details.${name}`, label, type: "date", min: "2020-01-01", max: "2099-12-31", value: values[`details.${name}`] ?? "", problem: wrong ? word_of("refusal", "school_before_training_ends") : null, on_input: (value) => put(declaration, name, value || null) });
}

/** @param {Declaration} declaration @param {Record<string, any>} values @param {string} name @param {object} more */
const text = (declaration, values, name, more) =>
  field({ id: `details.${name}`, label: "", value: values[`details.${name}`] ?? "", two: two_texts(declaration, `details.${name}`), on_input: (value) => put(declaration, name, value, true), on_leave: flush, ...more });

/** @param {State} state @param {Declaration} declaration @param {Record<string, any>} values */
const school = (state, declaration, values) => people(state, declaration, values, "school_contacts", t("details.school_contact"), t("details.add_school"));

/** @param {State} state @param {Declaration} declaration @param {Record<string, any>} values */
const rest = (state, declaration, values) => html`
  <section class="card">
    <h2>${t("details.workplace")}</h2>
    ${tick({ id: "details.training_centre", label: t("details.training_centre"), hint: t("details.training_centre_hint"), ticked: Boolean(values["details.training_centre"]), on_tick: (value) => put(declaration, "training_centre", value) })}
    ${cvr_field(state, declaration, values)}
    ${text(declaration, values, "workplace_name", { label: t("details.workplace_name"), limit: 120, autocomplete: "organization" })}
    ${people(state, declaration, values, "supervisors", t("details.supervisor"), t("details.add_supervisor"))}
  </section>
  <details class="card" ?open=${Boolean(values["details.workplace_contacts"]?.length)}>
    <summary>${t("details.workplace_contacts")}</summary>
    <p class="hint">${t("details.workplace_contacts_hint")}</p>
    ${people(state, declaration, values, "workplace_contacts", t("details.workplace_contact"), t("details.add_contact"))}
  </details>
  <details class="card" ?open=${Boolean(values["details.others"]?.length)}>
    <summary>${t("details.others")}</summary>
    <p class="hint">${t("details.others_hint")}</p>
    ${people(state, declaration, values, "others", t("details.other"), t("details.add_other"))}
  </details>
`;

/** Judged while typing only as far as it helps: too short is no mistake before the field is left. @param {State} state @param {Declaration} declaration @param {Record<string, any>} values */
function cvr_field(state, declaration, values) {
  const typed = values["details.workplace_cvr"] ?? "";
  const code = typed ? cvr.problem(typed) : null;
  const early = code === "cvr_length" && cvr.normal(typed).length < 8 && state.ui.cvr_left !== true;
  return text(declaration, values, "workplace_cvr", {
    label: t("details.cvr"),
    hint: typed && !code ? html`${icon("check")} ${t("details.cvr_right")}` : t("details.cvr_hint"),
    inputmode: "numeric",
    limit: 20,
    problem: code && !early ? word_of("refusal", code) : null,
    on_leave: () => (ui({ cvr_left: true }), flush()),
  });
}

/** @param {State} state @param {Declaration} declaration @param {Record<string, any>} values @param {string} name @param {string} one @param {string} add */
const people = (state, declaration, values, name, one, add) =>
  contacts({
    id: `details.${name}`,
    one,
    add,
    people: values[`details.${name}`] ?? [],
    required: name === "supervisors" || name === "school_contacts",
    own: name === "others" ? "" : (state.profile?.address ?? ""),
    left: state.ui.left ?? {},
    on_change: (list, typing) => put(declaration, name, list, typing),
    on_leave: (field_id) => (ui({ left: { ...state.ui.left, [field_id]: true } }), flush()),
  });
