/** All of one's declarations, and the way to a new one. */
import { html, nothing } from "lit-html";
import { follows_older_order } from "../domain/declarations.js";
import { create } from "../new_declaration.js";
import { go } from "../navigation.js";
import { declaration_state } from "../parts/declaration_state.js";
import { heading, more } from "../parts/declaration_words.js";
import { discarded_list, undo_discard } from "../parts/discarded.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { signed_out } from "../parts/signed_out.js";
import { t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { Declaration } from "../types.d.ts" */

export const title = () => t("declarations.title");

/** @param {State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const ready = state.profile?.name && state.profile.specialisation && state.profile.started_on;
  const older = state.profile && follows_older_order(state.profile);
  return page(state, {
    content: html`
      <h1>${t("declarations.title")}</h1>
      ${undo_discard(state)}
      ${state.declarations.length ? nothing : html`<p class="muted">${t("declarations.none")}</p>`}
      ${ready ? nothing : html`<p class="panel warn">${t("declarations.profile_first")} <a href="/app/profile">${t("home.profile_go")}</a></p>`}
      ${older ? html`<p class="panel warn">${t("home.older_more")} <a href="/app/profile">${t("home.older_go")}</a></p>` : nothing}
      ${ready && !older ? html`<p><a class="link" href="/app/summons">${icon("qr")} ${t("summons.have")}</a></p>` : nothing}
      <div class="stack">${state.declarations.map((declaration) => row(state, declaration))}</div>
      ${state.declarations.some(({ sealed }) => sealed) ? html`<a class="button second" href="/app/send_on">${icon("send")} ${t("shares.title")}</a>` : nothing}
      ${discarded_list(state)}
      <p><a class="link" href="/app/final_form">${icon("book")} ${t("final_form.title")}</a></p>
    `,
    action: ready && !older ? html`<button class="button" @click=${make}>${icon("plus")} ${t("declarations.new")}</button>` : nothing,
  });
}

async function make() {
  go(`/app/declarations/${await create()}/details`);
}

/** @param {State} state @param {Declaration} declaration */
const row = (state, declaration) => html`<a class="card" href="/app/declarations/${declaration.id}">
  <div class="row"><h2>${heading(declaration)}</h2>${declaration_state(declaration, state.queue)}</div>
  ${more(declaration) ? html`<p class="muted small">${more(declaration)}</p>` : nothing}
</a>`;
