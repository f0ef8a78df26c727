/** The apprentice's room: every page of theirs by its path, and their desk. */
import { flush, start } from "./desk.js";
import { take_up_hand_backs } from "./hand_backs.js";
import { thanked } from "./handed.js";
import { flush as flush_log } from "./log_book.js";
import * as about from "./pages/about.js";
import * as address from "./pages/address.js";
import * as declaration from "./pages/declaration.js";
import * as declarations from "./pages/declarations.js";
import * as details from "./pages/details.js";
import * as doors from "./pages/doors.js";
import * as everything from "./pages/everything.js";
import * as final_form from "./pages/final_form.js";
import * as goals from "./pages/goals.js";
import * as home from "./pages/home.js";
import * as log from "./pages/log.js";
import * as log_entry from "./pages/log_entry.js";
import * as message from "./pages/message.js";
import * as photo from "./pages/photo.js";
import * as photo_backup from "./pages/photo_backup.js";
import * as photos from "./pages/photos.js";
import * as profile from "./pages/profile.js";
import * as progress from "./pages/progress.js";
import * as review from "./pages/review.js";
import * as self_assessment from "./pages/self_assessment.js";
import * as send_on from "./pages/send_on.js";
import * as show from "./pages/show.js";
import * as summons from "./pages/summons.js";
import * as talk from "./pages/talk.js";
import * as unsent from "./pages/unsent.js";
import { flush as flush_photo } from "./photo_book.js";
import { have_tabs } from "./parts/page.js";
import { tab_bar } from "./parts/tabs.js";
import { taken_in } from "./photos/take_in.js";
import { open_room } from "./room.js";
import { ui } from "./state.js";
import { current_person } from "./storage/device.js";
import { t } from "./words.js";

/** @type {import("./room.js").Room["routes"]} */
const ROUTES = [
  ["/app/", home],
  ["/app/about", about],
  ["/app/profile", profile],
  ["/app/summons", summons],
  ["/app/unsent", unsent],
  ["/app/profile/address", address],
  ["/app/profile/everything", everything],
  ["/app/goals", goals],
  ["/app/progress", progress],
  ["/app/declarations", declarations],
  ["/app/declarations/:id", declaration],
  ["/app/declarations/:id/doors", doors],
  ["/app/declarations/:id/talk", talk],
  ["/app/declarations/:id/details", details],
  ["/app/declarations/:id/summons", summons],
  ["/app/declarations/:id/self/:step", self_assessment],
  ["/app/declarations/:id/review", review],
  ["/app/declarations/:id/message", message],
  ["/app/final_form", final_form],
  ["/app/send_on", send_on],
  ["/app/log", log],
  ["/app/log/:id", log_entry],
  ["/app/photos", photos],
  ["/app/photos/of/:declaration", photos],
  ["/app/photos/show/:set", show],
  ["/app/photos/backup", photo_backup],
  ["/app/photos/:id", photo],
];

have_tabs(tab_bar);
const here = current_person(); // while the room reads whether the phone was handed over: the list waits for one reading less
here.catch(() => {}); // without storage: said by the room

open_room({
  routes: ROUTES,
  async start() {
    take_up_hand_backs().catch(() => {});
    await start(here);
    if (thanked()) ui({ told: t("handed.thanks") });
  },
  settle: () => Promise.all([flush(), flush_log(), flush_photo(), taken_in()]),
});
