/** What stands in a form, as plain values, and put into it again. */

/** @typedef {Record<string, string[]>} Values by name: the text of each field, of boxes the values that are ticked */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

const CONTROLS = "textarea, select, input:not([type=hidden], [type=file], [data-pick-all])";

/** @param {HTMLFormElement} form @returns {Control[]} */
const controls = (form) => /** @type {Control[]} */ ([...form.querySelectorAll(CONTROLS)]).filter((one) => one.name);

/** @param {Control} one */
const is_box = (one) => one instanceof HTMLInputElement && (one.type === "checkbox" || one.type === "radio");

/** @param {HTMLFormElement} form @returns {Values} */
export function values_of(form) {
  /** @type {Values} */
  const found = {};
  for (const one of controls(form)) {
    found[one.name] ??= [];
    if (!is_box(one) || /** @type {HTMLInputElement} */ (one).checked) found[one.name]?.push(one.value);
  }
  return found;
}

/** @param {HTMLFormElement} form @param {Values} values */
export function put(form, values) {
  /** @type {Record<string, number>} */
  const place = {};
  for (const one of controls(form)) {
    const known = values[one.name];
    if (!known) continue;
    const before = is_box(one) ? String(/** @type {HTMLInputElement} */ (one).checked) : one.value;
    const at = (place[one.name] = (place[one.name] ?? -1) + 1);
    const text = known[at] ?? "";
    if (is_box(one)) /** @type {HTMLInputElement} */ (one).checked = known.includes(one.value);
    else if (!(one instanceof HTMLSelectElement) || [...one.options].some(({ value }) => value === text)) one.value = text;
    if (before !== (is_box(one) ? String(/** @type {HTMLInputElement} */ (one).checked) : one.value)) open_around(one);
  }
}

/** @param {Element} one */
function open_around(one) {
  for (let around = one.closest("details"); around; around = around.parentElement?.closest("details") ?? null) around.open = true;
}

/** @param {HTMLFormElement} form @param {RegExp} names @returns {Record<string, string>} */
export const hidden_of = (form, names) => Object.fromEntries([...form.querySelectorAll("input[type=hidden]")].flatMap((one) => (one instanceof HTMLInputElement && names.test(one.name) ? [[one.name, one.value]] : [])));

/** @param {HTMLFormElement} form @param {Record<string, string>} base */
export function put_hidden(form, base) {
  for (const one of form.querySelectorAll("input[type=hidden]")) if (one instanceof HTMLInputElement) one.value = base[one.name] ?? one.value;
}
