/** The sentences people see. Keys are literal in the code, so that a test can tell which are missing or unused. */
import refusals from "./words/da/refusals.json" with { type: "json" };
import app from "./words/da/app.json" with { type: "json" };
import calendar from "./words/da/calendar.json" with { type: "json" };
import conflict from "./words/da/conflict.json" with { type: "json" };
import declining from "./words/da/declining.json" with { type: "json" };
import everything from "./words/da/everything.json" with { type: "json" };
import lost_links from "./words/da/lost_links.json" with { type: "json" };
import shares from "./words/da/shares.json" with { type: "json" };
import summons from "./words/da/summons.json" with { type: "json" };
import signatures from "./words/da/signatures.json" with { type: "json" };
import truth from "./words/da/truth.json" with { type: "json" };
import discarded from "./words/da/discarded.json" with { type: "json" };
import declaration from "./words/da/declaration.json" with { type: "json" };
import mail from "./words/da/mail.json" with { type: "json" };
import final_form from "./words/da/final_form.json" with { type: "json" };
import paper_form from "./words/da/paper_form.json" with { type: "json" };
import files from "./words/da/files.json" with { type: "json" };
import doors from "./words/da/doors.json" with { type: "json" };
import log from "./words/da/log.json" with { type: "json" };
import message from "./words/da/message.json" with { type: "json" };
import openings from "./words/da/openings.json" with { type: "json" };
import photos from "./words/da/photos.json" with { type: "json" };
import progress from "./words/da/progress.json" with { type: "json" };
import preview from "./words/da/preview.json" with { type: "json" };
import profile from "./words/da/profile.json" with { type: "json" };
import push from "./words/da/push.json" with { type: "json" };
import reading from "./words/da/reading.json" with { type: "json" };
import reminding from "./words/da/reminding.json" with { type: "json" };
import sitting from "./words/da/sitting.json" with { type: "json" };
import supervisor from "./words/da/supervisor.json" with { type: "json" };
import typed from "./words/da/typed.json" with { type: "json" };
import unsent from "./words/da/unsent.json" with { type: "json" };
import versions from "./words/da/versions.json" with { type: "json" };

/** @typedef {Record<string, string | number | null | undefined>} Facts */

/** @type {Record<string, string>} */
const words = { ...refusals, ...app, ...calendar, ...conflict, ...declaration, ...declining, ...discarded, ...doors, ...everything, ...files, ...final_form, ...log, ...lost_links, ...mail, ...message, ...openings, ...paper_form, ...photos, ...preview, ...profile, ...progress, ...push, ...reading, ...reminding, ...shares, ...signatures, ...sitting, ...summons, ...supervisor, ...truth, ...typed, ...unsent, ...versions };

/**
 * The sentence for a key, its gaps filled.
 * @param {string} key @param {Facts} [facts]
 */
export function t(key, facts = {}) {
  const sentence = words[key];
  if (sentence === undefined) throw new Error(`no words for ${key}`);
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
}

/**
 * One or many: `key.one` or `key.other`, with {n} filled.
 * @param {string} key @param {number} n @param {Facts} [facts]
 */
export const count = (key, n, facts = {}) => t(`${key}.${n === 1 ? "one" : "other"}`, { n, ...facts });

/**
 * A word of a family whose members come from data: states, refusals, roles.
 * @param {string} family @param {string} name @param {Facts} [facts]
 */
export const word_of = (family, name, facts = {}) => (`${family}.${name}` in words ? t(`${family}.${name}`, facts) : name);

const long_day = new Intl.DateTimeFormat("da-DK", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const short_day = new Intl.DateTimeFormat("da-DK", { day: "numeric", month: "long" });
const moment = new Intl.DateTimeFormat("da-DK", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

/** "fredag den 4. december 2026" @param {string | null | undefined} day YYYY-MM-DD */
export const day_in_words = (day) => (day ? long_day.format(new Date(`${day}T12:00:00`)) : "");
/** "4. december" @param {string | null | undefined} day YYYY-MM-DD or a moment */
export const short_date = (day) => (day ? short_day.format(new Date(day.length === 10 ? `${day}T12:00:00` : day)) : "");
const few_letters = new Intl.DateTimeFormat("da-DK", { day: "numeric", month: "short", timeZone: "Europe/Copenhagen" });
/** "4. dec.", as it is in Denmark @param {string} at a moment */
export const brief_day = (at) => few_letters.format(new Date(at));
const full_moment = new Intl.DateTimeFormat("da-DK", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Copenhagen" });
/** "4. december 2026 kl. 14.03", as it was in Denmark @param {string} at a moment */
export const full_time = (at) => full_moment.format(new Date(at));
/** "4. december 14.03" @param {string | null | undefined} at a moment */
export const time_in_words = (at) => (at ? moment.format(new Date(at)) : "");
const time_of_day = new Intl.DateTimeFormat("da-DK", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Copenhagen" });
/** "14.05", as it is in Denmark @param {string | null | undefined} at a moment */
export const clock = (at) => (at ? time_of_day.format(new Date(at)) : "");
