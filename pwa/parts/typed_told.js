/** That a declaration is typed in from paper, and whose turn it is: for its apprentice, and for who fills in. */
import { html, nothing } from "lit-html";
import { t } from "../words.js";
import { icon } from "./icon.js";

/** @import { Draft } from "../types.d.ts" */

/** While it is being typed, for the apprentice and for who fills in; nothing once it waits. @param {Draft} draft @param {boolean} [to_apprentice] */
export function typed_under_way({ paper, awaiting, status }, to_apprentice = false) {
  if (!paper || awaiting || status !== "requested") return nothing;
  const { name, role, refused_at } = paper;
  if (refused_at) return html`<p class="panel warn" role="status">${icon("alert")} ${to_apprentice ? t("typed.refused", { name }) : t("typed.refused_own", { name })}</p>`;
  return html`<p class="panel wait" role="status">${icon("pen")} ${role === "school" ? t("typed.under_way_school", { name }) : t("typed.under_way_workplace", { name })}</p>`;
}

/** Typed in from paper: by whom, and whose turn it is. @param {NonNullable<Draft["paper"]>} paper @param {{ at: string, address: string }} told */
export const typed_awaiting = ({ name, role }, told) => html`
  <h2>${icon("clock")} ${role === "school" ? t("typed.awaiting_school") : t("typed.awaiting_workplace")}</h2>
  <p>${t("typed.awaiting_more", { name, ...told })}</p>
`;
