/** An apprentice whom the school moved to a newer edition of the goals. Pure. */

/** @import { Declaration, Profile } from "../types.d.ts" */

/**
 * Whether the move stands; whether it is still news, since no declaration is made from the new edition; and whether
 * something that is under way keeps the goals it began with.
 * @param {Profile | null} profile @param {Declaration[]} declarations
 */
export function moved(profile, declarations) {
  const to = profile?.moved_to_edition;
  if (!to || to !== profile.edition) return null;
  const standing = declarations.filter(({ status }) => status !== "withdrawn");
  return {
    news: !standing.some(({ edition }) => edition === to),
    keeps: standing.some(({ edition, sealed }) => edition !== to && !sealed),
  };
}
