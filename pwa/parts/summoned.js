/** The period and the school where the code of the school's letter fills them in: said in a few lines, with the fields behind them. */
import { html, nothing } from "lit-html";
import { edit } from "../desk.js";
import { in_halves, normal } from "../domain/short_codes.js";
import { CODE, details, differing, standing } from "../domain/summonses.js";
import { edition_of, values_of } from "../state.js";
import { field_label, value_words } from "./field_words.js";
import { icon } from "./icon.js";
import { other_programme, summons_name } from "./summons_facts.js";
import { day_in_words, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

/** The way to type a code, where none was. @param {Declaration} declaration */
export const have_code = ({ id }) => html`<p><a class="link" href="/app/declarations/${id}/summons">${icon("qr")} ${t("summons.have")}</a></p>`;

/** The code as people read it. @param {Declaration} declaration */
export function code_of({ answers }) {
  const typed = answers[CODE]?.value ?? "";
  const code = normal(typed);
  return code ? in_halves(code) : typed;
}

/** That a code leads nowhere. @param {Declaration} declaration */
export const unknown_code = (declaration) =>
  standing(declaration) === "unknown" ? html`<p class="panel warn"><span>${icon("alert")} ${t("summons.unknown", { code: code_of(declaration) })}</span></p>` : nothing;

/** @param {State} state @param {Declaration} declaration @param {unknown} fields */
export function summoned(state, declaration, fields) {
  const how = standing(declaration);
  const values = values_of(declaration);
  const course = values["details.main_course"];
  const edition = edition_of(declaration.edition);
  const summons = how === "tied" ? declaration.summons : null;
  const heading = summons ? summons_name(summons) : course ? t("details.before_course", { course: `H${course}` }) : t("summons.letter");
  const starts = values["details.school_period_starts_on"];
  const line = [starts ? t("summons.starts", { day: day_in_words(starts) }) : "", values["details.school_class"] ? t("summons.class", { name: values["details.school_class"] }) : ""].filter(Boolean).join(" · ");
  return html`<section class="card">
    <h2>${heading}</h2>
    ${unknown_code(declaration)}
    ${how === "waits" && !(course && starts) ? html`<p class="panel wait"><span>${icon("phone")} ${t("summons.kept")}</span></p>` : nothing}
    ${line ? html`<p>${line}</p>` : nothing}
    ${summons ? other_programme(state, edition?.programme, summons) : nothing} ${summons ? differences(declaration, differing(values, details(summons))) : nothing}
    <p class="muted">${t("summons.code")}: ${code_of(declaration)} <a class="link" href="/app/declarations/${declaration.id}/summons">${t("summons.change")}</a></p>
    <details ?open=${how === "unknown" || Boolean(state.ui.school_open)}>
      <summary>${starts ? t("summons.see") : t("summons.by_hand")}</summary>
      <div class="stack loose">${fields}</div>
    </details>
  </section>`;
}

/** What was typed stands until its author takes the letter's. @param {Declaration} declaration @param {Record<string, any>} letter */
function differences(declaration, letter) {
  const edition = edition_of(declaration.edition);
  const fields = Object.entries(letter);
  if (!fields.length) return nothing;
  return html`<div class="panel warn">
    <p>${icon("alert")} ${t("summons.differs")}</p>
    <ul>${fields.map(([field, value]) => html`<li class="lines">${field_label(field, declaration, edition)}: ${value_words(field, value, edition)}</li>`)}</ul>
    <button type="button" class="link" @click=${() => edit(declaration.id, letter)}>${t("summons.take")}</button>
  </div>`;
}
