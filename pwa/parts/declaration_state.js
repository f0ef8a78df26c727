/** Where a declaration is, in a word and an icon. */
import { disputed } from "../domain/finished.js";
import { badge } from "./badge.js";
import { quiet_days, undelivered } from "./truth.js";
import { clock, t } from "../words.js";

/** @import { Declaration, Item } from "../types.d.ts" */

/** @param {Declaration} declaration @param {Item[]} queue */
export function declaration_state(declaration, queue) {
  const waiting = queue.find((item) => item.subject === declaration.id && item.kind === "request");
  if (waiting?.blocked) return badge("stop", "alert", t("state.refused"));
  if (waiting) return badge("wait", "phone", t("state.waits"));
  if (disputed(declaration)) return badge("stop", "alert", t("not_me.said"));
  if (declaration.status === "submitted") return badge("ok", "check", t("state.submitted"));
  if (declaration.status === "correcting") return badge("wait", "pen", t("state.correcting"));
  if (declaration.status === "releasing" && declaration.sealed) return badge("wait", "clock", t("state.corrected", { at: clock(declaration.releases_at) }));
  if (declaration.status === "releasing") return badge("wait", "clock", t("state.releasing", { at: clock(declaration.releases_at) }));
  if (declaration.status === "withdrawn") return badge("quiet", "back", t("state.withdrawn"));
  if (declaration.status === "draft") return badge("quiet", "pen", t("state.draft"));
  const asked = declaration.recipients.filter((known) => known.roles.includes("supervisor") || known.has_pen);
  if (asked.some((known) => known.declined)) return badge("stop", "alert", t("state.declined"));
  if (declaration.awaiting) return badge("wait", "clock", t("state.awaiting"));
  if (declaration.progress?.answered) return badge("wait", "pen", begun(declaration, declaration.progress));
  if (asked.some(undelivered)) return badge("stop", "alert", t("state.failed"));
  if (declaration.recipients.some((known) => known.opened_at)) return badge("wait", "eye", t("state.opened"));
  return badge("wait", "send", t("state.requested"));
}

/** @param {Declaration} declaration @param {{ answered: number, required: number }} progress */
function begun(declaration, progress) {
  const state = t("state.begun", progress);
  const n = quiet_days(declaration, Date.now());
  return n ? t("state.quiet", { state, n }) : state;
}
