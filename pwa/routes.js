/** Every page of the app by its path, on one page. */
import * as about from "./pages/about.js";
import * as address from "./pages/address.js";
import * as declaration from "./pages/declaration.js";
import * as declarations from "./pages/declarations.js";
import * as details from "./pages/details.js";
import * as doors from "./pages/doors.js";
import * as find from "./pages/find.js";
import * as goals from "./pages/goals.js";
import * as home from "./pages/home.js";
import * as log from "./pages/log.js";
import * as log_entry from "./pages/log_entry.js";
import * as lost from "./pages/lost.js";
import * as message from "./pages/message.js";
import * as photo from "./pages/photo.js";
import * as photo_backup from "./pages/photo_backup.js";
import * as photos from "./pages/photos.js";
import * as profile from "./pages/profile.js";
import * as progress from "./pages/progress.js";
import * as review from "./pages/review.js";
import * as self_assessment from "./pages/self_assessment.js";
import * as short_code from "./pages/short_code.js";
import * as show from "./pages/show.js";
import * as sign_in from "./pages/sign_in.js";
import * as start from "./pages/start.js";
import * as talk from "./pages/talk.js";
import * as unsent from "./pages/unsent.js";
import * as visit from "./pages/visit.js";

/**
 * @typedef {object} Page
 * @property {(state: import("./state.js").State) => string} title
 * @property {(state: import("./state.js").State) => unknown} view
 * @property {(params: Record<string, string>) => void} [enter] called when the page is gone to
 */

/** @type {[string, Page][]} */
const ROUTES = [
  ["/", start],
  ["/app/", home],
  ["/app/sign_in", sign_in],
  ["/app/about", about],
  ["/app/profile", profile],
  ["/app/unsent", unsent],
  ["/app/profile/address", address],
  ["/app/goals", goals],
  ["/app/progress", progress],
  ["/app/declarations", declarations],
  ["/app/declarations/:id", declaration],
  ["/app/declarations/:id/doors", doors],
  ["/app/declarations/:id/talk", talk],
  ["/app/declarations/:id/details", details],
  ["/app/declarations/:id/self/:step", self_assessment],
  ["/app/declarations/:id/review", review],
  ["/app/declarations/:id/message", message],
  ["/app/log", log],
  ["/app/log/:id", log_entry],
  ["/app/photos", photos],
  ["/app/photos/of/:declaration", photos],
  ["/app/photos/show/:set", show],
  ["/app/photos/backup", photo_backup],
  ["/app/photos/:id", photo],
  ["/kode", short_code],
  ["/e/:public_id", visit],
  ["/find", find],
];

/** @param {string} path @returns {{ page: Page, params: Record<string, string> }} */
export function page_for(path) {
  for (const [pattern, page] of ROUTES) {
    const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const found = path.match(new RegExp(`^${pattern.replace(/:\w+/g, "([^/]+)")}$`)) ?? path.match(new RegExp(`^${pattern.replace(/:\w+/g, "([^/]+)")}/$`));
    if (found) return { page, params: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1])])) };
  }
  return { page: lost, params: {} };
}
