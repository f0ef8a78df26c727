/** Two versions of one log entry: both are shown, and a person chooses. */
import { html } from "lit-html";
import { difference } from "../domain/merging.js";
import { bring_back, drop_lost } from "../log_book.js";
import { t, time_in_words } from "../words.js";
import { side, writer_words } from "./conflict_cards.js";

/** @import { Edition, LogEntry, LogValue } from "../types.d.ts" */

/** @param {LogEntry} entry @param {Edition | null} edition */
export const log_conflict = ({ id, value, lost = [] }, edition) =>
  lost.map((one, index) => {
    const [stands, mine] = difference(plain(value, edition), plain(one.value, edition));
    const keep = () => drop_lost(id, index);
    const use = async (/** @type {LogValue} */ chosen) => {
      await bring_back(id, chosen);
      await keep();
    };
    const both = value && one.value ? { ...value, text: `${value.text}\n${one.value.text}`, ...merged(value, one.value) } : null;
    return html`<section class="card conflict" aria-label=${t("conflict.title", { field: t("log.entry") })}>
      <p>${t("conflict.lead")}</p>
      ${side(t("conflict.stands"), stands, writer_words(one))} ${side(t("conflict.mine"), mine, t("unsent.typed", { at: time_in_words(one.typed_at) }))}
      <button type="button" class="button second" @click=${keep}>${t("conflict.use_stands")}</button>
      <button type="button" class="button second" @click=${() => use(one.value)}>${t("conflict.use_mine")}</button>
      ${both ? html`<button type="button" class="button second" @click=${() => use(both)}>${t("conflict.use_both")}</button>` : ""}
    </section>`;
  });

/** @param {LogValue} one @param {LogValue} other */
const merged = (one, other) => Object.fromEntries(/** @type {const} */ (["goals", "functions", "machines"]).map((kind) => [kind, [...new Set([...one[kind], ...other[kind]])]]));

/** An entry as one text. @param {LogValue | null} value @param {Edition | null} edition */
export function plain(value, edition) {
  if (!value) return t("log.deleted_elsewhere");
  const names = edition ? [...edition.machines, ...edition.work_areas.flatMap((area) => area.functions), ...edition.goals.map(({ key, text }) => ({ key, name: text }))] : [];
  const name = (/** @type {string} */ key) => names.find((known) => known.key === key)?.name ?? key;
  const about = [...value.functions, ...value.goals, ...value.machines].map(name);
  return [value.on, value.text, about.join(", ")].filter(Boolean).join("\n");
}
