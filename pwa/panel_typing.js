/**
 * What was typed at a form of the panel and not sent stays in this tab, and is put back when its page is come to again.
 * It goes when it was sent, with the tab, and from every tab when one signs out or is led to the way in. Read docs/decisions/0024.
 */
import { hidden_of, put, put_hidden, values_of } from "./form_values.js";

/** @import { Values } from "./form_values.js" */

const PREFIX = "typing:";
const FORMS = "main form[method=post]:not([data-unkept])";
const LINES = "textarea, input[type=text], input[type=email], input[type=date], input[type=number]";
const SEEN = /^(seen|revision)$/; // what the text was written on: a colleague's newer one is not overwritten unseen
const DEEDS = /^(deed|message|read|remind)_id$/; // what makes a deed that is sent twice one deed

/** @typedef {{ values: Values, base: Record<string, string>, sent?: boolean }} Kept */

const way_in = location.pathname.startsWith("/panel/sign_in");
const notice = document.querySelector("template#typing");
const came = performance.getEntriesByType("navigation")[0];
const arrived = came instanceof PerformanceNavigationTiming && came.type === "navigate"; // not by Back, nor anew
const to_mend = Boolean(document.querySelector(".error-summary, [data-unsaved]")); // what was sent last stands on the page
const others = new BroadcastChannel("panel_typing");
let over = false;

/** @param {string} key @returns {Kept | null} */
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {Kept | null} kept */
function write(key, kept) {
  try {
    if (kept && !over) sessionStorage.setItem(PREFIX + key, JSON.stringify(kept));
    else sessionStorage.removeItem(PREFIX + key);
  } catch {
    // a full or forbidden storage: then the page is as it is without a script
  }
}

/** @returns {string[]} */
function keys() {
  try {
    return Object.keys(sessionStorage).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
  } catch {
    return [];
  }
}

function forget_all() {
  over = true;
  for (const key of keys()) write(key, null);
}

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {HTMLFormElement} form */
function guard(form) {
  const key = form.dataset.typing ?? form.getAttribute("action") ?? location.pathname;
  const page = values_of(form);
  const fresh = hidden_of(form, DEEDS);
  const seen = hidden_of(form, SEEN);
  const before = read(key);
  const mends = to_mend && Boolean(before?.sent);
  const keep = (/** @type {boolean} */ sent) => {
    const values = values_of(form);
    if (same(values, page) && !mends) write(key, null);
    else write(key, { values, base: { ...hidden_of(form, SEEN), ...hidden_of(form, DEEDS) }, ...(sent ? { sent } : {}) });
  };
  const put_back = (/** @type {Kept} */ kept) => {
    put(form, kept.values);
    put_hidden(form, { ...kept.base, ...(kept.sent ? {} : fresh) });
  };

  if (mends) keep(false);
  else if (before) {
    put_back(before);
    if (same(values_of(form), page)) write(key, null);
    else {
      keep(false);
      tell(form, () => put_back(before), () => (put(form, page), put_hidden(form, { ...seen, ...fresh })), keep);
    }
  }
  for (const event of ["input", "change"]) {
    form.addEventListener(event, () => {
      if (Object.keys(fresh).length) put_hidden(form, fresh); // other words are another deed
      keep(false);
    });
  }
  form.addEventListener("submit", (event) => !event.defaultPrevented && !form.dataset.file && read(key) && keep(true));
  window.addEventListener("pageshow", ({ persisted }) => persisted && read(key)?.sent && keep(false));
}

/**
 * Says it over the form; one tap shows what is saved, and the next what was typed again.
 * @param {HTMLFormElement} form @param {() => void} mine @param {() => void} saved @param {(sent: boolean) => void} keep
 */
function tell(form, mine, saved, keep) {
  if (!(notice instanceof HTMLTemplateElement)) return;
  form.prepend(notice.content.cloneNode(true));
  const button = form.querySelector("[data-other]");
  if (!(button instanceof HTMLElement)) return;
  let typed = true;
  button.addEventListener("click", () => {
    typed = !typed;
    (typed ? mine : saved)();
    keep(false);
    [button.textContent, button.dataset.other] = [button.dataset.other ?? "", button.textContent ?? ""];
  });
}

others.addEventListener("message", forget_all);
if (way_in) {
  forget_all();
  others.postMessage("out");
}
document.querySelector("form[action='/panel/sign_out']")?.addEventListener("submit", () => {
  forget_all();
  others.postMessage("out");
});
if (arrived && !to_mend && document.querySelector("main > .done")) for (const key of keys()) if (read(key)?.sent) write(key, null);
if (notice) for (const form of document.querySelectorAll(FORMS)) if (form instanceof HTMLFormElement && form.querySelector(LINES)) guard(form);
