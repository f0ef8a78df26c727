/** "Mail me all my open links": one field, the same answer for every address. */
import { html, nothing } from "lit-html";
import * as addresses from "../domain/addresses.js";
import { ask_for_all } from "../lost_link.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { ui } from "../state.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */

export const title = () => t("find.title");

/** @param {State} state */
export const view = (state) => (state.ui.asked ? sent(state) : question(state));

/** @param {State} state */
const question = (state) =>
  page(state, {
    tabs: false,
    content: html`
      <h1>${t("find.title")}</h1>
      <p>${t("find.lead")}</p>
      ${field({
        id: "address",
        label: t("find.address"),
        type: "email",
        inputmode: "email",
        autocomplete: "email",
        limit: 254,
        value: state.ui.address ?? "",
        problem: state.ui.problem,
        on_input: (address) => ui({ address, problem: null }),
      })}
      ${state.ui.told ? html`<p class="panel warn" role="status">${icon("alert")} ${state.ui.told}</p>` : nothing}
    `,
    action: html`<button class="button" @click=${() => ask(state.ui.address ?? "")}>${icon("send")} ${t("find.send")}</button>`,
  });

/** @param {State} state */
const sent = (state) =>
  page(state, {
    tabs: false,
    content: html`
      <h1>${t("find.sent")}</h1>
      <p class="panel ok" role="status">${icon("send")} ${t("find.sent_more", { address: state.ui.address })}</p>
      <p>${t("find.none")}</p>
    `,
    action: html`<button class="button second" @click=${() => ui({ asked: false })}>${t("find.again")}</button>`,
  });

/** @param {string} address */
async function ask(address) {
  const code = addresses.problem(address);
  if (code) return ui({ problem: word_of("refusal", code) });
  const { status, body } = await ask_for_all(address);
  ui({ asked: status === 202, told: status === 202 ? null : (body?.message ?? t("declaration.no_network")) });
}
