/** Texts that lost on a phone that was handed over: laid beside their fields, once, where somebody can choose. */
import { using } from "./database.js";

/** @import { Visit } from "../types.d.ts" */

/** @param {string} name @param {Visit} view as the server told it, taken in already */
export const lay_aside = (name, { id: draft_id, set_aside = [] }) =>
  set_aside.length
    ? using(name, async (db) => {
        const tx = db.transaction(["drafts", "meta"], "readwrite");
        const [drafts, meta] = [tx.objectStore("drafts"), tx.objectStore("meta")];
        const draft = await drafts.get(draft_id);
        /** @type {string[]} what was laid here once does not come back after a choice */
        const seen = (await meta.get("set_aside_seen")) ?? [];
        for (const { id, field, value, typed_at } of set_aside.filter((one) => !seen.includes(one.id))) {
          const answer = draft.answers[field] ?? { value: null, revision: 0 };
          const lost = answer.lost ?? [];
          const theirs = { name: "", device: "", at: null };
          const one = { id, base: answer.revision, value, typed_at, late: false, theirs, aside: true };
          if (!lost.some((/** @type {{ id: string }} */ known) => known.id === id)) draft.answers[field] = { ...answer, lost: [...lost, one] };
          seen.push(id);
        }
        await drafts.put(draft);
        await meta.put(seen, "set_aside_seen");
        await tx.done;
      })
    : Promise.resolve();
