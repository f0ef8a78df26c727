/** The apprentice's dates in a calendar of their own: the secret address on Mig, and one declaration as a file. */
import { html, nothing } from "lit-html";
import { call } from "../api.js";
import { ui } from "../state.js";
import { icon } from "./icon.js";
import { short_date, t, time_in_words } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

/** @typedef {{ address: string | null, subscribe: string | null, made_at: string | null, fetched_at: string | null }} Calendar */

const PATH = "/api/calendar";

export async function load_calendar() {
  const { status, body } = await call("GET", PATH);
  ui({ calendar: status === 200 ? body : null, calendar_told: "" });
}

/** @param {State} state */
export function calendar_section({ ending, ui: { calendar, calendar_told } }) {
  if (calendar === undefined) return nothing;
  return html`<section class="card" id="calendar">
    <h2>${icon("calendar")} ${t("calendar.title")}</h2>
    <p>${t("calendar.what")}</p>
    ${calendar === null ? html`<p class="muted">${icon("cloud")} ${t("calendar.no_network")}</p>` : calendar.address ? made(calendar) : not_made()}
    <p role="status">${calendar_told || nothing}</p>
    ${ending === "offline" && calendar ? html`<p class="muted">${icon("cloud")} ${t("calendar.no_network")}</p>` : nothing}
  </section>`;
}

const not_made = () => html`<p>${t("calendar.secret")}</p>
  <button type="button" class="button second" @click=${() => deed(PATH, "")}>${icon("calendar")} ${t("calendar.make")}</button>`;

/** @param {Calendar} calendar */
const made = ({ address, subscribe, made_at, fetched_at }) => html`
  <h3>${t("calendar.address")}</h3>
  <p class="digest" id="calendar_address">${address}</p>
  <p class="note">${t("calendar.made", { day: short_date(made_at) })} ${fetched_at ? t("calendar.fetched", { at: time_in_words(fetched_at) }) : t("calendar.not_fetched")}</p>
  <a class="button second" href=${subscribe ?? ""}>${icon("calendar")} ${t("calendar.open")}</a>
  <button type="button" class="button second" @click=${() => copy(address ?? "")}>${icon("copy")} ${t("calendar.copy")}</button>
  <p>${t("calendar.secret")}</p>
  <details><summary>${t("calendar.how")}</summary>
    <div class="stack">
      <p><strong>${t("calendar.apple")}</strong><br>${t("calendar.how_apple")}</p>
      <p><strong>${t("calendar.google")}</strong><br>${t("calendar.how_google")}</p>
      <p><strong>${t("calendar.outlook")}</strong><br>${t("calendar.how_outlook")}</p>
    </div>
  </details>
  ${sure(t("calendar.again"), t("calendar.other"), t("calendar.again_yes"), PATH, t("calendar.renewed"))}
  ${sure(t("calendar.stop"), t("calendar.stop_more"), t("calendar.stop_yes"), `${PATH}/stop`, t("calendar.stopped"))}
`;

/** What kills an address at once is asked about first. @param {string} name @param {string} more @param {string} yes @param {string} path @param {string} done */
const sure = (name, more, yes, path, done) => html`<details><summary>${name}</summary>
  <div class="stack">
    <p>${more}</p>
    <button type="button" class="button second" @click=${(/** @type {Event} */ { target }) => close_and_do(target, path, done)}>${yes}</button>
  </div>
</details>`;

/** @param {EventTarget | null} pressed @param {string} path @param {string} done */
function close_and_do(pressed, path, done) {
  if (pressed instanceof Element) pressed.closest("details")?.removeAttribute("open");
  return deed(path, done);
}

/** @param {string} path @param {string} done */
async function deed(path, done) {
  const { status, body } = await call("POST", path, { body: {} });
  if (status === 200) ui({ calendar: body, calendar_told: done });
  else ui({ calendar_told: body?.message ?? t("declaration.no_network") });
}

/** @param {string} address */
async function copy(address) {
  const copied = await navigator.clipboard?.writeText(address).then(() => true, () => false);
  ui({ calendar_told: copied ? t("calendar.copied") : t("calendar.not_copied") });
}

/** What the server knows, and has a date, can be put into any calendar once. @param {State} state @param {Declaration} declaration */
export function calendar_file({ ending, queue }, declaration) {
  const { id, status, answers } = declaration;
  const dated = answers["details.training_period_ends_on"]?.value || answers["details.school_period_starts_on"]?.value;
  const unknown = queue.some((item) => item.subject === id && item.kind === "create");
  if (!dated || unknown || status === "withdrawn") return nothing;
  if (ending === "offline") return html`<p class="muted no-print">${icon("calendar")} ${t("calendar.save_no_network")}</p>`;
  return html`<p class="no-print"><a class="button second" href="/api/declarations/${id}/calendar.ics">${icon("calendar")} ${t("calendar.save")}</a></p>`;
}
