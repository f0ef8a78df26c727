/** What was written while the phone was handed over and is not sent yet: out of sight, sent by itself, then wiped. */
import { sync_now } from "./desk.js";
import { store } from "./state.js";
import { forget } from "./storage/database.js";
import { visit_database } from "./storage/device.js";
import { discard, waiting } from "./storage/drafts.js";
import { all_hand_backs, keep_hand_backs } from "./storage/hand_backs.js";
import { start_loop } from "./sync_loop.js";
import { open, send } from "./visit_exchange.js";

/** @type {Map<string, ReturnType<typeof start_loop>>} */
const loops = new Map();

/** @param {import("./storage/hand_backs.js").HandBack[]} hand_backs */
async function keep(hand_backs) {
  await keep_hand_backs(hand_backs);
  store.set({ hand_backs });
}

/** Goes on with what waited when the app was closed. */
export async function take_up_hand_backs() {
  const waits = await all_hand_backs();
  store.set({ hand_backs: waits });
  waits.forEach(({ id }) => begin(id));
}

/** @param {string} id */
function begin(id) {
  if (loops.has(id)) return;
  const loop = start_loop(visit_database(id), () => round(id), () => {});
  loops.set(id, loop);
  loop.now();
  setTimeout(() => loops.get(id)?.now(), 3000); // the page that was left may have been at it
}

/** @param {string} id */
async function round(id) {
  if (!loops.has(id)) return { ending: "sent", retry_after: null };
  const name = visit_database(id);
  const opened = await open(name);
  const { status = 0, body = null, retry_after = null } = opened ?? {};
  if (status === 409 && body?.code === "handed_back") return done(id); // only the answer to the last word was lost
  if (status !== 200) return waits(id, status && status !== 401 && status < 500 && status !== 429 ? body?.message : "", status, retry_after);
  const pushed = await send(name);
  const left = await waiting(name);
  if (!left.length) return done(id);
  // The answers are there; only the last step was refused. Without the phone in hand nobody can look through them again.
  const refused = left.filter((item) => item.blocked && item.kind !== "operation");
  for (const item of refused) await discard(name, Number(item.seq));
  const trouble = left.find((item) => item.blocked)?.blocked?.message ?? "";
  if (!refused.length) return waits(id, trouble, pushed.ending === "offline" ? 0 : 500, pushed.retry_after);
  await note(id, trouble, true);
  return { ending: "later", retry_after: 1 };
}

/** @param {string} id @param {string} trouble @param {boolean} sent whether the answers themselves are there */
const note = async (id, trouble, sent) => keep((await all_hand_backs()).map((known) => (known.id === id ? { ...known, trouble, sent } : known)));

/** @param {string} id @param {string} trouble @param {number} status @param {number | null} retry_after */
async function waits(id, trouble, status, retry_after) {
  if (trouble) await note(id, trouble, false);
  return { ending: status ? "later" : "offline", retry_after };
}

/** All is sent: nothing of it stays here, but why the last step was refused, until it was read. @param {string} id */
async function done(id) {
  loops.get(id)?.stop();
  loops.delete(id);
  const known = await all_hand_backs();
  await keep(known.filter((one) => one.id !== id || (one.trouble && one.sent)));
  await forget(visit_database(id));
  sync_now(); // what it did to the declaration is news to its owner
  return { ending: "sent", retry_after: null };
}

/** @param {string} id */
export const read_trouble = async (id) => keep((await all_hand_backs()).filter((known) => known.id !== id));
