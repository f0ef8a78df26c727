/** The code of a school's letter that was scanned or typed and not used yet: kept through signing in. It is no secret. */

const KEY = "logbog-summons-code";

/** @param {string} code */
export function keep_code(code) {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // a browser that keeps nothing: it stands on the screen
  }
}

/** @returns {string | null} */
export function kept_code() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function forget_code() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}
