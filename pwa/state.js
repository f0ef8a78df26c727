/** Everything the pages show, in one object. */
import { create_store } from "./store.js";

/** @import { Declaration, Edition, Item, Profile, Visit } from "./types.d.ts" */

/**
 * @typedef {object} Push
 * @property {"off" | "busy" | "waiting" | "on" | "unwanted"} at
 * @property {string} id
 * @property {string} problem why turning it on did not go
 *
 * @typedef {object} State
 * @property {string} path
 * @property {Record<string, string>} params
 * @property {boolean} ready whether what lies on the device has been read
 * @property {{ person_id: string, shared: boolean } | null} person
 * @property {Profile | null} profile
 * @property {Partial<Profile>} profile_form what is typed on Mig and not yet saved
 * @property {Declaration[]} declarations
 * @property {Declaration[]} discarded drafts that were thrown away and can still be brought back
 * @property {string} just_discarded the id of the one that was thrown away last, to be undone
 * @property {Edition[]} editions
 * @property {Item[]} queue what waits to be sent
 * @property {import("./types.d.ts").MessageReceipt[]} messages_sent newest first
 * @property {import("./types.d.ts").LogEntry[] | null} log read when a page first wants it
 * @property {import("./types.d.ts").Photo[]} photos
 * @property {import("./types.d.ts").Photo[]} photo_trash deleted less than 30 days ago
 * @property {{ there: number, expected: number } | null} photo_count
 * @property {{ done: number, of: number, unreadable: string[], full: boolean } | null} adding photos on their way in
 * @property {import("./types.d.ts").PhotoDevice[]} photo_devices
 * @property {import("./types.d.ts").Share[]} shares earlier declarations that were sent on
 * @property {boolean | null} will_keep whether the browser promised to keep what lies here; null when it cannot be asked
 * @property {boolean} can_install whether the browser can ask for installation by itself
 * @property {{ id: string, value: import("./types.d.ts").LogValue } | null} removed the log entry that was deleted last, to be undone
 * @property {string} ending how the last exchange with the server ended
 * @property {boolean} typing whether something typed is not yet on the disk
 * @property {"saved" | "unsaved"} kept
 * @property {string} unsaved texts that the device could not keep
 * @property {number} clock_off minutes that the device's clock is from the server's, when it matters
 * @property {"" | "blocked" | "outdated" | "no_storage" | "private" | "too_old"} trouble
 * @property {(() => void) | null} update
 * @property {Record<string, Push>} push whether one is told on this device, by the database of whose it is
 * @property {import("./domain/hand_over.js").Handed | null} handed whether this phone is in somebody else's hand
 * @property {import("./storage/hand_backs.js").HandBack[]} hand_backs what was written there and is not sent yet
 * @property {string[]} left links that were left while something waited to be sent behind them
 * @property {Visit | null} visit
 * @property {"" | "opening" | "unknown" | "offline" | "limited"} door how opening a mailed link went
 * @property {Record<string, any>} forms what is typed in small forms, by form
 * @property {Record<string, any>} ui what a page remembers while it is shown
 */

/** @type {State} */
const empty = {
  path: "/",
  params: {},
  ready: false,
  person: null,
  profile: null,
  profile_form: {},
  declarations: [],
  discarded: [],
  just_discarded: "",
  editions: [],
  queue: [],
  messages_sent: [],
  log: null,
  photos: [],
  photo_trash: [],
  photo_count: null,
  adding: null,
  photo_devices: [],
  shares: [],
  will_keep: null,
  can_install: false,
  removed: null,
  ending: "",
  typing: false,
  kept: "saved",
  unsaved: "",
  clock_off: 0,
  trouble: "",
  update: null,
  push: {},
  handed: null,
  hand_backs: [],
  left: [],
  visit: null,
  door: "",
  forms: {},
  ui: {},
};

export const store = create_store(empty);

/** Changes what the page remembers. @param {Record<string, any>} changes */
export const ui = (changes) => store.set({ ui: { ...store.get().ui, ...changes } });

/** The values of a draft's answers by field. @param {import("./types.d.ts").Draft} draft @returns {Record<string, any>} */
export const values_of = (draft) => Object.fromEntries(Object.entries(draft.answers).map(([field, { value }]) => [field, value]));

/** The day it is in Denmark, YYYY-MM-DD. */
export const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());

/** @param {string} day YYYY-MM-DD @param {number} days */
export const day_before = (day, days) => new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** The goals that the person follows now. @param {State} state */
export const own_edition = ({ editions, profile }) => {
  const known = editions.filter(({ programme }) => programme === profile?.programme);
  return known.find(({ id }) => id === profile?.edition) ?? known.at(-1) ?? null;
};

/** @param {string} id */
export const edition_of = (id) => store.get().editions.find((edition) => edition.id === id) ?? null;
