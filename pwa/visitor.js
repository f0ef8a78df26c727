/** The visitor's room: behind a mailed link or a code, and a phone that was handed over. Nothing of the apprentice's is read here. */
import { end_what_is_over, watch_hands } from "./hand_back.js";
import * as find from "./pages/find.js";
import * as short_code from "./pages/short_code.js";
import * as visit from "./pages/visit.js";
import { open_room, say_trouble } from "./room.js";
import { pay_sign_out } from "./sign_out_owed.js";
import { enter, flush, leave } from "./visit.js";

watch_hands();
open_room({
  routes: [
    ["/kode", short_code],
    ["/e/:public_id", visit],
    ["/find", find],
  ],
  before: end_what_is_over,
  arrive({ public_id }) {
    if (public_id) enter(public_id).catch(say_trouble);
    else leave();
  },
  start: async () => void pay_sign_out(),
  settle: flush,
});
