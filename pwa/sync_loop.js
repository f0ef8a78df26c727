/** When to sync: at the start, when the page is seen or the network returns, soon after an edit, and each minute. */
import { wait_before } from "./sync.js";

const AFTER_EDIT = 2000;
const EACH = 60_000;

/**
 * @param {string} name of the database: each has one sender
 * @param {() => Promise<{ ending: string, retry_after: number | null }>} round one exchange with the server
 * @param {(ending: string) => void} told
 */
export function start_loop(name, round, told) {
  let failures = 0;
  let running = false;
  let again = false;
  let stopped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {number} milliseconds */
  function plan(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  }

  async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    // A round that breaks (a database the browser took away, say) is tried again like one that got no answer.
    const { ending, retry_after } = await alone(name, round).catch(() => ({ ending: "later", retry_after: null }));
    running = false;
    if (stopped) return;
    failures = ending === "sent" ? 0 : failures + 1;
    told(ending);
    if (again) plan(0);
    else if (ending === "offline" || ending === "later") plan(wait_before(failures, retry_after, Math.random()));
    else if (ending === "elsewhere") plan(AFTER_EDIT); // whoever has the turn (another tab, this link opened a moment before) may not send what waits here
    else if (document.visibilityState === "visible") plan(EACH);
    again = false;
  }

  function now() {
    failures = 0;
    return run();
  }
  const seen = () => document.visibilityState === "visible" && now();
  document.addEventListener("visibilitychange", seen);
  addEventListener("online", now);
  return {
    now,
    /** Soon after an edit; one that comes during a round is sent right after it, and not forgotten for a minute. */
    soon() {
      if (running) again = true;
      else plan(AFTER_EDIT);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("online", now);
    },
  };
}

/**
 * One sender a browser: when another tab is at it, this one leaves it to that.
 * @param {string} name @param {() => Promise<{ ending: string, retry_after: number | null }>} round
 */
export async function alone(name, round) {
  if (!navigator.locks) return round();
  return navigator.locks.request(`sync ${name}`, { ifAvailable: true }, (lock) =>
    lock ? round() : Promise.resolve({ ending: "elsewhere", retry_after: null }),
  );
}
