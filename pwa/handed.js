/** Whether this phone is in somebody else's hand: read before anything is shown, and heard from other tabs. */
import { NAVIGATED } from "./navigation.js";
import { hear_tabs, tell_tabs } from "./news.js";
import { store } from "./state.js";
import { read_meta, write_meta } from "./storage/database.js";
import { DEVICE } from "./storage/device.js";

/** @import { Handed } from "./domain/hand_over.js" */

const THANKS = "logbog-thanks"; // from the visitor's document to the apprentice's

/** The path where whoever holds the phone is. @param {Handed} handed */
export const handed_path = ({ id }) => `/e/${id}`;

/** @returns {Promise<Handed | null>} */
const kept = async () => (await read_meta(DEVICE, "handed")) ?? null;

/** @param {Handed | null} handed */
export async function keep(handed) {
  await write_meta(DEVICE, "handed", handed);
  store.set({ handed });
}

export const take_up = async () => store.set({ handed: await kept() });

/** Another tab handed the phone over, or back: every page goes where it belongs now. */
export function follow_hands() {
  hear_tabs(async (name) => {
    if (name !== DEVICE) return;
    const handed = await kept();
    if (handed?.id === store.get().handed?.id) return;
    store.set({ handed });
    dispatchEvent(new Event(NAVIGATED));
  });
}

export const tell_of_hands = () => tell_tabs(DEVICE);

/** The apprentice thanks when the phone is back. */
export const thank = () => sessionStorage.setItem(THANKS, "1");
export function thanked() {
  const thanks = sessionStorage.getItem(THANKS);
  sessionStorage.removeItem(THANKS);
  return Boolean(thanks);
}
