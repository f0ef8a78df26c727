/** What is typed into small forms (a decline, a new address): kept on the device until it is sent or given up. */
import { store } from "./state.js";
import { read_meta, write_meta } from "./storage/database.js";
import { person_database, visit_database } from "./storage/device.js";
import { drop_copy, put_copy, read_copy } from "./storage/typed_copy.js";

export const COPY = " forms";

/** What is on its way to the disk: when the page goes before it is there, a copy bridges the gap. @type {{ name: string, forms: Record<string, any> } | null} */
let under_way = null;
addEventListener("pagehide", () => under_way && under_way.name === database() && put_copy(under_way.name + COPY, Object.entries(under_way.forms)));

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
  if (!name) return;
  const copied = read_copy(name + COPY);
  if (copied.length) await write_meta(name, "forms", Object.fromEntries(copied));
  drop_copy(name + COPY);
  store.set({ forms: { ...((await read_meta(name, "forms")) ?? {}), ...store.get().forms } });
}

/** @param {string} name @param {Record<string, any>} changes */
export const type_form = (name, changes) => keep({ ...store.get().forms, [name]: { ...form(name), ...changes } });

/** @param {string} name */
export const forget_form = (name) => keep(Object.fromEntries(Object.entries(store.get().forms).filter(([key]) => key !== name)));

/** @param {Record<string, any>} forms */
function keep(forms) {
  store.set({ forms });
  const name = database();
  if (!name) return;
  under_way = { name, forms };
  write_meta(name, "forms", forms).then(
    () => under_way?.forms === forms && (under_way = null),
    () => {}, // a full phone: it stands on the screen
  );
}
