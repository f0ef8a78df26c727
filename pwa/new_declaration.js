/** A new declaration, made on the phone: from the profile, the declaration before and the school's letter. */
import { database, reload, sync_soon } from "./desk.js";
import { copied } from "./domain/copying.js";
import { CODE, details } from "./domain/summonses.js";
import { own_edition, store, values_of } from "./state.js";
import { create_draft } from "./storage/drafts.js";

/** @import { Declaration } from "./types.d.ts" */

const now = () => new Date().toISOString();

/**
 * `beside`: another workplace in the same period as that declaration. `code`: of the
 * school's letter, with what it says when that is known; else the server fills it in.
 * @param {{ beside?: Declaration, code?: string, summons?: import("./types.d.ts").Summons | null }} [options] @returns {Promise<string>} its id
 */
export async function create({ beside, code, summons } = {}) {
  const { profile, declarations } = store.get();
  const edition = own_edition(store.get());
  if (!profile?.specialisation || !edition) throw new Error("a profile comes first");
  const before = beside ?? declarations.find((known) => known.status !== "withdrawn");
  const draft = { ...empty_draft(edition.id, profile.specialisation), ...(summons ? { summons } : {}) };
  const taken_over = before ? copied(values_of(before), beside ? "beside" : code ? "summoned" : "next") : {};
  const values = { ...taken_over, ...(code ? { [CODE]: code } : {}), ...(summons ? details(summons) : {}) };
  await create_draft(/** @type {string} */ (database()), draft, values, now());
  await reload();
  sync_soon();
  return draft.id;
}

/** @param {string} edition @param {string} specialisation @returns {Declaration} */
function empty_draft(edition, specialisation) {
  return {
    id: crypto.randomUUID(),
    edition,
    specialisation,
    status: "draft",
    revision: 0,
    created_at: now(),
    requested_at: null,
    submitted_at: null,
    withdrawn_at: null,
    withdrawn_reason: null,
    answers: {},
    progress: null,
    recipients: [],
    sealed: null,
  };
}
