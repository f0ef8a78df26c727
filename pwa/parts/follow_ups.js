/** What the school wrote about the period before, for apprentice and supervisor to build on in this one. */
import { html } from "lit-html";
import { icon } from "./icon.js";
import { brief_day, t } from "../words.js";

/** @import { Draft } from "../types.d.ts" */

/** @param {Draft} declaration */
export const follow_ups = ({ follow_ups: notes = [] }) => notes.map(
  ({ note, noted_by, noted_at, main_course }) => html`<section class="card">
    <h2>${icon("book")} ${main_course ? t("follow_ups.after", { course: `H${main_course}` }) : t("follow_ups.title")}</h2>
    <p class="lines">${note}</p>
    <p class="small muted">${[noted_by, noted_at && brief_day(noted_at)].filter(Boolean).join(", ")}</p>
  </section>`,
);
