/** The photos of whoever is signed in: read, counted, let go of when they were deleted 30 days ago. */
import { store } from "../state.js";
import { read_meta, write_meta } from "../storage/database.js";
import { person_database } from "../storage/device.js";
import { counted, forget_lost, photo_database, purge, ties } from "../storage/photos.js";

export const UNDO_DAYS = 30;
const DAY = 86_400_000;

const person = () => /** @type {{ person_id: string }} */ (store.get().person).person_id;
export const database = () => photo_database(person());

/** Reads what is known of the photos; lets go of what was deleted 30 days ago; compares with how many there should be. */
export async function load() {
  if (!store.get().person) return;
  if (clock_is_right()) await let_go();
  await reload();
}

/** The server has answered, and this clock agrees with its: one that is years ahead would take the 30 days away. */
const clock_is_right = () => store.get().ending === "sent" && !store.get().clock_off;

async function let_go() {
  const { known } = await counted(database());
  await purge(database(), new Date(Date.now() - UNDO_DAYS * DAY).toISOString());
  const gone = known - (await counted(database())).known;
  const name = person_database(person());
  if (gone) await write_meta(name, "photo_count", Math.max(0, ((await read_meta(name, "photo_count")) ?? known) - gone));
}

export async function reload() {
  const all = await ties(database());
  const { known, there } = await counted(database());
  const expected = (await read_meta(person_database(person()), "photo_count")) ?? known;
  store.set({ photos: all.filter(({ deleted_at }) => !deleted_at), photo_trash: all.filter(({ deleted_at }) => deleted_at), photo_count: { there, expected: Math.max(expected, known) } });
}

/** How many there are is remembered apart from them, so that a loss can be told. */
export async function count_anew() {
  const { known } = await counted(database());
  await write_meta(person_database(person()), "photo_count", known).catch(() => {}); // a full phone: next time
  await reload();
}

/** A person has read that photos are gone. */
export async function accept_loss() {
  await forget_lost(database());
  await count_anew();
}
