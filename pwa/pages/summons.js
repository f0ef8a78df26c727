/** The code of a school's letter, scanned or typed: what it says, and one tap to use it. Without a network it is kept. */
import { html, nothing } from "lit-html";
import { create } from "../new_declaration.js";
import { follows_older_order } from "../domain/declarations.js";
import { in_halves, normal } from "../domain/short_codes.js";
import { CODE, made_with, meant_by } from "../domain/summonses.js";
import { go } from "../navigation.js";
import { heading } from "../parts/declaration_words.js";
import { error_summary } from "../parts/error_summary.js";
import { field } from "../parts/field.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { code_of } from "../parts/summoned.js";
import { other_programme, summons_facts, summons_name } from "../parts/summons_facts.js";
import { unknown_declaration } from "../parts/unknown_declaration.js";
import { store, ui } from "../state.js";
import { forget_code, keep_code, kept_code } from "../storage/kept_code.js";
import { look_up, remove, use } from "../summons.js";
import { t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, Summons } from "../types.d.ts" */

const PATIENCE = 3000; // milliseconds: a poor network holds nobody up

export const title = () => t("summons.title");

/** A scanned code stands behind the #; one that was scanned before signing in is kept. `id`: for that declaration alone. @param {Record<string, string>} params */
export async function enter({ id }) {
  const [scanned, kept] = [behind_hash(), id ? null : kept_code()];
  if (scanned) history.replaceState(null, "", location.pathname);
  const code = normal(scanned) ?? kept;
  if (scanned && !normal(scanned)) return ui({ code: scanned.slice(0, 40), problem: t("summons.length") });
  if (!code) return;
  const used = id ? null : made_with(store.get().declarations, code);
  if (!used) return look(code);
  forget_code();
  go(`/app/declarations/${used.id}`, { replace: true });
}

function behind_hash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1); // cut in the middle of a letter
  }
}

addEventListener("online", () => store.get().ui.unreached && look(store.get().ui.asked)); // what was kept without a network is told as soon as there is one

/** @param {string} code */
async function look(code) {
  const { params } = store.get();
  if (!params.id) keep_code(code);
  ui({ code, asked: code, found: null, problem: null, unreached: false });
  const current = () => store.get().ui.asked === code;
  const timer = setTimeout(() => current() && ui({ unreached: true }), PATIENCE);
  const { status, body } = await look_up(code);
  clearTimeout(timer);
  if (!current()) return; // another one is being looked up, or the page was left
  if (status === 200) {
    ui({ found: body, unreached: false });
    return void setTimeout(() => document.querySelector("h1")?.focus({ preventScroll: true })); // the field that had the focus is gone
  }
  if (status !== 404) return ui({ unreached: true });
  if (!params.id) forget_code();
  ui({ asked: "", problem: body.message });
}

/** @param {State} state */
export function view(state) {
  const { id } = state.params;
  if (id && !state.person) return signed_out(state);
  const into = state.declarations.find((known) => known.id === id);
  if (id && !into) return unknown_declaration(state);
  const { asked, found, unreached } = state.ui;
  const top = id ? back(`/app/declarations/${id}/details`, t("details.title")) : nothing;
  const shown = found ? there(state, into, found) : unreached ? kept(state, into) : asked ? looking() : form(state, into);
  return page(state, { ...shown, content: html`${top}${shown.content}` });
}

const looking = () => ({ content: html`<h1>${t("summons.title")}</h1><p role="status" class="muted">${t("summons.looking")}</p>`, action: nothing });

/** @param {State} state @param {Declaration} [into] */
function form(state, into) {
  const { code = "", problem } = state.ui;
  return {
    content: html`
      ${error_summary(problem ? [{ id: "code", message: problem }] : [])}
      <div class="stack"><h1>${t("summons.title")}</h1><p>${t("summons.lead")}</p></div>
      <form id="summons" class="code-input" novalidate @submit=${find}>
        ${field({ id: "code", label: t("summons.label"), hint: t("summons.hint"), value: code, limit: 40, problem, on_input: type })}
      </form>
      <div class="stack">
        ${into ? html`<a class="link" href="/app/declarations/${into.id}/details">${t("summons.self")}</a>` : by_hand(state)}
        ${into?.answers[CODE]?.value ? html`<button type="button" class="link" @click=${() => take_away(into)}>${icon("trash")} ${t("summons.remove", { code: code_of(into) })}</button><p class="hint">${t("summons.remove_hint")}</p>` : nothing}
      </div>
    `,
    action: html`<button class="button" form="summons">${t("summons.find")}</button>`,
  };
}

/** The eighth sign is enough. @param {string} typed */
function type(typed) {
  ui({ code: typed, problem: null });
  const code = normal(typed);
  if (code) look(code);
}

/** @param {Event} event */
function find(event) {
  event.preventDefault();
  const code = normal(store.get().ui.code ?? "");
  if (code) look(code);
  else ui({ problem: t("summons.length") });
}

/** @param {State} state @param {Declaration | undefined} into @param {Summons} found */
const there = (state, into, found) => ({
  content: html`
    <div class="stack"><h1>${summons_name(found)}</h1>${used(state, into, found.code)}</div>
    <section class="card">${summons_facts(found)}</section>
    ${other_programme(state, state.profile?.programme ?? undefined, found)} ${ways(state, into, found.code, found)}
    ${seen(state, into, found.code)}
  `,
  action: first_step(state, into, found.code, found),
});

/** Without an answer: nothing is lost, and nobody waits. @param {State} state @param {Declaration} [into] */
const kept = (state, into) => ({
  content: html`
    <h1>${t("summons.title")}</h1>
    <p class="short-code">${in_halves(state.ui.code)}</p>
    <p class="panel wait" role="status"><span>${icon("phone")} ${t("summons.kept")}</span></p>
    ${used(state, into, state.ui.code)} ${ways(state, into, state.ui.code, null)}
    <button type="button" class="link" @click=${() => look(state.ui.code)}>${t("summons.again")}</button>
    ${seen(state, into, state.ui.code)}
  `,
  action: first_step(state, into, state.ui.code, null),
});

/** @param {State} state @param {Declaration | undefined} into @param {string} code */
const used = (state, into, code) => (!into && made_with(state.declarations, code) ? html`<p class="panel ok"><span>${icon("check")} ${t("summons.used")}</span></p>` : nothing);

/** @param {State} state @param {Declaration | undefined} into @param {string} code */
const seen = (state, into, code) => (!into && made_with(state.declarations, code) ? nothing : html`<p class="muted">${t("summons.seen")}</p>`);

/** Beside the first step: another code, a new declaration, or none of it. @param {State} state @param {Declaration | undefined} into @param {string} code @param {Summons | null} found */
const ways = (state, into, code, found) => html`<div class="stack">
  ${state.person ? nothing : html`<p>${t("summons.installed", { code: in_halves(code) })}</p>`}
  ${ready(state) && !into && target(state, code, found) && !made_with(state.declarations, code)
    ? html`<button type="button" class="button second" ?disabled=${state.ui.busy} @click=${() => take(code, found)}>${t("summons.new")}</button>`
    : nothing}
  <button type="button" class="link" @click=${another}>${t("summons.other_code")}</button>
  ${into || !ready(state) ? nothing : by_hand(state)}
</div>`;

/** @param {State} state @param {string} code @param {Summons | null} found */
const target = (state, code, found) => (made_with(state.declarations, code) ? undefined : meant_by(state.declarations, found));

/** @param {State} state */
const ready = ({ profile }) => profile?.name && profile.programme && profile.specialisation && profile.started_on && !follows_older_order(profile);

/** The one thing to do now. @param {State} state @param {Declaration | undefined} into @param {string} code @param {Summons | null} found */
function first_step(state, into, code, found) {
  if (!state.person) return html`<a class="button" href="/app/sign_in">${t("summons.sign_in")}</a>`;
  if (!ready(state)) return html`<a class="button" href="/app/profile">${state.profile && follows_older_order(state.profile) ? t("home.older_go") : t("summons.profile")}</a>`;
  const begun = into ?? target(state, code, found);
  const words = !into && made_with(state.declarations, code) ? t("summons.open") : !into && begun ? t("summons.use_in", { name: heading(begun) }) : found ? t("summons.use") : t("summons.go_on");
  return html`<button class="button" ?disabled=${state.ui.busy} @click=${() => take(code, found, begun)}>${words}</button>`;
}

/** @param {string} code @param {Summons | null} found @param {Declaration} [into] */
async function take(code, found, into) {
  ui({ busy: true });
  const path = await use(code, found, into).finally(() => ui({ busy: false }));
  forget_code();
  go(path, { replace: true });
}

function another() {
  forget_code();
  ui({ code: "", asked: "", found: null, unreached: false, problem: null });
}

/** @param {Declaration} declaration */
async function take_away(declaration) {
  await remove(declaration);
  go(`/app/declarations/${declaration.id}/details`, { replace: true });
}

/** @param {State} state */
const by_hand = (state) => (ready(state) ? html`<button type="button" class="link" @click=${begin}>${icon("pen")} ${t("summons.self")}</button>` : html`<a class="link" href=${state.person ? "/app/profile" : "/app/sign_in"}>${state.person ? t("home.profile_go") : t("start.sign_in")}</a>`);

async function begin() {
  go(`/app/declarations/${await create()}/details`);
}
