/**
 * Handing this phone to the supervisor: a draft of theirs in a database of its own, nothing else of the app in reach, and
 * back by a tap or by itself. What was written is then out of sight, sent when there is a network, and wiped.
 */
import { start, stop } from "./desk.js";
import { answered, required } from "./domain/goals.js";
import { is_over } from "./domain/hand_over.js";
import { go, NAVIGATED } from "./navigation.js";
import { hear_tabs, tell_tabs } from "./news.js";
import { send_back } from "./hand_backs.js";
import { edition_of, store, ui, values_of } from "./state.js";
import { keep_editions } from "./storage/catalogue.js";
import { read_meta, write_meta } from "./storage/database.js";
import { DEVICE, visit_database } from "./storage/device.js";
import { queue_deed, take_in } from "./storage/drafts.js";
import { flush, leave } from "./visit.js";
import { t } from "./words.js";

/** @import { Declaration, Edition, Recipient, Visit } from "./types.d.ts" */
/** @import { Handed } from "./domain/hand_over.js" */

const EACH = 20_000; // milliseconds between two notes of a touch

/** The path where whoever holds the phone is. @param {Handed} handed */
export const handed_path = ({ id }) => `/e/${id}`;

/** @param {Declaration} declaration @param {Recipient} recipient */
export async function hand_over(declaration, recipient) {
  const edition = edition_of(declaration.edition);
  if (!edition) return ui({ told: t("handed.no_goals") });
  const id = crypto.randomUUID();
  const name = visit_database(id);
  const hand_over = { hand_over_id: id, declaration_id: declaration.id, recipient_id: recipient.id };
  await take_in(name, [draft_of(declaration, recipient, edition)], { hand_over });
  await keep_editions(name, [edition]);
  await keep({ id, declaration_id: declaration.id, name: recipient.name || recipient.address, touched_at: Date.now(), left_at: null });
  stop();
  go(`/e/${id}`, { replace: true });
  tell_tabs(DEVICE);
}

/** What the phone knows of the declaration, as the supervisor sees it. @param {Declaration} declaration @param {Recipient} recipient @param {Edition} goals @returns {Visit} */
function draft_of(declaration, { name, address, roles }, goals) {
  const { id, edition, specialisation, status, revision, submitted_at, answers, awaiting } = declaration;
  const values = values_of(declaration);
  const asked = required(goals, specialisation, values["details.main_course"] ?? 0);
  return {
    ...{ id, edition, specialisation, status, revision, submitted_at, awaiting, public_id: "", may: "fill", door: "handed_over" },
    recipient: { name, address, roles },
    apprentice: { name: store.get().profile?.name ?? "" },
    answers: Object.fromEntries(Object.entries(answers).map(([field, { value, revision: known }]) => [field, { value, revision: known }])),
    required: asked,
    progress: { required: asked.length, answered: answered(values, asked, "supervisor") },
    ...{ contacts: [], log: [], law: goals.law, sealed: null },
  };
}

/** @param {Handed | null} handed */
async function keep(handed) {
  await write_meta(DEVICE, "handed", handed);
  store.set({ handed });
}

/** Reads whether this phone is in somebody else's hand, before anything of the apprentice's is shown. */
export async function take_up() {
  const handed = (await read_meta(DEVICE, "handed")) ?? null;
  store.set({ handed });
  if (!handed || !is_over(handed, Date.now())) return;
  await close(handed);
  history.replaceState(null, "", `/app/declarations/${handed.declaration_id}`);
}

/** What was written goes by itself from now on, and is out of sight. @param {Handed} handed */
async function close(handed) {
  await queue_deed(visit_database(handed.id), "close", handed.declaration_id, {}, new Date().toISOString());
  await send_back(handed);
  await keep(null);
}

/** Everything that was written is on the disk first; then it is out of sight. */
export async function hand_back() {
  const { handed } = store.get();
  if (!handed) return;
  await flush();
  leave();
  await close(handed);
  go(`/app/declarations/${handed.declaration_id}`, { replace: true });
  await start();
  ui({ told: t("handed.thanks") });
  tell_tabs(DEVICE);
}

/** Another tab handed the phone over, or back. */
hear_tabs(async (name) => {
  if (name !== DEVICE) return;
  const handed = (await read_meta(DEVICE, "handed")) ?? null;
  if (handed?.id === store.get().handed?.id) return;
  store.set({ handed });
  if (handed) stop();
  else await start();
  dispatchEvent(new Event(NAVIGATED));
});

/** Notes touches, and gives the phone back when it was left alone. */
export function watch_hands() {
  const touched = () => {
    const { handed } = store.get();
    if (handed && Date.now() - handed.touched_at > EACH && !is_over(handed, Date.now())) keep({ ...handed, touched_at: Date.now(), left_at: null });
  };
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, touched);
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
