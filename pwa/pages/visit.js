/** Behind a mailed link: opening it, "is this you", the form, the check before sending, or the sealed declaration. */
import { html, nothing } from "lit-html";
import { conflict_cards, late_notes } from "../parts/conflict_cards.js";
import { correct_it, correction } from "../parts/correction.js";
import { declined, named } from "../parts/decline.js";
import { forwarded } from "../parts/forwarded.js";
import { form } from "../forms.js";
import { icon } from "../parts/icon.js";
import { lost_link } from "../parts/lost_link.js";
import { page } from "../parts/page.js";
import { progress } from "../parts/progress.js";
import { ask_visit_push } from "../parts/visit_push.js";
import { sent } from "../parts/sent.js";
import { how_many, next, others, sitting } from "../parts/sitting.js";
import { asked, replies } from "../parts/replies.js";
import { save_pdf } from "../parts/save_pdf.js";
import { sealed_view } from "../parts/sealed_view.js";
import { beside_sealed, dispute, disputes, read_action } from "../parts/signatures.js";
import { check } from "../parts/supervisor_check.js";
import { fill } from "../parts/supervisor_form.js";
import { say_wrong, sent_back, to_confirm } from "../parts/typed.js";
import { next_version } from "../parts/versions.js";
import { visit_message, visit_messages } from "../parts/visit_messages.js";
import { who } from "../parts/supervisor_who.js";
import { choice, SENDING, sync_now } from "../visit.js";
import { clock, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

export const title = () => t("visit.title");

/** @param {State} state */
export function view(state) {
  const { visit, door, ui } = state;
  if (ui.named) return named(state);
  if (door === "unknown") return lost_link(state);
  if (!visit) return closed_door(state);
  if (ui.message) return visit_message(state, visit);
  if (ui.sitting && how_many(visit)) return sitting(state, visit);
  if (visit.status === "releasing" && visit.holds_pen) return sent(state, visit);
  if (ui.correction && visit.status === "submitted") return correction(state, visit);
  if (visit.sealed && ui.disputing) return dispute(state, visit);
  if (visit.sealed && visit.may === "read") return message(state, null, sealed(state, visit), (state.ui.sent && next(visit)) || read_action(state, visit));
  if (visit.may === "read") return message(state, null, html`${not_yet(visit)} ${ask_visit_push(state, visit)} ${visit_messages(state, visit)}`);
  if (ui.sent_back && visit.paper) return sent_back(state, visit);
  if (to_confirm(visit) && !visit.declined && !ui.mending && !ui.someone_else) return ui.wrong ? say_wrong(state, visit) : check(state, visit);
  const known = ui.me || form("who").me || visit.status === "correcting"; // asked once a device; correcting took a code
  if (visit.declined && !ui.someone_else) return declined(state, visit);
  if (ui.forwarded) return forwarded(state, visit);
  if (ui.someone_else || !known) return who(state, visit);
  return ui.checking || (visit.awaiting && !ui.mending) || state.queue.some((item) => SENDING.has(item.kind)) ? check(state, visit) : fill(state, visit);
}

/** @param {State} state @param {Visit} visit */
const sealed = (state, visit) => html`
  ${next_version(visit)} ${state.ui.sent ? html`${thanks(visit)}` : others(visit)} ${disputes(visit.disputes)} ${conflict_cards(visit, choice)} ${visit.sealed ? sealed_view(visit.sealed, save_pdf(state, `/api/e/${visit.public_id}`)) : nothing}
  ${replies(visit)} ${late_notes(visit)} ${asked(visit)} ${correct_it(visit)} ${beside_sealed(state, visit)} ${ask_visit_push(state, visit)} ${visit_messages(state, visit)}
`;

/** @param {State} state @param {string | null} heading @param {unknown} content @param {unknown} [action] */
const message = (state, heading, content, action) =>
  page(state, { tabs: false, wide: true, content: html`${heading ? html`<h1>${heading}</h1>` : nothing}${content}`, action });

/** @param {State} state */
function closed_door(state) {
  const again = html`<button class="button" @click=${sync_now}>${t("visit.again")}</button>`;
  if (state.door === "offline") return message(state, t("visit.offline"), html`<p>${t("visit.offline_more")}</p>`, again);
  if (state.door === "limited") return message(state, t("visit.limited"), html`<p>${t("visit.limited_more")}</p>`, again);
  return message(state, t("visit.title"), html`<p class="muted">${t("visit.opening")}</p>`);
}

/** @param {Visit} visit */
const thanks = ({ sealed }) => html`<section class="panel ok no-print" role="status"><h2>${icon("check")} ${(sealed?.number ?? 1) > 1 ? t("visit.thanks_correction") : t("visit.thanks")}</h2><p>${t("visit.thanks_more")}</p></section>`;

/** @param {Visit} visit */
function not_yet(visit) {
  if (visit.status === "withdrawn") return html`<h1>${t("visit.withdrawn")}</h1><p>${t("visit.withdrawn_more")}</p>`;
  const { answered, required } = visit.progress ?? { answered: 0, required: 0 };
  return html`
    <h1>${t("visit.not_yet")}</h1>
    <p>${visit.apprentice.name} · ${visit.answers["details.workplace_name"]?.value}</p>
    ${progress(answered, required, t("fill.progress", { done: answered, all: required }))}
    ${visit.status === "releasing" ? html`<p>${t("visit.releasing", { at: clock(visit.releases_at) })}</p>` : nothing}
    <p class="muted">${t("visit.not_yet_more")}</p>
    ${visit.types_in ? html`<p class="small">${t("typed.on_paper")} <a href="/panel/declarations/${visit.id}/paper">${t("typed.on_paper_link")}</a></p>` : nothing}
  `;
}
