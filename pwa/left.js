/** What was written behind one link and had not gone when another was opened: it is sent from there, as long as anything waits. */
import { store } from "./state.js";
import { read_meta, using } from "./storage/database.js";
import { DEVICE, visit_database } from "./storage/device.js";
import { waiting } from "./storage/drafts.js";
import { alone } from "./sync_loop.js";
import { open, pull, send } from "./visit_exchange.js";

const LINKS = "links"; // those that were opened here and may hold what is not sent

/** In one transaction: other tabs write here too. @param {(links: string[]) => string[]} work */
const change = (work) =>
  using(DEVICE, async (db) => {
    const tx = db.transaction("meta", "readwrite");
    await tx.store.put(work((await tx.store.get(LINKS)) ?? []), LINKS);
    await tx.done;
  });

/** Before anything is written behind it. @param {string} id */
export const note_link = (id) => change((links) => [...links.filter((known) => known !== id), id]);

/** @param {string} here the link that is on the screen */
export async function send_left(here) {
  /** @type {string[]} */
  const left = [];
  for (const id of /** @type {string[]} */ ((await read_meta(DEVICE, LINKS)) ?? [])) {
    const name = visit_database(id);
    if (id === here) continue;
    if ((await waiting(name)).length) await alone(name, () => exchange(name));
    if ((await waiting(name)).length) left.push(id);
    else await change((links) => links.filter((known) => known !== id));
  }
  store.set({ left });
}

/** @param {string} name */
async function exchange(name) {
  const read = await pull(name);
  const { status, retry_after } = read.status === 401 ? await open(name) : read;
  return status === 200 || status === 304 ? send(name) : { ending: "later", retry_after };
}
