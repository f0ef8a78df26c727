/** Which editions of the catalogue are here: kept beside the drafts, fetched when one is missing. */
import { call } from "./api.js";
import { edition_of, store } from "./state.js";
import { keep_editions, kept_editions } from "./storage/catalogue.js";

/** @param {string} name of the database that keeps editions beside the drafts, for a phone whose cache was cleared */
export async function read_catalogue(name) {
  const kept = await kept_editions(name);
  if (kept.length) store.set({ editions: kept });
}

/** The newest editions from the network, or the worker's cache. @param {string} name */
export async function refresh_catalogue(name) {
  const { status, body } = await call("GET", "/catalogue/current.json");
  if (status !== 200) return;
  const known = store.get().editions.filter((old) => !body.editions.some((/** @type {any} */ e) => e.id === old.id));
  store.set({ editions: [...known, ...body.editions] });
  await keep_editions(name, body.editions).catch(() => {}); // a full phone: the worker has it too
}

/** A declaration keeps the edition it was made from, and a person the one they follow, also when newer ones are current. @param {string} name @param {{ edition?: string | null }[]} owners */
export async function fetch_editions(name, owners) {
  for (const id of new Set(owners.map(({ edition }) => edition))) {
    if (!id || edition_of(id)) continue;
    const { status, body } = await call("GET", `/catalogue/editions/${id}.json`);
    if (status !== 200) continue;
    store.set({ editions: [...store.get().editions, body] });
    await keep_editions(name, [body]);
  }
}
