/** Typing into fields: shown at once, kept on the device 400 ms after the last letter, at blur and when the page is left. */
import { save_answers } from "./storage/drafts.js";
import { drop_copy, put_copy, read_copy } from "./storage/typed_copy.js";

const PAUSE = 400;

/**
 * @param {object} desk
 * @param {() => string | null} desk.database
 * @param {(subject: string, field: string) => number | string} desk.base what the text on the screen builds on
 * @param {typeof save_answers} [desk.save] how a subject's values get onto the disk
 * @param {string} [desk.copy] tells two editors of one database apart
 * @param {() => void} desk.shown called at once, to draw what was typed
 * @param {(outcome: "saved" | "unsaved", texts: string) => unknown} desk.kept called when it is on the disk, or when it could not be kept; awaited, so that the screen knows
 */
export function create_editor({ database, base, shown, kept, save = save_answers, copy = "" }) {
  /** What is typed and not yet on the disk, by subject. @type {Map<string, Record<string, unknown>>} */
  const typed = new Map();
  /** Fields being typed in, until they are left: never rewritten under the cursor. @type {Map<string, { subject: string, field: string, value: unknown, base: number | string }>} */
  const in_hand = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<void>} */
  let writing = Promise.resolve();

  /** @param {string} subject @param {Record<string, unknown>} values @param {{ typing?: boolean }} [how] */
  function edit(subject, values, { typing = false } = {}) {
    typed.set(subject, { ...typed.get(subject), ...values });
    for (const [field, value] of Object.entries(values)) {
      const key = `${subject} ${field}`;
      if (typing) in_hand.set(key, { subject, field, value, base: in_hand.get(key)?.base ?? base(subject, field) });
      else in_hand.delete(key);
    }
    shown();
    clearTimeout(timer);
    if (typing) timer = setTimeout(flush, PAUSE);
    else return flush();
  }

  /** Writes what is typed; what fails stays in memory, is said, and is tried again with the next write. */
  function flush() {
    clearTimeout(timer);
    const name = database(); // whose it is now, also when the page is left before the writing begins
    writing = writing.then(() => write(name));
    return writing;
  }

  /** @param {string | null} name */
  async function write(name) {
    if (!name) return;
    for (const [subject, values] of [...typed]) {
      try {
        const ids = await save(name, subject, values, new Date().toISOString(), of_subject(subject, "base"));
        for (const [field, id] of Object.entries(ids)) {
          const hand = in_hand.get(`${subject} ${field}`);
          if (hand) hand.base = id;
        }
        forget(subject, values);
        if (!typed.size) drop_copy(name + copy);
        await kept("saved", "");
      } catch {
        await kept("unsaved", texts_of(typed));
      }
    }
  }

  /** Only what was written goes: a letter typed meanwhile stays. @param {string} subject @param {Record<string, unknown>} values */
  function forget(subject, values) {
    const left = Object.entries(typed.get(subject) ?? {}).filter(([field, value]) => values[field] !== value);
    if (left.length) typed.set(subject, Object.fromEntries(left));
    else typed.delete(subject);
  }

  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
  addEventListener("pagehide", put_down);
  document.addEventListener("focusout", leave);

  /** The page may be gone before the database has written: a copy that is written at once bridges the gap. */
  function put_down() {
    const name = database();
    if (name && typed.size) put_copy(name + copy, [...typed]);
  }

  /** Takes up what was put down when the page went. */
  async function take_up() {
    const name = database();
    if (!name) return;
    for (const [subject, values] of read_copy(name + copy)) typed.set(subject, { ...values, ...typed.get(subject) });
    await flush();
  }

  /** A field was left. */
  function leave() {
    const left = [...in_hand];
    flush().then(() => {
      for (const [key, hand] of left) if (in_hand.get(key) === hand) in_hand.delete(key);
      if (left.length) shown();
    });
  }

  /** What the screen shows over what lies on the disk. @param {string} subject @returns {Record<string, unknown>} */
  const over = (subject) => ({ ...of_subject(subject, "value"), ...typed.get(subject) });

  /** @param {string} subject @param {"base" | "value"} what @returns {Record<string, any>} */
  function of_subject(subject, what) {
    return Object.fromEntries([...in_hand.values()].filter((hand) => hand.subject === subject).map((hand) => [hand.field, hand[what]]));
  }

  return { edit, flush, take_up, busy: () => typed.size > 0, over };
}

/** What could not be kept, to be copied. @param {Map<string, Record<string, unknown>>} typed */
const texts_of = (typed) => [...typed.values()].flatMap(Object.values).filter((value) => typeof value === "string").join("\n\n");

/**
 * A draft as it stands on the screen: with what is typed and not yet kept.
 * @template {import("./types.d.ts").Draft} D
 * @param {D} draft @param {Record<string, unknown>} typed @returns {D}
 */
export function with_typed(draft, typed) {
  const answers = { ...draft.answers };
  for (const [field, value] of Object.entries(typed)) {
    answers[field] = { ...answers[field], revision: answers[field]?.revision ?? 0, value, pending: true };
  }
  return { ...draft, answers };
}
