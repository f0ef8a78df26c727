/** Signing out. With something unsent the person decides what becomes of it; on a shared device nothing readable stays. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { change_profile, flush, stop, sync_now } from "../desk.js";
import { go } from "../navigation.js";
import { tell_tabs } from "../news.js";
import { forget } from "../storage/database.js";
import { DEVICE, owe_sign_out, person_database, remember_person } from "../storage/device.js";
import { drop_copy } from "../storage/typed_copy.js";
import { store, ui } from "../state.js";
import { count, t } from "../words.js";

/** @param {import("../state.js").State} state */
export function sign_out_section({ queue, person, ui: { leaving } }) {
  if (leaving && queue.length) {
    return html`<section class="card" id="leaving">
      <h2>${count("sign_out.unsent", queue.length)}</h2>
      <p>${t("sign_out.choose")}</p>
      <button type="button" class="button" @click=${send_first}>${t("sign_out.send")}</button>
      ${person?.shared ? nothing : html`<button type="button" class="button second" @click=${() => sign_out({ keep: true })}>${t("sign_out.keep")}</button>`}
      <button type="button" class="button danger" @click=${() => sign_out({ keep: false })}>${count("sign_out.delete", queue.length)}</button>
      <button type="button" class="link" @click=${() => ui({ leaving: false })}>${t("sign_out.stay")}</button>
    </section>`;
  }
  return html`<button type="button" class="button second" @click=${ask}>${t("sign_out.title")}</button>`;
}

/** What is typed is put where it can be counted first: a form on Mig that was not saved is unsent too. */
async function ask() {
  await flush();
  const { profile_form } = store.get();
  if (Object.keys(profile_form).length) await change_profile(profile_form);
  if (store.get().queue.length) ui({ leaving: true });
  else await sign_out({ keep: false });
}

async function send_first() {
  await sync_now();
  if (!store.get().queue.length) await sign_out({ keep: false });
}

/** @param {string} name */
function forget_all(name) {
  drop_copy(name);
  return forget(name);
}

/** @param {{ keep: boolean }} how */
async function sign_out({ keep }) {
  const { person } = store.get();
  if (!person) return;
  const { status } = await call("POST", "/api/sign_out", { body: {} });
  await owe_sign_out(status !== 204);
  stop();
  await remember_person(null);
  tell_tabs(DEVICE);
  if (!keep) await forget_all(person_database(person.person_id));
  go("/");
}
