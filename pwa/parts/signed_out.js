/** What a page of the app shows when nobody is signed in on this device. */
import { html } from "lit-html";
import { page } from "./page.js";
import { t } from "../words.js";

/** @param {import("../state.js").State} state */
export const signed_out = (state) =>
  page(state, {
    tabs: false,
    content: html`<h1>${t("app.signed_out")}</h1><p>${t("app.signed_out_more")}</p>`,
    action: html`<a class="button" href="/app/sign_in">${t("start.sign_in")}</a>`,
  });
