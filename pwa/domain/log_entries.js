/** The running log: which entries belong to a training period, and what they say about it. Pure. */

/** @import { Draft, LogEntry } from "../types.d.ts" */

/**
 * Entries of the declaration's period: after the end of the one before, up to its own end.
 * @param {LogEntry[]} entries @param {Draft} declaration @param {Draft[]} declarations all of the apprentice's
 */
export function in_period(entries, declaration, declarations) {
  const end = ends_on(declaration) ?? "9999";
  const before = declarations.filter(({ id, status }) => id !== declaration.id && status !== "withdrawn").map(ends_on);
  const begin = before.filter((day) => day && day < end).sort().at(-1) ?? "";
  return entries.filter(({ value }) => value && value.on > begin && value.on <= end);
}

/** @param {Draft} declaration @returns {string | undefined} */
const ends_on = (declaration) => declaration.answers["details.training_period_ends_on"]?.value ?? undefined;

/** Every goal, function or machine that entries name, once. @param {LogEntry[]} entries @param {"goals" | "functions" | "machines"} kind */
export const named = (entries, kind) => new Set(entries.flatMap(({ value }) => value?.[kind] ?? []));
