/** A forwarded link: who fills in is asked once, and stands in the form and in what is sealed. */
import { html, nothing } from "lit-html";
import * as addresses from "../domain/addresses.js";
import { forget_form, form, type_form } from "../forms.js";
import { edit } from "../visit.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { ui } from "../state.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Visit } from "../types.d.ts" */

const FIELD = "supervisor.filled_by";

/** @param {State} state @param {Visit} visit */
export function forwarded(state, visit) {
  const { name = "", address = "" } = { ...visit.answers[FIELD]?.value, ...form("forwarded") };
  const problems = state.ui.problems ?? {};
  return page(state, {
    tabs: false,
    wide: true,
    content: html`
      <h1>${t("forwarded.title")}</h1>
      <p>${t("forwarded.lead", { address: visit.recipient.address })}</p>
      ${field({ id: "filled_by.name", label: t("forwarded.name"), value: name, autocomplete: "name", limit: 120, problem: problems.name, on_input: (value) => type({ name: value }) })}
      ${field({ id: "filled_by.address", label: t("forwarded.address"), value: address, type: "email", inputmode: "email", autocomplete: "email", limit: 254, problem: problems.address, on_input: (value) => type({ address: value }) })}
    `,
    action: html`
      <button class="button" @click=${() => begin(name, address)}>${t("forwarded.go")}</button>
      <button class="button second" @click=${() => ui({ forwarded: false })}>${t("who.back")}</button>
    `,
  });
}

/** @param {Record<string, string>} changes */
const type = (changes) => (type_form("forwarded", changes), ui({ problems: {} }));

/** @param {string} name @param {string} address */
function begin(name, address) {
  const code = addresses.problem(address);
  const problems = { name: name.trim() ? null : word_of("refusal", "your_name_missing"), address: code && word_of("refusal", code) };
  if (problems.name || problems.address) return ui({ problems });
  edit({ [FIELD]: { name: name.trim(), address: addresses.normal(address) }, "supervisor.name": name.trim() });
  forget_form("forwarded");
  type_form("who", { me: true });
  ui({ forwarded: false, me: true, problems: {} });
  scrollTo(0, 0);
}

/** Who fills in, on top of the form and of the last look. @param {Visit} visit */
export function filled_by(visit) {
  const person = visit.answers[FIELD]?.value;
  return person
    ? html`<div class="panel wait row" id=${FIELD} tabindex="-1">
        <p>${icon("user")} ${t("forwarded.by", person)}</p>
        <button type="button" class="link" @click=${() => ui({ forwarded: true, checking: false })}>${t("forwarded.change")}</button>
      </div>`
    : nothing;
}
