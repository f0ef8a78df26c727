/** A list of people with name and address. The address is checked while typing; a near miss is offered, never forced. */
import { html, nothing } from "lit-html";
import * as addresses from "../domain/addresses.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { t, word_of } from "../words.js";

/** @import { Contact } from "../types.d.ts" */

/**
 * @param {object} question
 * @param {string} question.id field the list is kept in
 * @param {string} question.one heading of each
 * @param {string} question.add
 * @param {Contact[]} question.people
 * @param {boolean} question.required there is always a row to fill in
 * @param {string} question.own an address that may not stand here
 * @param {Record<string, boolean>} question.left fields that were left once: only then is an unfinished one wrong
 * @param {(people: Contact[], typing: boolean) => void} question.on_change
 * @param {(field_id: string) => void} question.on_leave
 */
export function contacts({ id, one, add, people, required, own, left, on_change, on_leave }) {
  const rows = people.length || !required ? people : [{ name: "", address: "" }];
  /** @param {number} index @param {Partial<Contact>} change */
  const change = (index, change) => on_change(rows.map((person, place) => (place === index ? { ...person, ...change } : person)), true);
  return html`<div class="stack" id=${id} tabindex="-1">
    ${rows.map((person, index) => {
      const [name_id, address_id] = [`${id}.${index}.name`, `${id}.${index}.address`];
      return html`<div class="person" role="group" aria-label=${one}>
        <div class="pair stack">
          ${field({ id: name_id, label: t("contacts.name", { one }), value: person.name, limit: 120, on_input: (name) => change(index, { name }), on_leave: () => on_leave(name_id) })}
          ${field({ id: address_id, label: t("contacts.address", { one }), value: person.address, type: "email", inputmode: "email", limit: 254, problem: wrong(person.address, own, left[address_id]), on_input: (address) => change(index, { address }), on_leave: () => on_leave(address_id) })}
        </div>
        ${suggestion(person.address, (address) => change(index, { address }))}
        ${rows.length > 1 || !required ? html`<button type="button" class="link" @click=${() => on_change(rows.filter((_, place) => place !== index), false)}>${icon("trash")} ${t("contacts.remove")}</button>` : nothing}
      </div>`;
    })}
    <button type="button" class="link" @click=${() => on_change([...rows, { name: "", address: "" }], false)}>${icon("plus")} ${add}</button>
  </div>`;
}

/** @param {string} address @param {string} own @param {boolean | undefined} left */
function wrong(address, own, left) {
  if (!address) return null;
  if (own && addresses.mailbox(address) === addresses.mailbox(own)) return word_of("refusal", "address_your_own");
  const code = addresses.problem(address);
  return code && left ? word_of("refusal", code) : null;
}

/** @param {string} address @param {(address: string) => void} take */
function suggestion(address, take) {
  const meant = addresses.suggestion(address);
  return meant ? html`<p class="suggest">${icon("alert")} ${t("address.did_you_mean")} <button type="button" class="link" @click=${() => take(meant)}>${meant}</button></p>` : nothing;
}
