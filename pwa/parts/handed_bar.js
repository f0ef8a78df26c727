/** While the phone is in somebody else's hand: whose, and the one way back. */
import { html, nothing } from "lit-html";
import { t } from "../words.js";

/** Said when the phone is given back; only the visitor's room knows how. */
export const HAND_BACK = "logbog-hand-back";

const say = () => dispatchEvent(new Event(HAND_BACK));

/** @param {import("../state.js").State} state */
export const handed_bar = ({ handed }) =>
  handed
    ? html`<section class="notice wait row" aria-label=${t("handed.to", { name: handed.name })}><span>${t("handed.to", { name: handed.name })}</span> <button type="button" class="button second auto" @click=${say}>${t("handed.back")}</button></section>`
    : nothing;
