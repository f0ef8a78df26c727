/** One declaration: where it is, who has it, and what can be done now. */
import { html, nothing } from "lit-html";
import { disputed } from "../domain/finished.js";
import { choice, give_up, withdraw } from "../desk_deeds.js";
import { create } from "../new_declaration.js";
import { go } from "../navigation.js";
import { calendar_file } from "../parts/calendar.js";
import { conflict_cards, late_notes } from "../parts/conflict_cards.js";
import { declaration_state } from "../parts/declaration_state.js";
import { desk_messages } from "../parts/desk_messages.js";
import { can_discard, discard_button } from "../parts/discarded.js";
import { heading } from "../parts/declaration_words.js";
import { doors_beside } from "../parts/doors_beside.js";
import { error_summary } from "../parts/error_summary.js";
import { follow_ups } from "../parts/follow_ups.js";
import { icon } from "../parts/icon.js";
import { not_assessed } from "../parts/not_assessed.js";
import { openings } from "../parts/openings.js";
import { back, page } from "../parts/page.js";
import { paper_form } from "../parts/paper_form.js";
import { progress } from "../parts/progress.js";
import { ask_own_push } from "../parts/push.js";
import { recipients } from "../parts/recipients.js";
import { ask_to_open, your_reply } from "../parts/reply_form.js";
import { save_pdf } from "../parts/save_pdf.js";
import { sealed_view } from "../parts/sealed_view.js";
import { disputes } from "../parts/signatures.js";
import { signed_out } from "../parts/signed_out.js";
import { unknown_code } from "../parts/summoned.js";
import { next_version } from "../parts/versions.js";
import { unknown_declaration } from "../parts/unknown_declaration.js";
import { ui } from "../state.js";
import { clock, count, day_in_words, t, time_in_words, word_of } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration, Item } from "../types.d.ts" */

export const title = () => t("declaration.title");

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const declaration = state.declarations.find((known) => known.id === state.params.id);
  if (!declaration) return unknown_declaration(state);
  const waiting = state.queue.filter((item) => item.subject === declaration.id && !["operation", "create", "restore"].includes(item.kind));
  return page(state, {
    content: html`
      ${back("/app/declarations", t("declarations.title"))} ${refused(waiting, declaration)}
      ${conflict_cards(declaration, choice(declaration.id))}
      ${declaration.sealed ? arrived(state, declaration, declaration.sealed) : open(state, declaration, waiting)}
      ${openings(declaration)} ${desk_messages(state, declaration)}
      <p class="no-print"><a class="button second" href="/app/photos/of/${declaration.id}">${icon("camera")} ${photos_words(state, declaration.id)}</a></p>
      ${calendar_file(state, declaration)}
    `,
    action: action(declaration, waiting),
  });
}

/** What is disputed is cleared up before anything else. @param {State} state @param {Declaration} declaration @param {import("../types.d.ts").Sealed} sealed */
function arrived(state, declaration, sealed) {
  const first = disputed(declaration);
  const asking = ask_to_open(state, declaration);
  return html`${next_version(declaration)} ${disputes(declaration.disputes)} ${first ? asking : nothing} ${sealed_view(sealed, save_pdf(state, `/api/declarations/${declaration.id}`))}
    ${your_reply(state, declaration)} ${late_notes(declaration)} ${first ? nothing : asking} ${receivers(state, declaration)}`;
}

/** @param {State} state @param {string} id */
function photos_words({ photos }, id) {
  const mine = photos.filter(({ declaration }) => declaration === id).length;
  return mine ? count("photos.count", mine) : t("photos.title");
}

/** Who has it, and who has read it. @param {State} state @param {Declaration} declaration */
const receivers = (state, declaration) => html`<section class="card no-print">
  <h2>${t("truth.receivers")}</h2>
  ${recipients(state, declaration)}
  <p role="status">${state.ui.told ?? nothing}</p>
</section>`;

/** What the server would not have, each with the reason. @param {Item[]} waiting @param {Declaration} declaration */
function refused(waiting, declaration) {
  const blocked = waiting.find((item) => item.blocked);
  if (!blocked?.blocked) return nothing;
  const { code, message, fields = [] } = blocked.blocked;
  const href = `/app/declarations/${declaration.id}/details`;
  const told = fields.length ? fields.map((problem) => ({ id: problem.field, message: problem.message ?? "", href })) : [{ id: "", message: message || word_of("refusal", code), href }];
  const [words, forget] = {
    request: [t("declaration.refused"), t("declaration.give_up")],
    discard: [t("discarded.refused"), t("discarded.keep")],
  }[/** @type {string} */ (blocked.kind)] ?? [t("declaration.deed_refused"), t("declaration.forget_deed")];
  return html`${error_summary(told, words)}
    <button type="button" class="link" @click=${() => give_up(blocked.seq ?? 0)}>${forget}</button>`;
}

/** @param {State} state @param {Declaration} declaration @param {Item[]} waiting */
function open(state, declaration, waiting) {
  const value = (/** @type {string} */ name) => declaration.answers[`details.${name}`]?.value;
  return html`
    <div class="stack">
      ${declaration_state(declaration, state.queue)}
      <h1>${heading(declaration)}</h1>
      <p class="muted">${[value("workplace_name"), day_in_words(value("training_period_ends_on"))].filter(Boolean).join(" · ")}</p>
    </div>
    ${waiting.some((item) => item.kind === "request" && !item.blocked) ? html`<p class="panel wait">${icon("phone")} ${t("declaration.waits")}</p>` : nothing}
    ${value("final_period") ? html`<p class="panel warn">${t("details.final_paper")}</p><p><a class="button" href="/app/final_form">${t("final_form.get")}</a></p>` : nothing}
    ${["draft", "requested"].includes(declaration.status) ? unknown_code(declaration) : nothing}
    ${declaration.status === "requested" || waiting.length ? not_assessed(declaration, t("declaration.not_assessed")) : nothing}
    ${follow_ups(declaration)} ${doors_beside(state, declaration)}
    ${declaration.status === "requested" ? html`${follow(state, declaration)} ${ask_own_push(state)}` : nothing}
    ${declaration.status === "releasing" ? releasing(declaration) : nothing}
    ${declaration.status === "withdrawn" ? html`<p>${t("declaration.withdrawn_on", { at: time_in_words(declaration.withdrawn_at) })}</p>` : nothing}
    ${["draft", "requested"].includes(declaration.status) ? html`${edit_links(declaration)} ${paper_form(state, declaration)}` : nothing} ${declaration.status === "releasing" ? nothing : closing(state, declaration)}
  `;
}

/** Filled in, and for a few minutes still in the hands of the workplace. @param {Declaration} declaration */
const releasing = ({ progress: done, releases_at }) => html`<section class="card">
  <p>${t("declaration.releasing", { at: clock(releases_at) })}</p>
  ${done ? progress(done.answered, done.required, t("declaration.answered", done)) : nothing}
</section>`;

/** @param {State} state @param {Declaration} declaration */
function follow(state, declaration) {
  const { answered, required } = declaration.progress ?? { answered: 0, required: 0 };
  return html`<section class="card">
    <h2>${t("declaration.where")}</h2>
    <p class="muted">${t("declaration.requested_on", { at: time_in_words(declaration.requested_at) })}</p>
    ${progress(answered, required, t("declaration.answered", { answered, required }))}
    ${recipients(state, declaration)}
    <a class="link" href="/app/declarations/${declaration.id}/details">${icon("plus")} ${t("fix.add_contact")}</a>
  </section>`;
}

/** @param {Declaration} declaration */
const edit_links = ({ id, status }) => html`<nav class="card list" aria-label=${t("declaration.parts")}>
  <a href="/app/declarations/${id}/details">${t("details.title")} ${icon("next")}</a>
  <a href="/app/declarations/${id}/self/0">${t("assess.title")} ${icon("next")}</a>
  <a href="/app/declarations/${id}/review">${status === "draft" ? t("review.title") : t("declaration.send_changes")} ${icon("next")}</a>
</nav>`;

/** Another workplace, a workplace that took over, taking it back. @param {State} state @param {Declaration} declaration */
function closing(state, declaration) {
  const centre = declaration.answers["details.training_centre"]?.value;
  return html`<p role="status">${state.ui.told ?? nothing}</p>
    <section class="stack">
      ${declaration.answers["details.final_period"]?.value ? nothing : html`<button type="button" class="button second" @click=${() => beside(declaration)}>${icon("plus")} ${t("declaration.beside")}</button>`}
      ${centre && declaration.status !== "withdrawn" ? html`<button type="button" class="button second" @click=${() => taken_over(declaration)}>${t("declaration.taken_over")}</button><p class="hint">${t("declaration.taken_over_hint")}</p>` : nothing}
      ${declaration.status === "withdrawn" ? nothing : can_discard(state, declaration) ? discard_button(declaration) : take_back(state, declaration)}
    </section>`;
}

/** @param {State} state @param {Declaration} declaration */
const take_back = (state, declaration) =>
  state.ui.taking_back
    ? html`<div class="card">
        <p>${t("declaration.take_back_sure")}</p>
        <button type="button" class="button danger" @click=${() => (ui({ taking_back: false }), withdraw(declaration.id, "mistake"))}>${t("declaration.take_back_do")}</button>
        <button type="button" class="link" @click=${() => ui({ taking_back: false })}>${t("declaration.keep")}</button>
      </div>`
    : html`<button type="button" class="link" @click=${() => ui({ taking_back: true })}>${icon("trash")} ${t("declaration.take_back")}</button>`;

/** @param {Declaration} declaration */
async function beside(declaration) {
  go(`/app/declarations/${await create({ beside: declaration })}/details`);
}

/** The centre's link closes, and the workplace declares the whole period. @param {Declaration} declaration */
async function taken_over(declaration) {
  await withdraw(declaration.id, "taken_over");
  await beside(declaration);
}

/** @param {Declaration} declaration @param {Item[]} waiting */
function action(declaration, waiting) {
  if (declaration.status !== "draft" || waiting.length || declaration.answers["details.final_period"]?.value) return null;
  return html`<a class="button" href="/app/declarations/${declaration.id}/review">${t("declaration.to_review")}</a>`;
}

