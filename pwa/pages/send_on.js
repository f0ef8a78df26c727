/** Earlier declarations for a new supervisor: which, to whom, for how long; and what is open now. */
import { html, nothing } from "lit-html";
import * as addresses from "../domain/addresses.js";
import { form, load_forms, type_form } from "../forms.js";
import { heading, more } from "../parts/declaration_words.js";
import { one_of, tick } from "../parts/choices.js";
import { error_summary } from "../parts/error_summary.js";
import { field, problem } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { end_share, send_on, SEND_ON, show_shares } from "../shares.js";
import { store, ui } from "../state.js";
import { count, day_in_words, t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Contact, Declaration, Share } from "../types.d.ts" */

export const title = () => t("shares.title");

export function enter() {
  load_forms().catch(() => {}); // it begins empty
  show_shares().catch(() => {});
}

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const sealed = state.declarations.filter((declaration) => declaration.sealed);
  const told = problems(state);
  return page(state, {
    content: html`
      ${back("/app/declarations", t("declarations.title"))}
      ${state.ui.told ? html`<p class="panel ok" role="status">${icon("check")} ${state.ui.told}</p>` : nothing}
      ${error_summary(Object.entries(told).map(([id, message]) => ({ id: id === "" ? "main" : id, message })))}
      <div class="stack">
        <h1>${t("shares.title")}</h1>
        <p class="muted">${t("shares.lead")}</p>
      </div>
      ${open_now(state.shares)} ${sealed.length ? questions(sealed, known_supervisors(state.declarations), told) : html`<p class="muted">${t("shares.none")}</p>`}
    `,
    action: sealed.length ? html`<button class="button" @click=${send}>${icon("send")} ${t("shares.send")}</button>` : nothing,
  });
}

/** By the id of the field; "" is of the whole. @param {State} state @returns {Record<string, string>} */
function problems({ ui: { problem: whole, problems: fields = [] } }) {
  const by_field = Object.fromEntries(fields.map((/** @type {{ field: string, message: string }} */ one) => [`share.${one.field}`, one.message]));
  return whole && !fields.length ? { "": whole } : by_field;
}

/** @param {Declaration[]} sealed @param {Contact[]} known @param {Record<string, string>} told */
function questions(sealed, known, told) {
  const { name = "", address = "", days = 30, picked = [] } = form(SEND_ON);
  const meant = addresses.suggestion(address);
  /** @param {object} changes */
  const type = (changes) => (type_form(SEND_ON, changes), ui({ problem: null, problems: [], told: null }));
  return html`
    <section class="card"><fieldset class="field choices ${told["share.declaration_ids"] ? "wrong" : ""}" id="share.declaration_ids" tabindex="-1">
      <legend>${t("shares.which")}</legend>
      ${problem("share.declaration_ids", told["share.declaration_ids"])}
      ${sealed.map((one) =>
        tick({
          id: `pick-${one.id}`,
          label: heading(one),
          hint: more(one),
          ticked: picked.includes(one.id),
          on_tick: (on) => type({ picked: on ? [...picked, one.id] : picked.filter((/** @type {string} */ id) => id !== one.id) }),
        }),
      )}
    </fieldset></section>
    <section class="card">
      <h2>${t("shares.to_whom")}</h2>
      ${known.length ? html`<div class="chips">${known.map((one) => html`<button type="button" class="chip ${one.address === address ? "on" : ""}" @click=${() => type(one)}>${one.name || one.address}</button>`)}</div>` : nothing}
      ${field({ id: "share.name", label: t("fix.name"), value: name, limit: 120, problem: told["share.name"], on_input: (value) => type({ name: value }) })}
      ${field({ id: "share.address", label: t("fix.address"), value: address, type: "email", inputmode: "email", limit: 254, problem: told["share.address"], on_input: (value) => type({ address: value }) })}
      ${meant ? html`<p class="suggest">${icon("alert")} ${t("address.did_you_mean")} <button type="button" class="link" @click=${() => type({ address: meant })}>${meant}</button></p>` : nothing}
    </section>
    <section class="card">
      ${one_of({
        id: "share.days",
        legend: t("shares.how_long"),
        problem: told["share.days"],
        chosen: days,
        options: [
          { value: 14, name: t("shares.days_14") },
          { value: 30, name: t("shares.days_30") },
          { value: 90, name: t("shares.days_90") },
        ],
        on_choose: (value) => type({ days: value }),
      })}
    </section>
  `;
}

/** Those who are asked to fill in now: the usual receivers, one tap away. @param {Declaration[]} declarations @returns {Contact[]} */
function known_supervisors(declarations) {
  const open = declarations.filter(({ status }) => ["draft", "requested"].includes(status));
  const people = open.flatMap(({ answers }) => answers["details.supervisors"]?.value ?? []).filter(({ address }) => !addresses.problem(address));
  return [...new Map(people.map(({ name, address }) => [addresses.normal(address), { name, address }])).values()];
}

/** @param {Share[]} shares */
function open_now(shares) {
  const now = new Date().toISOString();
  const open = shares.filter(({ ended_at, expires_at }) => !ended_at && expires_at > now);
  if (!open.length) return nothing;
  return html`<section class="card">
    <h2>${t("shares.open_now")}</h2>
    ${open.map(
      (share) => html`<div class="row">
        <p class="grow"><strong>${share.name || share.address}</strong><span class="note">${share.name ? share.address : ""}</span>
          <span class="note">${count("shares.count", share.declaration_ids.length)} ${t("shares.until", { day: day_in_words(share.expires_at.slice(0, 10)) })}</span></p>
        <button type="button" class="button second auto" @click=${() => end_share(share)}>${t("shares.end")}</button>
      </div>`,
    )}
  </section>`;
}

/** Said at the field before the network is asked. */
function wrong() {
  const { address = "", picked = [] } = form(SEND_ON);
  const code = addresses.problem(address) ?? (addresses.mailbox(address) === addresses.mailbox(store.get().profile?.address ?? "") ? "address_your_own" : null);
  return [
    ...(picked.length ? [] : [{ field: "declaration_ids", message: t("shares.pick_one") }]),
    ...(code ? [{ field: "address", message: word_of("refusal", code) }] : []),
  ];
}

async function send() {
  const found = wrong();
  if (found.length) ui({ problems: found, problem: t("error.title"), told: null });
  else await send_on();
  scrollTo(0, 0);
}
