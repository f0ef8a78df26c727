/** Ending the access of somebody the apprentice chose beside school and workplace: asked once, since the link dies. */
import { html, nothing } from "lit-html";
import { end_access } from "../desk_deeds.js";
import { icon } from "./icon.js";
import { ui } from "../state.js";
import { t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, Recipient } from "../types.d.ts" */

/** @param {State} state @param {Declaration} declaration @param {Recipient} recipient */
export function ending(state, { id }, { id: recipient_id, roles, name, address }) {
  if (roles.join() !== "other") return nothing;
  const who = name || address;
  if (state.ui.ending !== recipient_id) return html`<button type="button" class="link" @click=${() => ui({ ending: recipient_id })}>${icon("trash")} ${t("access.end")}</button>`;
  return html`<div class="panel">
    <p>${t("access.sure", { who })}</p>
    <button type="button" class="button danger" @click=${() => end(id, recipient_id, who)}>${t("access.do")}</button>
    <button type="button" class="link" @click=${() => ui({ ending: null })}>${t("access.keep")}</button>
  </div>`;
}

/** @param {string} id @param {string} recipient_id @param {string} who */
async function end(id, recipient_id, who) {
  const { status, body } = await end_access(id, recipient_id);
  ui({ ending: null, told: status === 200 ? t("access.ended", { who }) : (body?.message ?? t("declaration.no_network")) });
}
