/** While the phone is in somebody else's hand: whose, and the one way back. */
import { html, nothing } from "lit-html";
import { hand_back } from "../hand_over.js";
import { t } from "../words.js";

/** @param {import("../state.js").State} state */
export const handed_bar = ({ handed }) =>
  handed
    ? html`<section class="notice wait row" aria-label=${t("handed.to", { name: handed.name })}><span>${t("handed.to", { name: handed.name })}</span> <button type="button" class="button second auto" @click=${hand_back}>${t("handed.back")}</button></section>`
    : nothing;
