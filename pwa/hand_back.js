/**
 * The phone goes back to the apprentice, by a tap or by itself: what was written is then out of sight, and sent by the
 * apprentice's room when there is a network.
 */
import { is_over } from "./domain/hand_over.js";
import { handed_path, keep, tell_of_hands, thank } from "./handed.js";
import { go } from "./navigation.js";
import { HAND_BACK } from "./parts/handed_bar.js";
import { store } from "./state.js";
import { visit_database } from "./storage/device.js";
import { queue_deed } from "./storage/drafts.js";
import { note_hand_back } from "./storage/hand_backs.js";
import { flush, leave } from "./visit.js";

/** @import { Handed } from "./domain/hand_over.js" */

const EACH = 20_000; // milliseconds between two notes of a touch

/** A phone that lay too long opens at the apprentice's. */
export async function end_what_is_over() {
  const { handed } = store.get();
  if (!handed || location.pathname !== handed_path(handed) || !is_over(handed, Date.now())) return;
  await close(handed);
}

/** What was written goes by itself from now on, and is out of sight. @param {Handed} handed */
async function close(handed) {
  await queue_deed(visit_database(handed.id), "close", handed.declaration_id, {}, new Date().toISOString());
  await note_hand_back(handed);
  await keep(null);
  go(`/app/declarations/${handed.declaration_id}`, { replace: true });
}

/** Everything that was written is on the disk first; then it is out of sight. */
async function hand_back() {
  const { handed } = store.get();
  if (!handed) return;
  await flush();
  leave();
  thank();
  await close(handed);
  tell_of_hands();
}

/** Notes touches, and gives the phone back when it was left alone. */
export function watch_hands() {
  const touched = () => {
    const { handed } = store.get();
    if (handed && Date.now() - handed.touched_at > EACH && !is_over(handed, Date.now())) keep({ ...handed, touched_at: Date.now(), left_at: null });
  };
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, touched);
  addEventListener(HAND_BACK, hand_back);
  document.addEventListener("visibilitychange", async () => {
    const { handed } = store.get();
    if (!handed) return;
    if (document.visibilityState === "hidden") return keep({ ...handed, left_at: Date.now() });
    if (!(await over())) keep({ ...handed, left_at: null });
  });
  setInterval(over, EACH);
}

async function over() {
  const { handed } = store.get();
  const past = handed !== null && is_over(handed, Date.now());
  if (past) await hand_back();
  return past;
}
