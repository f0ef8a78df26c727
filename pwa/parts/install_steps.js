/** How to put Logbog on the home screen: the prompt where there is one, drawn steps on iPhone and iPad. */
import { html, svg } from "lit-html";
import { install, is_installed, is_ios } from "../install.js";
import { t } from "../words.js";

const frame = (/** @type {unknown} */ inside) => html`<svg class="step" viewBox="0 0 64 64" aria-hidden="true"><rect x="4" y="4" width="56" height="56" rx="12"></rect>${inside}</svg>`;
const SHARE = svg`<path d="M32 40V16M24 23l8-8 8 8M22 31h-4v18h28V31h-4"></path>`;
const ADD = svg`<path d="M19 19h26v26H19zM32 26v12M26 32h12"></path>`;
const HOME = svg`<path d="M16 16h12v12H16zM36 16h12v12H36zM16 36h12v12H16z"></path><path class="ours" d="M36 36h12v12H36z"></path>`;

/** @param {import("../state.js").State} state */
export function install_steps({ can_install }) {
  if (is_installed()) return html`<p>${t("install.done")}</p>`;
  if (can_install) return html`<p>${t("install.why")}</p><button type="button" class="button second" @click=${install}>${t("install.now")}</button>`;
  if (!is_ios()) return html`<p>${t("install.menu")}</p>`;
  return html`<p>${t("install.why")}</p>
    <ol class="steps">
      <li>${frame(SHARE)}<span>${t("install.ios_share")}</span></li>
      <li>${frame(ADD)}<span>${t("install.ios_add")}</span></li>
      <li>${frame(HOME)}<span>${t("install.ios_open")}</span></li>
    </ol>`;
}
