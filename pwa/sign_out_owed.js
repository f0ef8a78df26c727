/** Ends on the server what was ended here without a network. */
import { call } from "./api.js";
import { current_person, owe_sign_out, sign_out_is_owed } from "./storage/device.js";

async function pay() {
  if ((await current_person()) || !(await sign_out_is_owed())) return;
  const { status } = await call("POST", "/api/sign_out", { body: {} });
  if (status === 204) await owe_sign_out(false);
}
/** Now, or at the next start. */
export const pay_sign_out = () => pay().catch(() => {});
addEventListener("online", pay_sign_out);
