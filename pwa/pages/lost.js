/** A path that leads nowhere. */
import { html } from "lit-html";
import { page } from "../parts/page.js";
import { t } from "../words.js";

export const title = () => t("lost.title");

/** @param {import("../state.js").State} state */
export const view = (state) =>
  page(state, { content: html`<h1>${t("lost.title")}</h1><p>${t("lost.body")}</p><p><a href="/find">${t("find.see")}</a></p><a class="button" href="/">${t("lost.home")}</a>` });
