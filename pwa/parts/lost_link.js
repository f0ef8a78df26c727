/** Behind a link that does not work: a new one to whom it was made for, or the way to all of one's links. */
import { html, nothing } from "lit-html";
import { ask_fresh } from "../lost_link.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { ui } from "../state.js";
import { count, t } from "../words.js";

/** @import { State } from "../state.js" */

/** @param {State} state */
export function lost_link(state) {
  const { queue, params } = state;
  const { masked, sent, problem } = state.ui.lost ?? {};
  return page(state, {
    tabs: false,
    content: html`
      <h1>${t("visit.unknown")}</h1>
      ${queue.length ? html`<p class="panel warn">${icon("alert")} ${count("visit.kept", queue.length)}</p>` : nothing}
      ${masked && !sent ? html`<p>${t("lost_link.made_for", { address: masked })}</p>` : nothing}
      ${masked === null ? html`<p>${t("lost_link.gone")}</p>` : nothing}
      <div role="status">
        ${sent ? html`<p class="panel ok">${icon("send")} ${t("lost_link.sent", { address: masked })}</p>` : nothing}
        ${problem ? html`<p class="panel warn">${icon("alert")} ${problem}</p>` : nothing}
      </div>
      <p class="muted">${t("visit.unknown_cut")} ${t("visit.unknown_newer")}</p>
      ${masked ? html`<p>${t("lost_link.not_mine")} <a href="/find">${t("find.title")}</a></p>` : nothing}
    `,
    action: action(params.public_id, masked, sent),
  });
}

/** @param {string} public_id @param {string | null | undefined} masked @param {boolean} sent */
function action(public_id, masked, sent) {
  if (sent || masked === undefined) return null;
  return masked
    ? html`<button class="button" @click=${() => ask(public_id, masked)}>${icon("send")} ${t("lost_link.send")}</button>`
    : html`<a class="button" href="/find">${icon("search")} ${t("find.title")}</a>`;
}

/** @param {string} public_id @param {string} masked */
async function ask(public_id, masked) {
  const { status, body } = await ask_fresh(public_id);
  ui({ lost: { masked, sent: status === 202, problem: status === 202 ? null : (body?.message ?? t("declaration.no_network")) } });
}
