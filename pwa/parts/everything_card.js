/** The way to take everything along, on *Mig*. */
import { html } from "lit-html";
import { icon } from "./icon.js";
import { t } from "../words.js";

export const everything_card = () => html`<section class="card">
  <h2>${t("everything.title")}</h2>
  <p>${t("everything.card")}</p>
  <a class="button second" href="/app/profile/everything">${icon("download")} ${t("everything.title")}</a>
</section>`;
