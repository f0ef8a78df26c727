/** Handing this phone to the supervisor: a draft of theirs in a database of its own, and nothing else of the app in reach. */
import { reachable } from "./api.js";
import { stop } from "./desk.js";
import { answered, required } from "./domain/goals.js";
import { handed_path, keep, tell_of_hands } from "./handed.js";
import { go } from "./navigation.js";
import { edition_of, store, ui, values_of } from "./state.js";
import { keep_editions } from "./storage/catalogue.js";
import { visit_database } from "./storage/device.js";
import { take_in } from "./storage/drafts.js";
import { t } from "./words.js";

/** @import { Declaration, Edition, Recipient, Visit } from "./types.d.ts" */

/** @param {Declaration} declaration @param {Recipient} recipient */
export async function hand_over(declaration, recipient) {
  const edition = edition_of(declaration.edition);
  if (!edition) return ui({ told: t("handed.no_goals") });
  // Another document is opened: without a worker (a private window) only the network has it.
  if (!navigator.serviceWorker?.controller && !(await reachable())) return ui({ told: t("declaration.no_network") });
  const id = crypto.randomUUID();
  const name = visit_database(id);
  const hand_over = { hand_over_id: id, declaration_id: declaration.id, recipient_id: recipient.id };
  await take_in(name, [draft_of(declaration, recipient, edition)], { hand_over });
  await keep_editions(name, [edition]);
  const handed = { id, declaration_id: declaration.id, name: recipient.name || recipient.address, touched_at: Date.now(), left_at: null };
  await keep(handed);
  go(handed_path(handed), { replace: true });
  stop();
  tell_of_hands();
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
