/** The database of the apprentice who is signed in here. */
import { store } from "./state.js";
import { person_database } from "./storage/device.js";

export function own_database() {
  const { person } = store.get();
  return person ? person_database(person.person_id) : null;
}
