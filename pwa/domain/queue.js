/** What of a subject's queue goes out next, and in which bites. Pure. */

/** @import { Item } from "../types.d.ts" */

export const MOST = 50;
const LARGEST = 48_000; // bytes of a batch; the server takes 64 kB

/** Whether the server stumbled over it alone, more than once: it waits at the back, and this is said. @param {Item} item */
export const stuck = ({ blocked, stumbled = 0 }) => !blocked && stumbled > 1;

/** What a person may take back, and what gives way to what is typed anew. @param {Item} item */
export const hopeless = (item) => item.kind === "operation" && (Boolean(item.blocked) || stuck(item));

/** After the server stumbled over a batch: so many are tried next, until the one it stumbles over stands alone. @param {number} sent */
export const smaller = (sent) => Math.ceil(sent / 2);

/** What sends nothing on, and so goes also behind what was refused. @type {Item["kind"][]} */
const HARMLESS = ["discard", "restore"];

/**
 * A run of operations, or one deed. Behind an item that is refused, or that the server stumbled over, no deed goes: it might
 * send what is wrong. One that was stumbled over goes after all others, alone; what was typed later into its field waits for it.
 * @param {Item[]} queue @param {number} [most] @param {Set<number | undefined>} [left] places that were tried in this round
 * @returns {Item[]}
 */
export function next_of(queue, most = MOST, left = new Set()) {
  const run = [];
  let size = 0;
  for (const item of queue) {
    if (item.blocked || item.stumbled) continue;
    if (item.kind !== "operation") {
      if (!run.length && (item === queue[0] || HARMLESS.includes(item.kind))) return [item];
      break;
    }
    if (waits_behind(queue, item)) continue;
    size += JSON.stringify(item.body).length * 2;
    if (run.length === most || (run.length && size > LARGEST)) break;
    run.push(item);
  }
  if (run.length) return run;
  const again = queue.filter((item) => !item.blocked && item.stumbled && !left.has(item.seq));
  return again.sort((a, b) => (a.stumbled ?? 0) - (b.stumbled ?? 0)).slice(0, 1);
}

/** @param {Item[]} queue @param {Item} item */
const waits_behind = (queue, item) => queue.slice(0, queue.indexOf(item)).some(({ stumbled, blocked, body }) => stumbled && !blocked && body.field === item.body.field);
