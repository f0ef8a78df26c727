/** When the training ends: the sheet with what is known for the committee's final form, or for that of an agreement that ends early. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { one_of } from "../parts/choices.js";
import { error_summary } from "../parts/error_summary.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { came_of } from "../parts/save_pdf.js";
import { signed_out } from "../parts/signed_out.js";
import { save_file } from "../saving.js";
import { ui } from "../state.js";
import { t } from "../words.js";

/** @import { State } from "../state.js" */

const PATH = "/api/final_form";

export const title = () => t("final_form.title");

export async function enter() {
  const { status, body } = await call("GET", PATH);
  if (status === 200) ui({ send_to: body.send_to, forms: body.forms });
}

/** What is asked for; nothing of it is kept. The agreement began on the day that Mig takes from it, until another is written. @param {State} state */
const asked = ({ profile, ui: { kind = "final", agreement_started_on = profile?.started_on || null, agreement_ended_on = null, why = null } }) => ({ kind, agreement_started_on, agreement_ended_on, why: kind === "final" ? null : why });

/** What came of it before is not what is asked for now. @param {object} changes */
const change = (changes) => ui({ ...changes, saving: undefined });

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const { saving, send_to, forms = [] } = state.ui;
  const said = asked(state);
  const filled = forms.includes(said.kind);
  const sheet = filled ? button(t("final_form.save"), { ...said, sheet: true }, "second") : button(t("final_form.save"), said);
  const problems = Object.fromEntries((saving?.fields ?? []).map((/** @type {{ field: string, message: string }} */ one) => [one.field, one.message]));
  return page(state, {
    content: html`
      ${back("/app/declarations", t("declarations.title"))}
      ${error_summary(Object.entries(problems).map(([id, message]) => ({ id, message })))}
      <div class="stack">
        <h1>${t("final_form.title")}</h1>
        <p>${t("final_form.lead")}</p>
      </div>
      ${questions(said, problems, Boolean(state.profile?.started_on))}
      ${send_to === undefined ? nothing : html`<section class="card"><h2>${t("final_form.send")}</h2><p class="lines">${send_to || t("final_form.send_unknown")}</p></section>`}
      <p class="muted small">${t("final_form.not_kept")}</p>
      ${filled ? html`<section class="card"><p>${t("final_form.form_is_there")}</p>${sheet}</section>` : nothing}
      <div role="status">${saving && !saving.fields ? came_of(saving, saving.path) : nothing}</div>
    `,
    action: filled ? button(t("final_form.save_filled"), said) : sheet,
  });
}

/** @param {string} words @param {object} body @param {string} [kind] */
const button = (words, body, kind = "") => html`<button type="button" class="button ${kind}" @click=${() => save_file(PATH, body)}>${icon("download")} ${words}</button>`;

/** @param {ReturnType<typeof asked>} said @param {Record<string, string>} problems @param {boolean} known */
const questions = (said, problems, known) => html`
  ${one_of({
    id: "kind",
    legend: t("final_form.kind"),
    chosen: said.kind,
    options: [{ value: "final", name: t("final_kind.final") }, { value: "partly_completed", name: t("final_kind.partly_completed") }],
    on_choose: (kind) => change({ kind }),
  })}
  ${day("agreement_started_on", t("fact.agreement_started_on"), said.agreement_started_on, problems, known ? t("final_form.as_on_profile") : t("final_form.if_known"))}
  ${day("agreement_ended_on", t("fact.agreement_ended_on"), said.agreement_ended_on, problems, t("final_form.if_known"))}
  ${said.kind === "final"
    ? nothing
    : one_of({
        id: "why",
        legend: t("final_form.why"),
        chosen: said.why,
        options: [{ value: "part", name: t("final_why.part") }, { value: "early", name: t("final_why.early") }, { value: null, name: t("final_form.why_unsaid") }],
        on_choose: (why) => change({ why }),
      })}
`;

/** @param {string} id @param {string} label @param {string | null} value @param {Record<string, string>} problems @param {string} hint */
const day = (id, label, value, problems, hint) => field({ id, label, hint, type: "date", value: value ?? "", problem: problems[id], on_input: (typed) => change({ [id]: typed || null }) });
