/** One address corrected in place: it changes wherever it stands in the details, and the request goes out again. */
import { html, nothing } from "lit-html";
import * as addresses from "../domain/addresses.js";
import { missing } from "../domain/declarations.js";
import { edit } from "../desk.js";
import { request } from "../desk_deeds.js";
import { forget_form, form, load_forms, type_form } from "../forms.js";
import { go } from "../navigation.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { edition_of, ui, values_of } from "../state.js";
import { t, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Contact, Declaration, Recipient } from "../types.d.ts" */

const LISTS = ["details.supervisors", "details.school_contacts", "details.workplace_contacts", "details.others"];

/** Opens it, with another address in it when one was suggested. @param {Recipient} recipient @param {string} [address] */
export async function open_fix(recipient, address) {
  await load_forms();
  if (address) type_form(`fix ${recipient.id}`, { address });
  ui({ fixing: recipient.id, problems: {}, told: null });
}

/** @param {State} state @param {Declaration} declaration @param {Recipient} recipient */
export function fix_address(state, declaration, recipient) {
  const key = `fix ${recipient.id}`;
  const { name, address } = { name: recipient.name, address: recipient.address, ...form(key) };
  const { name: name_problem, address: address_problem } = state.ui.problems ?? {};
  const meant = addresses.suggestion(address);
  /** @param {Partial<Contact>} changes */
  const type = (changes) => (type_form(key, changes), ui({ problems: {} }));
  return html`<div class="person grow" role="group" aria-label=${t("fix.title")}>
    <p class="hint">${t("fix.lead")}</p>
    ${field({ id: "fix.name", label: t("fix.name"), value: name, limit: 120, problem: name_problem, on_input: (value) => type({ name: value }) })}
    ${field({ id: "fix.address", label: t("fix.address"), value: address, type: "email", inputmode: "email", limit: 254, problem: address_problem, on_input: (value) => type({ address: value }) })}
    ${meant ? html`<p class="suggest">${icon("alert")} ${t("address.did_you_mean")} <button type="button" class="link" @click=${() => type({ address: meant })}>${meant}</button></p>` : nothing}
    <div class="two-buttons">
      <button type="button" class="button" @click=${() => correct(state, declaration, recipient, { name: name.trim(), address: address.trim() })}>${icon("send")} ${t("fix.send")}</button>
      <button type="button" class="button second" @click=${() => (forget_form(key), ui({ fixing: null }))}>${t("fix.cancel")}</button>
    </div>
  </div>`;
}

/** The lists as they will stand, by field: only those the address is in. @param {Record<string, any>} values @param {string} old @param {Partial<Contact>} person */
export function with_address(values, old, person) {
  const is_old = (/** @type {Contact} */ known) => addresses.normal(known.address) === addresses.normal(old);
  const changed = LISTS.filter((list) => (values[list] ?? []).some(is_old));
  return Object.fromEntries(changed.map((list) => [list, values[list].map((/** @type {Contact} */ known) => (is_old(known) ? { ...known, ...person } : known))]));
}

/** @param {State} state @param {Declaration} declaration @param {Recipient} recipient @param {Contact} person */
async function correct(state, declaration, recipient, person) {
  const values = values_of(declaration);
  const changes = with_address(values, recipient.address, person);
  const problems = judge(state, declaration, { ...values, ...changes }, recipient, person);
  if (problems) return ui({ problems });
  const more = unsent(values, declaration);
  await edit(declaration.id, changes);
  forget_form(`fix ${recipient.id}`);
  if (more) return go(`/app/declarations/${declaration.id}/review`); // what else was changed is looked at before it goes
  await request(declaration.id);
  ui({ fixing: null, told: t("fix.on_its_way") });
}

/** Whether other addresses were changed too, and nobody was mailed there yet. @param {Record<string, any>} values @param {Declaration} declaration */
function unsent(values, { recipients }) {
  const known = new Set(recipients.map(({ address }) => address));
  return LISTS.flatMap((list) => values[list] ?? []).some(({ address }) => !known.has(addresses.normal(address)));
}

/** What is wrong with it, at its field; null when nothing is. @param {State} state @param {Declaration} declaration @param {Record<string, any>} values @param {Recipient} recipient @param {Contact} person */
function judge(state, declaration, values, recipient, person) {
  const edition = edition_of(declaration.edition);
  if (addresses.normal(person.address) === recipient.address) return { address: t("fix.same") };
  const found = edition && state.profile ? missing(values, state.profile, edition, declaration.specialisation) : [];
  const at = (/** @type {string} */ name) => found.find(({ field }) => LISTS.some((list) => field.startsWith(list)) && field.endsWith(name))?.code;
  const [name, address] = [at(".name"), addresses.problem(person.address) ?? at(".address")];
  return name || address ? { name: name && word_of("refusal", name), address: address && word_of("refusal", address) } : null;
}
