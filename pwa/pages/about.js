/** What Logbog keeps, where, for whom, and how to reach a person. Works signed out and without a network. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { page } from "../parts/page.js";
import { ui } from "../state.js";
import { t } from "../words.js";

export const title = () => t("about.title");

export async function enter() {
  const { status, body } = await call("GET", "/api/ping");
  if (status === 200) ui({ contact: body.contact });
}

/** @param {import("../state.js").State} state */
export const view = (state) =>
  page(state, {
    content: html`
      <h1>${t("about.title")}</h1>
      <p>${t("about.lead")}</p>
      <section class="stack"><h2>${t("about.what")}</h2><p>${t("about.what_more")}</p></section>
      <section class="stack"><h2>${t("about.who")}</h2><p>${t("about.who_more")}</p></section>
      <section class="stack"><h2>${t("about.phone")}</h2><p>${t("about.phone_more")}</p></section>
      <section class="stack"><h2>${t("about.why")}</h2><p>${t("about.why_more")}</p></section>
      <section class="stack"><h2>${t("about.rights")}</h2><p>${t("about.rights_more")}</p>${state.person ? html`<p><a href="/app/profile/everything">${t("everything.title")}</a></p>` : nothing}</section>
      <section class="stack">
        <h2>${t("about.contact")}</h2>
        <p>${state.ui.contact ? html`<a href="mailto:${state.ui.contact}">${state.ui.contact}</a>` : t("about.contact_none")}</p>
      </section>
    `,
  });
