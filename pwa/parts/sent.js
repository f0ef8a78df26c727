/** What was just sent and reached nobody yet: until when it can be taken back, and the way to do it. */
import { html, nothing } from "lit-html";
import { conflict_cards, late_notes } from "./conflict_cards.js";
import { icon } from "./icon.js";
import { next } from "./sitting.js";
import { page } from "./page.js";
import { save_pdf } from "./save_pdf.js";
import { sealed_view } from "./sealed_view.js";
import { ask_visit_push } from "./visit_push.js";
import { take_back } from "../sent.js";
import { ui } from "../state.js";
import { choice, sync_now } from "../visit.js";
import { clock, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

/** @param {State} state @param {Visit} visit */
export function sent(state, visit) {
  const { ui: remembered } = state;
  const at = clock(visit.releases_at);
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <section class="panel ok no-print" role="status">
        <h2>${icon("check")} ${(visit.sealed?.number ?? 1) > 1 ? t("sent.correction", { at }) : t("sent.title", { at })}</h2>
        <p>${visit.sealed ? t("sent.until") : t("sent.until_mail")}</p>
      </section>
      ${conflict_cards(visit, choice)} ${visit.sealed ? sealed_view(visit.sealed, save_pdf(state, `/api/e/${visit.public_id}`, visit.releases_at)) : nothing} ${late_notes(visit)} ${ask_visit_push(state, visit)}
    `,
    action: visit.sealed ? html`${next(visit)} ${way_back(remembered)}` : next(visit),
  });
}

/** @param {Record<string, any>} remembered */
const way_back = ({ taking_back, told }) => html`
  ${told ? html`<p class="problem" role="alert">${icon("alert")} ${told}</p>` : nothing}
  ${taking_back
    ? html`<p>${t("sent.sure")}</p>
        <div class="two">
          <button type="button" class="button second" @click=${() => ui({ taking_back: false, told: "" })}>${t("sent.keep")}</button>
          <button type="button" class="button" @click=${do_it}>${icon("back")} ${t("sent.do")}</button>
        </div>`
    : html`<button type="button" class="button second" @click=${() => ui({ taking_back: true })}>${icon("back")} ${t("sent.take_back")}</button>`}
`;

async function do_it() {
  const { status, body } = await take_back();
  if (status === 200) {
    ui({ taking_back: false, told: "", sent: false, checking: false, taken_back: true });
    scrollTo(0, 0);
    return;
  }
  ui({ taking_back: false, told: status ? body?.message : t("sent.no_network") });
  if (status === 409) await sync_now(); // it was released meanwhile: show it as it is
}
