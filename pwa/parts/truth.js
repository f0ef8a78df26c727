/** What is true of a recipient, as word, icon and colour. A visit is told as a visit, and nothing is guessed. */
import { html, nothing } from "lit-html";
import { badge } from "./badge.js";
import { t, time_in_words, word_of } from "../words.js";

/** @import { Declaration, Recipient } from "../types.d.ts" */

const QUIET_FROM = 3; // days without a new answer

/** How many days nobody has answered anything in a draft that was begun. @param {Declaration} declaration @param {number} now */
export function quiet_days({ status, recipients }, now) {
  const last = recipients.map(({ answered_at }) => answered_at ?? "").sort().at(-1);
  if (status !== "requested" || !last) return 0;
  const days = Math.floor((now - Date.parse(last)) / 86_400_000);
  return days < QUIET_FROM ? 0 : days;
}

/** The mail did not arrive, and they have not been there since. @param {Recipient} recipient */
export const undelivered = ({ mail, mail_at, opened_at }) =>
  (mail === "failed" || mail === "bounced") && !(opened_at && mail_at && opened_at > mail_at);

/** A code of the mail server's in words. @param {string | null | undefined} code */
function because(code) {
  const words = word_of("mail_because", code ?? "other");
  return words === code ? t("mail_because.other") : words;
}

/** @param {Declaration} declaration @param {Recipient} recipient */
export function recipient_state(declaration, recipient) {
  const { mail, mail_at, mail_because, opened_at, begun_at, answered, declined, read } = recipient;
  if (read && read.version_number === declaration.sealed?.number) return badge("ok", "check", t("truth.read", { name: read.name, who: recipient.roles.map((role) => word_of("role", role)).join(", ") }));
  if (declined && declaration.status === "requested") {
    return html`${badge("stop", "alert", t("truth.declined", { reason: word_of("declined", declined.reason) }))}${declined.text ? html`<p class="lines small">“${declined.text}”</p>` : nothing}`;
  }
  if (undelivered(recipient)) return html`${badge("stop", "alert", mail === "bounced" ? t("mail.bounced") : t("truth.failed"))}<span class="note">${because(mail_because)}</span>`;
  if (begun_at && declaration.status === "requested") return badge("wait", "pen", begun(declaration, begun_at, answered ?? 0));
  if (opened_at) return badge("wait", "eye", t("truth.opened", { at: time_in_words(opened_at) }));
  if (mail === "sent") return badge("ok", "send", t("truth.sent", { at: time_in_words(mail_at) }));
  if (mail !== "waiting") return html`<span class="small muted">${t("mail.later")}</span>`;
  return html`${badge("quiet", "clock", t("truth.waiting"))}${mail_because ? html`<span class="note">${because(mail_because)}</span>` : nothing}`;
}

/** @param {Declaration} declaration @param {string} begun_at @param {number} answered */
function begun(declaration, begun_at, answered) {
  const { required = 0 } = declaration.progress ?? {};
  const state = answered ? t("truth.answered", { answered, required }) : t("truth.begun", { at: time_in_words(begun_at) });
  const n = quiet_days(declaration, Date.now());
  return n ? t("truth.quiet", { state, n }) : state;
}
