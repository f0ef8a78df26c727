/** On a declaration's page: the way to write a message, those that wait, and receipts of those that went. */
import { html, nothing } from "lit-html";
import { take_back } from "../messages.js";
import { badge } from "./badge.js";
import { icon } from "./icon.js";
import { full_time, t } from "../words.js";

/** @import { State } from "../state.js" */
/** @import { House } from "../messages.js" */
/** @import { Item } from "../types.d.ts" */

/** @param {State} state @param {{ house: House, declaration: string, open: (() => void) | null }} where `open`: null when nobody may be written to */
export function messages({ queue, messages_sent }, { house, declaration, open }) {
  const waiting = queue.filter((item) => item.kind === "message" && item.body.declaration === declaration);
  const sent = messages_sent.filter((receipt) => receipt.declaration === declaration);
  if (!open && !waiting.length && !sent.length) return nothing;
  return html`<section class="card no-print">
    <h2>${t("message.heading")}</h2>
    ${waiting.map((item) => one(item, () => take_back(house, item).then(() => open?.())))}
    ${sent.map(
      ({ at, to, sha256 }) => html`<details>
        <summary>${t("message.sent", { at: full_time(at), to: to.join(", ") })}</summary>
        <p class="small muted">${t("message.receipt")}</p>
        <p class="digest">${sha256}</p>
      </details>`,
    )}
    ${open ? html`<button type="button" class="button second" @click=${open}>${icon("pen")} ${t("message.title")}</button>` : nothing}
  </section>`;
}

/** @param {Item} item @param {() => unknown} back */
const one = ({ body, blocked, frozen }, back) => html`<div class="stack">
  ${blocked ? badge("stop", "alert", t("message.refused")) : badge("wait", "phone", t("message.waits"))}
  <p>${t("message.to_short")}: ${body.receipt.to.join(", ")}</p>
  <p class="lines">${body.text}</p>
  ${blocked ? html`<p class="problem" role="alert">${blocked.fields?.[0]?.message ?? blocked.message}</p>` : frozen ? html`<p class="hint">${t("message.tried")}</p>` : nothing}
  <button type="button" class="link" @click=${back}>${icon("back")} ${t("message.take_back")}</button>
</div>`;
