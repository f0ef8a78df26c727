/** On the apprentice's page of a declaration: that it waits for the mailbox, what a handed-over phone still holds, the doors. */
import { html, nothing } from "lit-html";
import { ask_again } from "../desk_deeds.js";
import { fillers } from "../doors.js";
import { read_trouble } from "../hand_backs.js";
import { hand_over } from "../hand_over.js";
import { ui } from "../state.js";
import { t, time_in_words, word_of } from "../words.js";
import { icon } from "./icon.js";
import { typed_awaiting, typed_under_way } from "./typed_told.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

/** @param {State} state @param {Declaration} declaration */
export const doors_beside = (state, declaration) => html`
  ${state.hand_backs.filter(({ declaration_id }) => declaration_id === declaration.id).map(hand_back)}
  ${typed_under_way(declaration, true)} ${declaration.awaiting ? awaiting(declaration, declaration.awaiting) : nothing}
  ${declaration.talk_until && Date.parse(declaration.talk_until) > Date.now() ? html`<p><a class="button" href="/app/declarations/${declaration.id}/talk">${icon("speak")} ${t("talk.join")}</a></p>` : nothing}
  ${declaration.status === "requested" ? html`<p><a class="button second" href="/app/declarations/${declaration.id}/doors">${icon("qr")} ${t("doors.open")}</a></p>` : nothing}
`;

/** What needs the network says so when there is none. @param {string} id */
async function ask(id) {
  const { status, body } = await ask_again(id);
  ui({ told: status === 200 ? t("declaration.mailed") : (body?.message ?? t("declaration.no_network")) });
}

/** @param {import("../storage/hand_backs.js").HandBack} one */
const hand_back = ({ id, name, trouble, sent }) =>
  trouble
    ? html`<section class="panel warn" role="status"><p>${icon("alert")} ${sent ? t("handed.trouble", { name, why: trouble }) : t("handed.stuck", { name, why: trouble })}</p>
        ${sent ? html`<button type="button" class="link" @click=${() => read_trouble(id)}>${t("handed.read")}</button>` : nothing}</section>`
    : html`<p class="panel wait" role="status">${icon("phone")} ${t("handed.waits", { name })}</p>`;

/** @param {Declaration} declaration @param {NonNullable<Declaration["awaiting"]>} since */
function awaiting(declaration, { since, door, recipient_id }) {
  const recipient = fillers(declaration).find(({ id }) => id === recipient_id);
  const told = { door: word_of("own_door", door), at: time_in_words(since), address: recipient?.address ?? "" };
  const paper = door === "paper" ? declaration.paper : null;
  return html`<section class="panel wait">
    ${paper ? typed_awaiting(paper, told) : html`<h2>${icon("clock")} ${t("signing.awaiting")}</h2><p>${t("awaiting.more", told)}</p>`}
    ${recipient
      ? html`<button type="button" class="button second" @click=${() => ask(declaration.id)}>${icon("send")} ${t("awaiting.again")}</button>
          <button type="button" class="button second" @click=${() => hand_over(declaration, recipient)}>${icon("phone")} ${t("awaiting.code")}</button>`
      : nothing}
  </section>`;
}
