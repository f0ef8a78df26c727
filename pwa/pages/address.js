/** Changing one's address: a code goes to the new one, a notice to the old. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { sync_now } from "../desk.js";
import * as addresses from "../domain/addresses.js";
import { go } from "../navigation.js";
import { error_summary } from "../parts/error_summary.js";
import { field } from "../parts/field.js";
import { back, page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { store, ui } from "../state.js";
import { person_database } from "../storage/device.js";
import { take_in } from "../storage/drafts.js";
import { t, word_of } from "../words.js";

export const title = () => t("address.title");

/** @param {import("../state.js").State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const { address = "", code = "", asked, problem } = state.ui;
  return page(state, {
    content: html`
      ${back("/app/profile", t("profile.title"))}
      ${error_summary(problem ? [{ id: asked ? "code" : "address", message: problem }] : [])}
      <h1>${t("address.title")}</h1>
      <p>${asked ? t("sign_in.code_lead", { address }) : t("address.lead", { address: state.profile?.address })}</p>
      <form id="change" class="stack loose" novalidate @submit=${asked ? change : ask}>
        ${asked
          ? html`<div class="code-input">${field({ id: "code", label: t("sign_in.code"), value: code, inputmode: "numeric", autocomplete: "one-time-code", limit: 12, problem, on_input: (value) => ui({ code: value, problem: null }) })}</div>`
          : field({ id: "address", label: t("address.new"), value: address, type: "email", inputmode: "email", autocomplete: "email", problem, on_input: (value) => ui({ address: value, problem: null }) })}
      </form>
      ${asked ? html`<button type="button" class="link" @click=${ask}>${t("sign_in.again")}</button>` : nothing}
    `,
    action: html`<button class="button" form="change">${asked ? t("address.change") : t("sign_in.ask")}</button>`,
  });
}

/** @param {any} body */
const message_of = (body) => body?.fields?.[0]?.message ?? body?.message ?? t("sign_in.no_network");

/** @param {Event} event */
async function ask(event) {
  event.preventDefault();
  const { address = "" } = store.get().ui;
  const wrong = addresses.problem(address);
  if (wrong) return ui({ problem: word_of("refusal", wrong) });
  const { status, body } = await call("POST", "/api/profile/address/code", { body: { address } });
  ui(status === 202 ? { asked: true, problem: null } : { problem: message_of(body) });
}

/** @param {Event} event */
async function change(event) {
  event.preventDefault();
  const { person, ui: form } = store.get();
  const { status, body } = await call("POST", "/api/profile/address", { body: { address: form.address, code: form.code ?? "" } });
  if (status !== 200) return ui({ problem: message_of(body) });
  await take_in(person_database(person?.person_id ?? ""), [], { profile: body });
  await sync_now();
  go("/app/profile");
}
