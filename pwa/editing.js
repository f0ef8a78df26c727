/**
 * Typing into fields: shown at once, kept on the device 400 ms after the last letter, at blur and when the page is left.
 * Whatever is written builds on what stood on the screen, also while the screen has not yet read what was just written.
 */
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
 * @param {(outcome: "saved" | "unsaved", texts: string) => unknown} desk.kept called when it is on the disk, or when it could not be kept; awaited, so that `base` knows of it
 */
export function create_editor({ database, base, shown, kept, save = save_answers, copy = "" }) {
  /** What is typed and not yet on the disk, by subject. @type {Map<string, Record<string, unknown>>} */
  const typed = new Map();
  /**
   * What each edited field builds on: of one being typed in until it is left (it is never rewritten under the cursor), of one
   * that was tapped until the screen has read it back.
   * @type {Map<string, { subject: string, field: string, value: unknown, base: number | string, typing: boolean }>}
   */
  const in_hand = new Map();
  /** Whose texts these are: what one person could not keep is never shown to the next. @type {string | null} */
  let whose = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<void>} */
  let writing = Promise.resolve();

  /** @param {string} subject @param {Record<string, unknown>} values @param {{ typing?: boolean }} [how] */
  function edit(subject, values, { typing = false } = {}) {
    change_hands();
    typed.set(subject, { ...typed.get(subject), ...values });
    for (const [field, value] of Object.entries(values)) {
      const key = `${subject} ${field}`;
      in_hand.set(key, { subject, field, value, base: in_hand.get(key)?.base ?? base(subject, field), typing });
    }
    shown();
    clearTimeout(timer);
    if (typing) timer = setTimeout(flush, PAUSE);
    else return flush();
  }

  function change_hands() {
    if (whose === database()) return;
    whose = database();
    typed.clear();
    in_hand.clear();
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
        const ids = await save(name, subject, values, new Date().toISOString(), bases(subject));
        for (const hand of hands(subject)) hand.base = ids[hand.field] ?? hand.base;
        forget(subject, values);
        if (!typed.size) drop_copy(name + copy);
        await kept("saved", "");
        const read_back = hands(subject).filter(({ typing, field, value }) => !typing && values[field] === value);
        for (const { field } of read_back) in_hand.delete(`${subject} ${field}`);
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
    if (name && typed.size) put_copy(name + copy, [...typed].map(([subject, values]) => [subject, values, bases(subject)]));
  }

  /** Takes up what was put down when the page went: on what was written last here, else on what stood on the screen then. */
  async function take_up() {
    const name = database();
    if (!name) return;
    change_hands();
    for (const [subject, values, stood = {}] of read_copy(name + copy)) {
      typed.set(subject, { ...values, ...typed.get(subject) });
      for (const [field, value] of Object.entries(values)) {
        const key = `${subject} ${field}`;
        const waits = base(subject, field);
        if (!in_hand.has(key)) in_hand.set(key, { subject, field, value, base: typeof waits === "string" ? waits : (stood[field] ?? waits), typing: false });
      }
    }
    await flush();
  }

  /** A field was left. */
  function leave() {
    const left = [...in_hand].filter(([, { typing }]) => typing);
    flush().then(() => {
      for (const [key, hand] of left) if (in_hand.get(key) === hand) in_hand.delete(key);
      if (left.length) shown();
    });
  }

  /** What the screen shows over what lies on the disk. @param {string} subject @returns {Record<string, unknown>} */
  const over = (subject) => ({ ...Object.fromEntries(hands(subject).map(({ field, value }) => [field, value])), ...typed.get(subject) });

  /** @param {string} subject */
  const hands = (subject) => [...in_hand.values()].filter((hand) => hand.subject === subject);
  /** @param {string} subject */
  const bases = (subject) => Object.fromEntries(hands(subject).map(({ field, base }) => [field, base]));

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
