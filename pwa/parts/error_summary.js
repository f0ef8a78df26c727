/** What is missing or wrong, on top of the page, each a link to its field. It takes the focus when it appears. */
import { html, noChange, nothing } from "lit-html";
import { Directive, directive } from "lit-html/directive.js";
import { t } from "../words.js";

/** On an element: it takes the focus when it appears, and not again while it stays. */
const takes_focus = directive(
  class extends Directive {
    there = false;

    /** @param {import("lit-html").ElementPart} part */
    update({ element }) {
      if (!this.there) queueMicrotask(() => /** @type {HTMLElement} */ (element).focus());
      this.there = true;
      return noChange;
    }

    render() {}
  },
);

/**
 * @param {{ id: string, message: string, href?: string }[]} problems `id` of the field, or `href` of the page it is on
 * @param {string} [title]
 */
export const error_summary = (problems, title = t("error.title")) =>
  problems.length
    ? html`<section class="error-summary" role="alert" tabindex="-1" aria-labelledby="errors" ${takes_focus()}>
        <h2 id="errors">${title}</h2>
        <ul>
          ${problems.map(
            ({ id, message, href }) => html`<li><a href=${href ?? `#${id}`} @click=${href ? null : (/** @type {Event} */ event) => go_to(event, id)}>${message}</a></li>`,
          )}
        </ul>
      </section>`
    : nothing;

/** The fragment of a mailed link is never touched: the page scrolls by itself. @param {Event} event @param {string} id */
function go_to(event, id) {
  event.preventDefault();
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}
