/** The first page: what Logbog is, and the way in. */
import { html } from "lit-html";
import { go } from "../navigation.js";
import { folding_rule } from "../parts/folding_rule.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { current_person } from "../storage/device.js";
import { t } from "../words.js";

export const title = () => t("start.title");

/** Whoever is signed in here goes on to their own page. */
export async function enter() {
  if ((await current_person().catch(() => null)) && location.pathname === "/") go("/app/", { replace: true });
}

/** @param {import("../state.js").State} state */
export const view = (state) =>
  page(state, {
    tabs: false,
    content: html`
      <div class="stack loose">
        <h1>${t("start.title")}</h1>
        <p>${t("start.lead")}</p>
        ${folding_rule([1, 2, 3, 4, 5, 6].map((number) => ({ number, name: `H${number}` })), new Set([1, 2]), 3)}
      </div>
      <ol class="stack">
        <li class="card"><h2>${icon("phone")} ${t("start.step_one")}</h2><p class="muted">${t("start.step_one_more")}</p></li>
        <li class="card"><h2>${icon("pen")} ${t("start.step_two")}</h2><p class="muted">${t("start.step_two_more")}</p></li>
        <li class="card"><h2>${icon("send")} ${t("start.step_three")}</h2><p class="muted">${t("start.step_three_more")}</p></li>
      </ol>
      <p class="small stack"><a href="/app/summons">${t("summons.have")}</a><a href="/kode">${t("short_code.link")}</a><a href="/find">${t("find.see")}</a><a href="/verify">${t("start.verify")}</a><a href="/app/unsent">${t("unsent.see")}</a><a href="/app/about">${t("about.title")}</a></p>
    `,
    action: html`<a class="button" href="/app/sign_in">${t("start.sign_in")}</a>`,
  });
