/** The room by the street: what Logbog is, and signing in. */
import * as sign_in from "./pages/sign_in.js";
import * as start from "./pages/start.js";
import { open_room } from "./room.js";
import { pay_sign_out } from "./sign_out_owed.js";

open_room({
  routes: [
    ["/", start],
    ["/app/sign_in", sign_in],
  ],
  start: async () => void pay_sign_out(),
});
