/** The versions of a sealed declaration: which of how many this is, why it was corrected, what differs, and those before it. */
import { html, nothing } from "lit-html";
import { difference } from "../domain/merging.js";
import { side } from "./conflict_cards.js";
import { icon } from "./icon.js";
import { clock, day_in_words, full_time, t, word_of } from "../words.js";

/** @import { Difference, Draft, Payload, Sealed, Version } from "../types.d.ts" */

/** Which version of how many, why it was made and what it changed. @param {Sealed} sealed */
export const of_how_many = ({ number, versions = [], payload, differences }) =>
  versions.length
    ? html`<section class="card keep">
        <h2>${t("versions.of", { number, all: versions.length + 1 })}</h2>
        ${changed(payload, differences)}
      </section>`
    : nothing;

/** @param {Payload | null} payload @param {Difference[] | undefined} differences */
const changed = (payload, differences = []) => html`
  ${payload?.correction ? html`<p class="lines"><strong>${t("versions.reason")}</strong> ${payload.correction.reason}</p>` : nothing}
  ${differences.length ? html`<h3>${t("versions.differs")}</h3>${differences.map(one)}` : nothing}
`;

/** @param {Difference} differs */
function one({ field, name, before, after }) {
  const texts = /** @type {const} */ ([in_words(field, before), in_words(field, after)]);
  const [old, now] = before && after ? difference(...texts) : texts.map((text) => /** @type {[string, string, string]} */ ([text, "", ""]));
  return html`<div class="stack differs">
    <h4>${name || word_of("differs", field)}</h4>
    ${side(t("versions.before"), old, "")} ${side(t("versions.after"), now, "")}
  </div>`;
}

/** @param {string} field @param {string} value */
function in_words(field, value) {
  if (!value) return t("versions.nothing");
  if (field === "goals_reached") return word_of("reached", value);
  return field.endsWith("_on") ? day_in_words(value) : value;
}

/** The versions before, each to be opened; they are not printed. @param {Sealed} sealed @param {(payload: Payload) => unknown} body @param {(version: Version) => unknown} save */
export const earlier = ({ versions = [] }, body, save) => versions.map((version) => html`<details class="card no-print">
    <summary><h2>${t("versions.earlier", { number: version.number })}</h2></summary>
    <div class="stack">${inside(version, body)} ${version.payload ? save(version) : nothing}</div>
  </details>`);

/** @param {Version} version @param {(payload: Payload) => unknown} body */
const inside = ({ number, digest, sealed_at, payload, differences }, body) => html`
  <p class="small">${t("versions.sealed", { number, at: full_time(sealed_at) })}</p>
  ${payload ? html`${changed(payload, differences)} ${body(payload)}` : html`<p class="panel warn">${t("reading.erased")}</p>`}
  <p class="digest">${digest}</p>
`;

/** That the next version is on its way, for those who keep the one before until then. @param {Draft} draft */
export function next_version({ status, releases_at }) {
  if (status === "correcting") return html`<p class="panel wait no-print" role="status">${icon("pen")} ${t("versions.correcting")}</p>`;
  if (status === "releasing") return html`<p class="panel wait no-print" role="status">${icon("clock")} ${t("versions.releasing", { at: clock(releases_at) })}</p>`;
  return nothing;
}
