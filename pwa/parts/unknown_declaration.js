/** A declaration that is not on this device, or was thrown away. */
import { html } from "lit-html";
import { one } from "./discarded.js";
import { page } from "./page.js";
import { t } from "../words.js";

/** @param {import("../state.js").State} state */
export function unknown_declaration(state) {
  const discarded = state.discarded.find(({ id }) => id === state.params.id);
  const content = discarded ? html`<h1>${t("discarded.here")}</h1><p>${t("discarded.lead")}</p>${one(discarded)}` : html`<h1>${t("declaration.unknown")}</h1><p>${t("declaration.unknown_more")}</p>`;
  return page(state, { content: html`${content}<a class="button second" href="/app/declarations">${t("declarations.title")}</a>` });
}
