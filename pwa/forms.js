/** What is typed into small forms (a decline, a new address): kept on the device until it is sent or given up. */
import { store } from "./state.js";
import { read_meta, write_meta } from "./storage/database.js";
import { person_database, visit_database } from "./storage/device.js";

/** The database of whoever types: the holder of the address bar's link, or who is signed in. */
function database() {
  const { params, person } = store.get();
  return params.public_id ? visit_database(params.public_id) : person ? person_database(person.person_id) : null;
}

/** @param {string} name @returns {Record<string, any>} what is typed in the form, empty at first */
export const form = (name) => store.get().forms[name] ?? {};

/** Reads what was typed before a reload. */
export async function load_forms() {
  const name = database();
  if (name) store.set({ forms: { ...((await read_meta(name, "forms")) ?? {}), ...store.get().forms } });
}

/** @param {string} name @param {Record<string, any>} changes */
export const type_form = (name, changes) => keep({ ...store.get().forms, [name]: { ...form(name), ...changes } });

/** @param {string} name */
export const forget_form = (name) => keep(Object.fromEntries(Object.entries(store.get().forms).filter(([key]) => key !== name)));

/** @param {Record<string, any>} forms */
function keep(forms) {
  store.set({ forms });
  const name = database();
  if (name) write_meta(name, "forms", forms).catch(() => {}); // a full phone: it stands on the screen
}
