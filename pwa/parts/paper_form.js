/** The declaration on paper, for a master who touches no screen: with its code once it was asked for, blank before that. */
import { html, nothing } from "lit-html";
import { t } from "../words.js";
import { icon } from "./icon.js";
import { save_button } from "./save_pdf.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

/** @param {State} state @param {Declaration} declaration */
export function paper_form(state, { id, status, edition, specialisation, answers, progress, paper }) {
  const course = answers["details.main_course"]?.value;
  if (!course || answers["details.final_period"]?.value) return nothing;
  const asked = status === "requested";
  if (asked && progress?.answered && !paper) return html`<p class="small muted">${icon("pen")} ${t("paper_form.on_screen")}</p>`; // else it would be typed in in vain
  const path = asked ? `/api/declarations/${id}/paper_form.pdf` : `/api/paper_form.pdf?${new URLSearchParams({ edition, specialisation, main_course: course })}`;
  return html`<details class="card">
    <summary>${t("paper_form.rather")}</summary>
    <div class="stack">
      <p>${asked ? t("paper_form.with_code") : t("paper_form.without_code")}</p>
      ${save_button(state, path, asked ? t("paper_form.save") : t("paper_form.save_blank"))}
    </div>
  </details>`;
}
