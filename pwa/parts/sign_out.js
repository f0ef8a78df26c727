/** Signing out. With something unsent the person decides what becomes of it; on a shared device nothing readable stays. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { flush, load_log, stop, sync_now } from "../desk.js";
import { change_profile } from "../desk_deeds.js";
import { undecided } from "../domain/merging.js";
import { COPY as FORMS } from "../forms.js";
import { COPY } from "../messages.js";
import { go } from "../navigation.js";
import { icon } from "./icon.js";
import { tell_tabs } from "../news.js";
import { leave } from "../notifications.js";
import { open_photos } from "../photo_book.js";
import { forget } from "../storage/database.js";
import { DEVICE, owe_sign_out, person_database, remember_person } from "../storage/device.js";
import { forget_code } from "../storage/kept_code.js";
import { LOG } from "../storage/log_entries.js";
import { photo_database, trash_all } from "../storage/photos.js";
import { unsent } from "../storage/unsent.js";
import { drop_copy } from "../storage/typed_copy.js";
import { store, ui } from "../state.js";
import { count, t } from "../words.js";

/** @param {import("../state.js").State} state */
export function sign_out_section(state) {
  const { queue, person, ending, ui: { leaving, leaving_photos } } = state;
  const [waits, cards, begun] = [queue.length, undecided(state.declarations, state.log ?? []).length, leaving?.begun ?? 0];
  const offline = ending === "offline" || !navigator.onLine;
  const failed = offline ? t("sign_out.offline") : state.ui.not_sent ? t("sign_out.not_sent") : "";
  if (leaving_photos) return about_photos(state);
  if (leaving && waits + cards + begun) {
    return html`<section class="card" id="leaving">
      ${kinds(queue)}
      ${cards ? html`<h2>${count("sign_out.undecided", cards)}</h2>` : nothing}
      ${begun ? html`<h2>${count("sign_out.begun", begun)}</h2>` : nothing}
      <p>${t("sign_out.choose")}</p>
      ${waits && failed ? html`<p class="panel warn" role="alert"><span>${icon("alert")} ${failed}</span></p>` : nothing}
      ${waits && !offline ? html`<button type="button" class="button" @click=${send_first}>${t("sign_out.send")}</button>` : nothing}
      ${person?.shared ? nothing : html`<button type="button" class=${waits && offline ? "button" : "button second"} @click=${() => sign_out({ keep: true })}>${t("sign_out.keep")}</button>`}
      <button type="button" class="button danger" @click=${() => sign_out({ keep: false })}>${count("sign_out.delete", waits + cards + begun)}</button>
      <button type="button" class="link" @click=${() => ui({ leaving: null })}>${t("sign_out.stay")}</button>
    </section>`;
  }
  return html`<button type="button" class="button second" @click=${ask}>${t("sign_out.title")}</button>`;
}

/** How much of each kind waits; what was typed anew in the same place counts once. @param {import("../types.d.ts").Item[]} queue */
function kinds(queue) {
  const places = new Map(queue.map((item) => [item.kind === "operation" ? `${item.subject} ${item.body.field}` : item.seq, item]));
  const waiting = [...places.values()].map(({ kind, subject }) => (subject === LOG ? "day" : kind === "message" ? "message" : ["operation", "profile", "reply"].includes(kind) ? "answer" : "deed"));
  const told = (/** @type {string} */ kind, /** @type {(n: number) => string} */ words) => {
    const n = waiting.filter((one) => one === kind).length;
    return n ? html`<h2>${words(n)}</h2>` : nothing;
  };
  return html`${told("answer", (n) => count("sign_out.unsent", n))} ${told("day", (n) => count("sign_out.days", n))}
    ${told("message", (n) => count("sign_out.messages", n))} ${told("deed", (n) => count("sign_out.deeds", n))}`;
}

/**
 * Photos exist nowhere else: only the person deletes them. On a shared device nothing of theirs may stay.
 * @param {import("../state.js").State} state
 */
function about_photos({ photos, person, ui: { leaving_photos } }) {
  const leave = (/** @type {boolean} */ delete_photos) => () => sign_out({ ...leaving_photos, photos: delete_photos ? "delete" : "keep" });
  return html`<section class="card" id="leaving">
    <h2>${count("sign_out.photos", photos.length)}</h2>
    <p>${person?.shared ? count("sign_out.photos_shared", photos.length) : count("sign_out.photos_own", photos.length)}</p>
    ${person?.shared ? nothing : html`<button type="button" class="button" @click=${leave(false)}>${count("sign_out.photos_keep", photos.length)}</button>`}
    <a class="button second" href="/app/photos/backup">${t("sign_out.photos_backup")}</a>
    <button type="button" class="button danger" @click=${leave(true)}>${count("sign_out.photos_delete", photos.length)}</button>
    <button type="button" class="link" @click=${() => ui({ leaving: null, leaving_photos: null })}>${t("sign_out.stay")}</button>
  </section>`;
}

/** Answers that nobody else has, or whose author has not chosen: the device forgets them when it forgets the person. */
async function at_stake() {
  const { queue, declarations, log, person } = store.get();
  const here = (await unsent()).find(({ database }) => database === person_database(person?.person_id ?? ""));
  const begun = here?.messages.length ?? 0;
  ui({ leaving: { begun } });
  return queue.length + undecided(declarations, log ?? []).length + begun;
}

/** What is typed is put where it can be counted first: a form on Mig that was not saved is unsent too. */
async function ask() {
  await flush();
  await load_log();
  if (store.get().kept === "unsaved") return scrollTo(0, 0); // the bar at the top says what to do
  const { profile_form } = store.get();
  if (Object.keys(profile_form).length) await change_profile(profile_form);
  if (!(await at_stake())) await sign_out({ keep: false });
}

/** When something is left, why is said at the button. */
async function send_first() {
  ui({ not_sent: false });
  await sync_now();
  if (await at_stake()) ui({ not_sent: true });
  else await sign_out({ keep: false });
}

/** @param {string} name */
function forget_all(name) {
  drop_copy(name);
  drop_copy(name + LOG);
  drop_copy(name + COPY);
  drop_copy(name + FORMS);
  return forget(name);
}

/** @param {{ keep: boolean, photos?: "ask" | "keep" | "delete" }} how */
async function sign_out({ keep, photos = "ask" }) {
  const { person } = store.get();
  if (!person) return;
  await open_photos();
  if (photos === "ask" && store.get().photos.length) return ui({ leaving_photos: { keep } });
  const { status } = await call("POST", "/api/sign_out", { body: {} });
  await owe_sign_out(status !== 204);
  leave().catch(() => {}); // the server ends it with the session too
  stop();
  store.set({ ready: false }); // nothing is shown and tapped any more before the first page
  await remember_person(null);
  forget_code();
  tell_tabs(DEVICE);
  if (!keep) await forget_all(person_database(person.person_id));
  if (person.shared) await forget_all(photo_database(person.person_id));
  else if (photos === "delete") await trash_all(photo_database(person.person_id), new Date().toISOString());
  go("/");
}
