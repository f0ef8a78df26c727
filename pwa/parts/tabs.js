/** The tabs at the bottom of the apprentice's pages. */
import { html, nothing } from "lit-html";
import { t } from "../words.js";
import { icon } from "./icon.js";

/** @import { IconName } from "./icon.js" */

/** @type {[string, IconName][]} */
const TABS = [
  ["/app/", "home"],
  ["/app/log", "pen"],
  ["/app/declarations", "book"],
  ["/app/goals", "target"],
  ["/app/profile", "user"],
];

/** @param {string} path */
export const tab_bar = (path) => html`<nav class="tabs" aria-label=${t("tabs.label")}>
  ${TABS.map(([href, sign], index) => {
    const here = href === "/app/" ? path === href : path.startsWith(href) || (href === "/app/log" && path.startsWith("/app/photos"));
    return html`<a href=${href} aria-current=${here ? "page" : nothing}>${icon(sign)}${tab_word(index)}</a>`;
  })}
</nav>`;

/** @param {number} index */
const tab_word = (index) => [t("tabs.home"), t("tabs.log"), t("tabs.declarations"), t("tabs.goals"), t("tabs.profile")][index];
