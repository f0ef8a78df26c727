/** The page's state: one object, one way to change it, one listener that draws. */

/**
 * @template {object} S
 * @param {S} initial
 */
export function create_store(initial) {
  let state = initial;
  /** @type {Set<(state: S) => void>} */
  const listeners = new Set();
  let planned = false;
  const tell = () => {
    planned = false;
    for (const listener of listeners) listener(state);
  };
  return {
    /** @returns {S} */
    get: () => state,
    /** @param {Partial<S>} changes */
    set(changes) {
      state = { ...state, ...changes };
      if (planned) return;
      planned = true;
      queueMicrotask(tell);
    },
    /** @param {(state: S) => void} listener */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
