/** The album: all photos on this device, or those of one declaration. */
import { html, nothing } from "lit-html";
import { ask_to_keep } from "../install.js";
import { open_photos } from "../photo_book.js";
import { add_photos } from "../parts/add_photos.js";
import { icon } from "../parts/icon.js";
import { back, page } from "../parts/page.js";
import { photo_grid } from "../parts/photo_grid.js";
import { is_short, photo_guard } from "../parts/photo_guard.js";
import { signed_out } from "../parts/signed_out.js";
import { store } from "../state.js";
import { count, t } from "../words.js";

export const title = () => t("photos.title");

export async function enter() {
  await open_photos();
  store.set({ will_keep: await ask_to_keep() });
}

/** @param {import("../state.js").State} state */
export function view(state) {
  if (!state.person) return signed_out(state);
  const of = state.params.declaration ?? null;
  const shown = of ? state.photos.filter(({ declaration }) => declaration === of) : state.photos;
  return page(state, {
    content: html`
      ${of ? back(`/app/declarations/${of}`, t("declaration.title")) : back("/app/log", t("log.title"))}
      <h1>${of ? t("photos.of_declaration") : t("photos.title")}</h1>
      ${photo_guard(state)} ${add_photos(state, { declaration: of })}
      ${shown.length || is_short(state) ? nothing : html`<p class="muted">${t("photos.none")}</p>`} ${photo_grid(shown)}
      ${shown.length ? html`<p class="stack"><a class="button second" href="/app/photos/show/${of ?? "all"}">${icon("eye")} ${t("photos.show")}</a>
        <a class="button second" href="/app/photos/backup">${icon("cloud")} ${t("photos.backup")}</a></p>` : html`<p><a href="/app/photos/backup">${t("guard.restore")}</a></p>`}
      ${state.photo_trash.length ? html`<details class="stack"><summary>${count("photos.trash", state.photo_trash.length)}</summary>${photo_grid(state.photo_trash)}</details>` : nothing}
    `,
  });
}
