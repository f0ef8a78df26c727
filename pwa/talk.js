/** Talk mode: a plain question each two seconds whether something moved, as long as the page is looked at. */
import { call } from "./api.js";
import { store, ui } from "./state.js";

const EACH = 2000; // milliseconds

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** What is asked now; another page ends it. */
let asked = "";

/** Asks the path again and again while the page that wants it is shown. @param {string} page @param {() => Promise<boolean>} ask false: it is over */
export function keep_asking(page, ask) {
  if (asked === page) return;
  asked = page;
  clearTimeout(timer);
  const round = async () => {
    if (asked !== page || store.get().path !== page) return end(page);
    const goes_on = document.visibilityState === "hidden" || (await ask().catch(() => true));
    if (!goes_on) return end(page);
    timer = setTimeout(round, EACH);
  };
  round();
}

/** @param {string} page */
function end(page) {
  if (asked === page) asked = "";
}

/** The apprentice's side: the supervisor's answers as they stand. @param {string} id */
export function listen(id) {
  /** @type {string | null} */
  let etag = null;
  keep_asking(location.pathname, async () => {
    const { status, body, etag: fresh } = await call("GET", `/api/declarations/${id}/talk`, { headers: etag ? { "if-none-match": etag } : {} });
    if (status === 200) [(etag = fresh), ui({ talk: body, talk_away: "" })];
    else if (status === 304) ui({ talk_away: "" });
    else ui({ talk_away: status === 409 || status === 404 ? "closed" : "offline" });
    return status !== 404 && status !== 401; // closed: the supervisor may open it again
  });
}
