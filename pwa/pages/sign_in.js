/** Signing in: address, then the code from the mail. What was typed survives a reload between the two. */
import { html, nothing } from "lit-html";
import * as addresses from "../domain/addresses.js";
import { call } from "../api.js";
import { go } from "../navigation.js";
import { error_summary } from "../parts/error_summary.js";
import { one_of } from "../parts/choices.js";
import { field } from "../parts/field.js";
import { page } from "../parts/page.js";
import { store, ui } from "../state.js";
import { kept_code } from "../storage/kept_code.js";
import { person_database, remember_person, remember_sign_in_step, sign_in_step } from "../storage/device.js";
import { take_in } from "../storage/drafts.js";
import { t, word_of } from "../words.js";

export const title = () => t("sign_in.title");

export async function enter() {
  const step = await sign_in_step();
  if (step && Date.parse(step.expires_at) > Date.now()) ui({ address: step.address, expires_at: step.expires_at, step: "code" });
}

/** @param {import("../state.js").State} state */
export const view = (state) => (state.ui.step === "code" ? code_page(state) : address_page(state));

/** @param {import("../state.js").State} state */
function address_page(state) {
  const { address = "", problem } = state.ui;
  return page(state, {
    tabs: false,
    content: html`
      ${error_summary(problem ? [{ id: "address", message: problem }] : [])}
      <h1>${t("sign_in.title")}</h1>
      ${kept_code() ? html`<p>${t("summons.signing_in")}</p>` : nothing}
      <form id="sign-in" class="stack loose" novalidate @submit=${ask}>
        ${field({
          id: "address",
          label: t("sign_in.address"),
          hint: t("sign_in.address_hint"),
          value: address,
          type: "email",
          inputmode: "email",
          autocomplete: "email",
          problem,
          on_input: (value) => ui({ address: value, problem: null }),
        })}
        ${did_you_mean(address, (value) => ui({ address: value }))}
      </form>
    `,
    action: html`<button class="button" form="sign-in" ?disabled=${state.ui.busy}>${t("sign_in.ask")}</button>`,
  });
}

/** @param {string} address @param {(address: string) => void} take */
function did_you_mean(address, take) {
  const meant = addresses.suggestion(address);
  return meant
    ? html`<p class="suggest">${t("address.did_you_mean")} <button type="button" class="link" @click=${() => take(meant)}>${meant}</button></p>`
    : nothing;
}

/** @param {import("../state.js").State} state */
function code_page(state) {
  const { address, code = "", shared, problem, again } = state.ui;
  return page(state, {
    tabs: false,
    content: html`
      ${error_summary(problem ? [{ id: problem.id, message: problem.message }] : [])}
      <h1>${t("sign_in.code_title")}</h1>
      <p>${t("sign_in.code_lead", { address })}</p>
      <form id="sign-in" class="stack loose" novalidate @submit=${sign_in}>
        <div class="code-input">
          ${field({
            id: "code",
            label: t("sign_in.code"),
            value: code,
            inputmode: "numeric",
            autocomplete: "one-time-code",
            limit: 12,
            problem: problem?.id === "code" ? problem.message : null,
            on_input: (value) => ui({ code: value, problem: null }),
          })}
        </div>
        ${one_of({
          id: "shared",
          legend: t("sign_in.whose"),
          chosen: shared,
          problem: problem?.id === "shared" ? problem.message : null,
          options: [
            { value: false, name: t("sign_in.own"), note: t("sign_in.own_note") },
            { value: true, name: t("sign_in.shared"), note: t("sign_in.shared_note") },
          ],
          on_choose: (value) => ui({ shared: value, problem: null }),
        })}
      </form>
      <p class="row">
        <button type="button" class="link" @click=${ask}>${t("sign_in.again")}</button>
        <button type="button" class="link" @click=${start_over}>${t("sign_in.other_address")}</button>
      </p>
      <p role="status">${again ? t("sign_in.sent_again") : nothing}</p>
    `,
    action: html`<button class="button" form="sign-in" ?disabled=${state.ui.busy}>${t("sign_in.go")}</button>`,
  });
}

async function start_over() {
  await remember_sign_in_step(null);
  ui({ step: "address", code: "", problem: null, again: false });
}

/** @param {Event} event */
async function ask(event) {
  event.preventDefault();
  const { address = "", step } = store.get().ui;
  const wrong = addresses.problem(address);
  if (wrong) return ui({ problem: word_of("refusal", wrong) });
  ui({ busy: true, problem: null });
  const { status, body } = await call("POST", "/api/sign_in/code", { body: { address: addresses.normal(address) } });
  if (status === 202) {
    await remember_sign_in_step({ address: addresses.normal(address), expires_at: body.expires_at });
    return ui({ busy: false, step: "code", address: addresses.normal(address), again: step === "code" });
  }
  const message = body?.fields?.[0]?.message ?? body?.message ?? t("sign_in.no_network");
  ui({ busy: false, problem: step === "code" ? { id: "code", message } : message });
}

/** @param {Event} event */
async function sign_in(event) {
  event.preventDefault();
  const { address, code = "", shared } = store.get().ui;
  if (code.replace(/\s/g, "").length !== 6) return ui({ problem: { id: "code", message: t("sign_in.code_six") } });
  if (shared === undefined) return ui({ problem: { id: "shared", message: t("sign_in.whose_missing") } });
  ui({ busy: true });
  const { status, body } = await call("POST", "/api/sign_in", { body: { address, code, shared_device: shared } });
  if (status === 200) return welcome(body.person, shared);
  const message = body?.fields?.[0]?.message ?? body?.message ?? t("sign_in.no_network");
  ui({ busy: false, problem: { id: "code", message } });
}

/** @param {import("../types.d.ts").Profile} profile @param {boolean} shared */
async function welcome(profile, shared) {
  await take_in(person_database(profile.id), [], { profile });
  await remember_person({ person_id: profile.id, shared });
  await remember_sign_in_step(null);
  go(!profile.name ? "/app/profile" : kept_code() ? "/app/summons" : "/app/");
}
