/** Where one is signed in, and ending it there. Needs the network. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { ui } from "../state.js";
import { icon } from "./icon.js";
import { t, time_in_words } from "../words.js";

/** @typedef {{ id: string, device: string, shared_device: boolean, current: boolean, last_seen_at: string }} Session */

export async function load_devices() {
  const { status, body } = await call("GET", "/api/sessions");
  ui({ sessions: status === 200 ? body.sessions : null });
}

/** @param {import("../state.js").State} state */
export function devices({ ui: { sessions, calendar } }) {
  if (!sessions) return nothing;
  return html`<section class="card">
    <h2>${t("devices.title")}</h2>
    <div class="list">${sessions.map(row)}</div>
    ${sessions.length > 1 ? html`<button type="button" class="button second" @click=${() => end("/api/sessions/end_others")}>${t("devices.end_others")}</button>` : nothing}
    ${calendar?.address ? html`<p class="note">${t("devices.calendar")}</p>` : nothing}
  </section>`;
}

/** @param {Session} session */
const row = (session) => html`<div>
  <span>${icon("phone")} ${session.device || t("devices.unknown")}
    <span class="note">${session.current ? t("devices.this") : t("devices.seen", { at: time_in_words(session.last_seen_at) })}</span>
  </span>
  ${session.current ? nothing : html`<button type="button" class="link" @click=${() => end(`/api/sessions/${session.id}/end`)}>${t("devices.end")}</button>`}
</div>`;

/** @param {string} path */
async function end(path) {
  await call("POST", path, { body: {} });
  await load_devices();
}
