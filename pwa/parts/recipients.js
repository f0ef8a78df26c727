/** Who has a declaration: the truth about each, and the fix beside it. */
import { html, nothing } from "lit-html";
import { confirm_school, hand_pen, renew_link } from "../desk_deeds.js";
import { icon } from "./icon.js";
import { ending } from "./end_access.js";
import { fix_address, open_fix } from "./fix_address.js";
import { reminding } from "./reminding.js";
import { school_question } from "./school_question.js";
import { recipient_state, undelivered } from "./truth.js";
import { ui } from "../state.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, Recipient } from "../types.d.ts" */

/** Who fills it in comes before those who only get the result. @param {Recipient} recipient */
const only_reads = ({ roles, has_pen }) => Number(!has_pen && !roles.includes("supervisor"));

/** @param {State} state @param {Declaration} declaration */
export const recipients = (state, declaration) => html`<div class="list">
  ${declaration.recipients
    .filter(({ roles }) => roles.some((role) => role !== "apprentice"))
    .sort((a, b) => only_reads(a) - only_reads(b))
    .map((recipient) => row(state, declaration, recipient))}
</div>`;

/** @param {State} state @param {Declaration} declaration @param {Recipient} recipient */
function row(state, declaration, recipient) {
  const roles = recipient.roles.map((role) => word_of("role", role)).join(", ");
  return html`<div class="recipient">
    <span>${recipient.name || recipient.address}<span class="note">${[roles, recipient.school, recipient.name && recipient.address].filter(Boolean).join(" · ")}</span></span>
    <div class="stack tight">${recipient_state(declaration, recipient)}</div>
    ${(recipient.passed_on ?? []).map(passed_on)}
    ${state.ui.fixing === recipient.id ? fix_address(state, declaration, recipient) : html`${declaration.status === "requested" && recipient.unknown_school ? question(declaration, recipient) : nothing} ${fixes(declaration, recipient)}`}
    ${ending(state, declaration, recipient)}
  </div>`;
}

/** @param {Declaration} declaration @param {Recipient} recipient */
const question = (declaration, recipient) =>
  school_question({ meant_address: null, ...recipient }, {
    right: () => at_once(confirm_school(declaration.id, recipient.id), t("school_question.confirmed")),
    take: (meant) => open_fix(recipient, meant),
    correct: html`<button type="button" class="button second" @click=${() => open_fix(recipient)}>${icon("pen")} ${t("fix.correct")}</button>`,
  });

/** @param {NonNullable<Recipient["passed_on"]>[number]} said */
const passed_on = ({ name, reason, text }) => html`<p class="small">
  ${t("truth.passed_on", { name, reason: word_of("declined", reason) })} ${text ? html`<span class="lines">“${text}”</span>` : nothing}
</p>`;

/** What can be done about it; the first is the one that helps when something is wrong. @param {Declaration} declaration @param {Recipient} recipient */
function fixes(declaration, recipient) {
  const { id, status } = declaration;
  const open = status === "requested";
  const wrong = open && (recipient.declined || undelivered(recipient));
  const contact = recipient.roles.includes("workplace_contact") && !recipient.roles.includes("supervisor");
  return html`<div class="fixes">
    ${open && !recipient.unknown_school ? html`<button type="button" class=${wrong ? "button second auto" : "link"} @click=${() => open_fix(recipient)}>${icon("pen")} ${t("fix.correct")}</button>` : nothing}
    ${recipient.mail === "none" || status === "withdrawn" ? nothing : html`<button type="button" class="link" @click=${() => at_once(renew_link(id, recipient.id))}>${t("declaration.new_link")}</button>`}
    ${reminding(declaration, recipient)}
    ${open && contact && !recipient.has_pen ? html`<button type="button" class="link" @click=${() => at_once(hand_pen(id, recipient.id))}>${t("declaration.hand_pen")}</button>` : nothing}
  </div>`;
}

/** What needs the network says so when there is none. @param {Promise<import("../types.d.ts").Reply>} promise @param {string} [done] */
async function at_once(promise, done = t("declaration.mailed")) {
  const { status, body } = await promise;
  ui({ told: status === 200 ? done : (body?.message ?? t("declaration.no_network")) });
}
