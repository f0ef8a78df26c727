/** Going to one of our own paths: without a reload in the same room, to another document else, when all is on the disk. */
import { room_of } from "./domain/rooms.js";

export const NAVIGATED = "logbog-navigated";

/** @type {() => Promise<unknown>} */
let settle = async () => {};
/** @param {typeof settle} work puts what is typed on the disk, before another document is asked for */
export const before_leaving = (work) => {
  settle = work;
};

let leaves = false;
/** Whether another document was asked for: then nothing is begun any more. */
export const leaving = () => leaves;

/** @param {string} path @param {{ replace?: boolean }} [how] */
export function go(path, { replace = false } = {}) {
  if (room_of(path.split("#")[0]) !== room_of(location.pathname)) {
    leaves = true;
    return void settle().finally(() => location[replace ? "replace" : "assign"](path));
  }
  history[replace ? "replaceState" : "pushState"](null, "", path);
  dispatchEvent(new Event(NAVIGATED));
}
