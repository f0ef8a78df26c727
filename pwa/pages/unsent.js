/** "My unsent texts": all that only this device holds, to copy or save, also signed out and when sending is broken. */
import { html, nothing } from "lit-html";
import { heading } from "../parts/declaration_words.js";
import { field_label, value_words } from "../parts/field_words.js";
import { icon } from "../parts/icon.js";
import { plain as plain_entry } from "../parts/log_conflict.js";
import { page } from "../parts/page.js";
import { database as mine, reload, sync_now } from "../desk.js";
import { restore_draft } from "../desk_deeds.js";
import { download } from "../download.js";
import { undecided } from "../domain/merging.js";
import { hopeless, stuck } from "../domain/queue.js";
import { retry } from "../storage/drafts.js";
import { put_back, take_back_answer } from "../storage/taking_back.js";
import { unsent } from "../storage/unsent.js";
import { own_edition, store, ui } from "../state.js";
import { LOG } from "../storage/log_entries.js";
import { count, day_in_words, t, time_in_words } from "../words.js";

/** @import { Unsent } from "../storage/unsent.js" */
/** @import { Edition, Item } from "../types.d.ts" */
/** @typedef {{ label: string, about?: string, value: string, at: string, why: string, lost?: boolean, retry?: () => unknown, discard?: () => unknown, restore?: () => unknown }} Text */

export const title = () => t("unsent.title");

export async function enter() {
  try {
    ui({ unsent: (await unsent()).flatMap(texts) });
  } catch {
    ui({ unreadable: true });
  }
}

/** @param {import("../state.js").State} state */
export function view(state) {
  const { unsent: found, unreadable, told, undo } = state.ui;
  return page(state, {
    content: html`
      <div class="stack">
        <h1>${t("unsent.title")}</h1>
        <p class="muted">${t("unsent.lead")}</p>
      </div>
      ${unreadable ? html`<p class="panel stop" role="alert">${t("unsent.unreadable")}</p>` : nothing}
      ${undo ? html`<p class="panel warn" role="status">${t("unsent.discarded")} <button type="button" class="link" @click=${undo}>${t("log.undo")}</button></p>` : nothing}
      ${found?.length === 0 ? html`<p class="panel ok">${icon("check")} ${t("unsent.none")}</p>` : nothing}
      ${(found ?? []).map(one)}
      <p role="status">${told ?? nothing}</p>
    `,
    action: found?.length
      ? html`<button class="button" @click=${copy}>${t("unsent.copy")}</button><button class="button second" @click=${save}>${t("unsent.save")}</button>`
      : nothing,
  });
}

/** @param {Text} text */
const one = ({ label, about, value, at, why, lost, retry, discard, restore }) => html`<section class="card">
  ${about ? html`<p class="muted small">${about}</p>` : nothing}
  <h2>${label}</h2>
  <p class="lines">${value}</p>
  <p class="hint">${at ? t("unsent.typed", { at }) : nothing}</p>
  ${why ? html`<p class="problem">${icon("alert")} ${why}</p>` : nothing}
  ${retry ? html`<button type="button" class="button second" @click=${retry}>${t("unsent.retry")}</button>` : nothing}
  ${restore ? html`<button type="button" class="button second" @click=${restore}>${icon("back")} ${t("discarded.restore")}</button>` : nothing}
  ${discard ? html`<button type="button" class="button danger" @click=${discard}>${icon("trash")} ${t("unsent.discard")}</button>` : nothing}
  ${lost ? html`<p class="suggest">${icon("alert")} ${t("unsent.lost")}</p>` : nothing}
</section>`;

/** @param {Unsent} found @returns {Text[]} */
function texts({ database, items, drafts, editions, entries, messages, profile_form, handed }) {
  if (handed) return [{ label: count("handed.kept", items.filter((item) => item.kind === "operation").length), value: "", at: time_in_words(items[0].made_at), why: items.map(why_not).find(Boolean) ?? "" }];
  const typed = Object.keys(profile_form).length ? [{ label: t("tabs.profile"), value: plain(profile_form), at: "", why: "" }] : [];
  const begun = messages.map(({ text }) => ({ label: t("message.text"), value: text, at: "", why: "" }));
  const waiting = items.filter((item) => !replaced(item, items)).map((item) => ({ ...text_of(item, drafts, editions), ...ways_out(database, item, items) }));
  const lost = undecided(drafts, entries).map(({ draft, field, lost: { value, typed_at } }) => ({
    ...text_of(/** @type {any} */ ({ kind: "operation", subject: draft?.id ?? LOG, body: { field, value }, made_at: typed_at, blocked: null }), drafts, editions),
    lost: true,
  }));
  return [...typed, ...begun, ...waiting, ...lost];
}

/** By what was typed later into the same field. What the server will not have is shown until a person decides. @param {Item} item @param {Item[]} queue */
const replaced = (item, queue) =>
  item.kind === "operation" && !item.blocked && !stuck(item) && queue.slice(queue.indexOf(item) + 1).some(({ kind, subject, body, blocked }) => kind === "operation" && !blocked && subject === item.subject && body.field === item.body.field);

/** What the server will not have is tried again, or taken back; its draft that was thrown away is brought back. @param {string} database @param {Item} item @param {Item[]} queue */
function ways_out(database, item, queue) {
  const gone = item.blocked?.code === "discarded";
  const coming = queue.some(({ kind, subject, blocked }) => kind === "restore" && subject === item.subject && !blocked);
  return {
    ...(gone && database === mine() && !coming ? { restore: () => bring_back(item) } : {}),
    ...(!gone && (item.blocked || stuck(item)) ? { retry: () => try_again(database, item) } : {}),
    ...(hopeless(item) ? { discard: () => discard(database, item) } : {}),
  };
}

/** @param {Item} item */
async function bring_back({ subject }) {
  await restore_draft(subject);
  await enter();
}

/** Taken back at once, and to be undone while the page is open. @param {string} database @param {Item} item */
async function discard(database, item) {
  await take_back_answer(database, item);
  ui({ undo: () => undo(database, item) });
  await Promise.all([reload(), enter()]);
}

/** @param {string} database @param {Item} item */
async function undo(database, item) {
  await put_back(database, item);
  ui({ undo: null });
  await Promise.all([reload(), enter()]);
}

/** @param {string} database @param {Item} item */
async function try_again(database, item) {
  await retry(database, /** @type {number} */ (item.seq));
  await sync_now();
  await enter();
}

/** @param {Item} item @param {Unsent["drafts"]} drafts @param {Edition[]} editions @returns {Text} */
function text_of(item, drafts, editions) {
  const draft = drafts.find((known) => known.id === item.subject);
  const edition = [...editions, ...store.get().editions].find((known) => known.id === draft?.edition);
  const log = item.subject === LOG;
  const { field, value, declaration } = item.body;
  const named = /** @type {any} */ (draft ?? drafts.find((known) => known.id === declaration));
  const about = { about: named ? heading(named) : "", at: time_in_words(item.made_at), why: why_not(item) };
  if (log) return { ...about, label: t("log.entry"), value: plain_entry(value && { ...value, on: day_in_words(value.on) }, own_edition(store.get())) };
  if (item.kind === "operation") return { ...about, label: field_label(field, draft, edition), value: value_words(field, value, edition) };
  if (item.kind === "profile") return { ...about, label: t("tabs.profile"), value: plain(item.body) };
  if (item.kind === "message") return { ...about, label: t("unsent.message_to", { to: item.body.receipt.to.join(", ") }), value: item.body.text };
  if (item.kind === "reply" || item.kind === "ask_correction") return { ...about, label: t("reply.title"), value: item.body.text || t("reply.you_agree") };
  const deeds = { create: t("declarations.new"), request: t("review.ask"), withdraw: t("declaration.take_back"), discard: t("discarded.do"), restore: t("discarded.restore"), remind: t("remind.button"), submit: t("sending.send"), confirm: t("signing.without"), close: t("handed.back") };
  return { ...about, label: deeds[item.kind], value: "" };
}

/** @param {Item} item */
function why_not(item) {
  if (item.blocked) return item.blocked.message && t("sync.refused_why", { why: item.blocked.message });
  return stuck(item) ? t("unsent.stuck") : "";
}

/** @param {Record<string, unknown>} values */
const plain = (values) => Object.values(values).filter((value) => typeof value === "string").map((value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? day_in_words(value) : value)).join("\n");

/** @returns {string} */
const everything = () =>
  store.get().ui.unsent.map((/** @type {Text} */ { label, about, value, at }) => `${about ? `${about}\n` : ""}${label}\n${value}\n${at}\n`).join("\n");

async function copy() {
  await navigator.clipboard.writeText(everything()).then(
    () => ui({ told: t("unsent.copied") }),
    () => ui({ told: t("unsent.not_copied") }),
  );
}

const save = () => download(new File([everything()], "logbog.txt", { type: "text/plain" }));
