/** A declaration that is not on this device. */
import { html } from "lit-html";
import { page } from "./page.js";
import { t } from "../words.js";

/** @param {import("../state.js").State} state */
export const unknown_declaration = (state) =>
  page(state, { content: html`<h1>${t("declaration.unknown")}</h1><p>${t("declaration.unknown_more")}</p><a class="button" href="/app/declarations">${t("declarations.title")}</a>` });
