/** Is that the school's address? A question and no hindrance: no school that Logbog knows has it. */
import { html, nothing } from "lit-html";
import { icon } from "./icon.js";
import { t } from "../words.js";

/** @import { TemplateResult } from "lit-html" */
/** @import { SchoolAddress } from "../types.d.ts" */

/**
 * @param {Pick<SchoolAddress, "address" | "meant_address">} asked
 * @param {{ right: () => unknown, take: (meant: string) => unknown, correct: TemplateResult }} ways
 */
export const school_question = ({ address, meant_address }, { right, take, correct }) => html`<div class="panel warn" role="group" aria-label=${t("school_question.title")}>
  <p>${icon("alert")} <b>${t("school_question.title")}</b></p>
  <p>${t("school_question.unknown", { address })}</p>
  ${meant_address ? html`<p>${t("address.did_you_mean")} <button type="button" class="link" @click=${() => take(meant_address)}>${meant_address}</button></p>` : nothing}
  <div class="two-buttons"><button type="button" class="button second" @click=${right}>${t("school_question.right")}</button>${correct}</div>
</div>`;
