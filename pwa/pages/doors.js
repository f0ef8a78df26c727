/** Other ways to the draft than the mail: a link to share, a QR code, a short code, and the phone itself. */
import { html, nothing, svg } from "lit-html";
import { fillers, show_doors } from "../doors.js";
import { hand_over } from "../hand_over.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { unknown_declaration } from "../parts/unknown_declaration.js";
import { qr } from "../qr.js";
import { store, ui } from "../state.js";
import { t, time_in_words } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, Doors, Recipient } from "../types.d.ts" */

export const title = () => t("doors.title");

/** @param {Record<string, string>} params */
export function enter({ id }) {
  const declaration = store.get().declarations.find((known) => known.id === id);
  if (declaration?.status === "requested") return show_doors(declaration);
}

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const declaration = state.declarations.find((known) => known.id === state.params.id);
  if (!declaration) return unknown_declaration(state);
  const people = declaration.status === "requested" ? fillers(declaration) : [];
  return page(state, {
    content: html`
      ${back(`/app/declarations/${declaration.id}`, t("declaration.title"))}
      <div class="stack">
        <h1>${t("doors.title")}</h1>
        <p>${t("doors.lead")}</p>
      </div>
      ${people.length ? people.map((recipient) => ways(state, declaration, recipient, people.length > 1)) : html`<p class="panel">${t("doors.none")}</p>`}
      <p role="status">${state.ui.told ?? nothing}</p>
    `,
    action: people.length === 1 ? hand(declaration, people[0]) : null,
  });
}

/** @param {Declaration} declaration @param {Recipient} recipient */
const hand = (declaration, recipient) =>
  html`<button type="button" class="button" @click=${() => hand_over(declaration, recipient)}>${icon("phone")} ${t("doors.hand_over", { name: recipient.name || recipient.address })}</button>`;

/** @param {State} state @param {Declaration} declaration @param {Recipient} recipient @param {boolean} several */
function ways({ ui: { doors, shown } }, declaration, recipient, several) {
  /** @type {Doors | undefined} */
  const known = doors?.[recipient.id];
  const on = shown?.id === recipient.id ? shown.what : "";
  const way = (/** @type {string} */ what, /** @type {import("../parts/icon.js").IconName} */ sign, /** @type {string} */ words) =>
    html`<button type="button" class="button second" aria-expanded=${on === what} @click=${() => ui({ shown: on === what ? null : { id: recipient.id, what }, told: null })}>${icon(sign)} ${words}</button>`;
  return html`<section class="card">
    <h2>${recipient.name || recipient.address}</h2>
    ${known
      ? html`
          ${on === "qr" ? qr_code(known.qr_link) : nothing} ${on === "code" ? short_code(known) : nothing}
          ${way("qr", "qr", on === "qr" ? t("doors.hide_qr") : t("doors.show_qr"))}
          ${way("code", "speak", on === "code" ? t("doors.hide_code") : t("doors.show_code"))}
          <button type="button" class="button second" @click=${() => share(known.shared_link)}>${icon("send")} ${t("doors.share")}</button>
          <p class="hint">${t("doors.share_more")}</p>
        `
      : html`<p class="muted">${t("doors.first_network")}</p>`}
    ${several ? hand(declaration, recipient) : nothing}
  </section>`;
}

const QUIET = 4;

/** Dark on white in every theme: that is what cameras know. @param {string} link */
function qr_code(link) {
  const grid = qr(link);
  const size = grid.length + 2 * QUIET;
  const path = grid.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ""))).join("");
  return html`<figure class="stack">
    <svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${t("doors.qr_label")} shape-rendering="crispEdges">${svg`<path d=${path}></path>`}</svg>
    <figcaption>${t("doors.qr_more")}</figcaption>
  </figure>`;
}

/** @param {Doors} doors */
const short_code = ({ short_code: code, expires_at }) => html`<div class="stack">
  <p class="short-code">${code.slice(0, 4)} ${code.slice(4)}</p>
  <p>${t("doors.code_more", { where: `${location.host}/kode` })}</p>
  <p class="hint">${Date.parse(expires_at) > Date.now() ? t("doors.code_until", { at: time_in_words(expires_at) }) : t("doors.code_over")}</p>
</div>`;

/** By the phone's own share sheet, else to the clipboard. @param {string} link */
async function share(link) {
  if (!isSecureContext) return ui({ told: t("doors.insecure") });
  if (navigator.share) return navigator.share({ text: t("doors.share_text", { link }) }).catch(() => {}); // changed one's mind
  await navigator.clipboard.writeText(link).then(
    () => ui({ told: t("doors.copied") }),
    () => ui({ told: t("doors.insecure") }),
  );
}
