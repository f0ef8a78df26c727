/** Answers to a sealed declaration on the device: what is typed, and what waits to be sent. */
import { read_meta, using, write_meta } from "./database.js";

/** @import { Item } from "../types.d.ts" */
/** @typedef {"reply" | "ask_correction"} Kind */

const STRICT = /** @type {const} */ ({ durability: "strict" });
const BOTH = ["outbox", "meta"];
/** Each has a subject of its own: one that is refused holds up no other. */
export const REPLY = "reply ";

/** A text that was begun lies where begun messages lie, so that it is told before signing out. @param {Kind} kind @param {string} declaration */
const form_of = (kind, declaration) => `message ${kind} ${declaration}`;

/** @param {string} name @param {Kind} kind @param {string} declaration @returns {Promise<string>} */
export const typed_reply = async (name, kind, declaration) => (await read_meta(name, form_of(kind, declaration)))?.text ?? "";

/** @param {string} name @param {Kind} kind @param {string} declaration @param {string} text */
export const keep_reply = (name, kind, declaration, text) =>
  text ? write_meta(name, form_of(kind, declaration), { to: [], text }) : using(name, (db) => db.delete("meta", form_of(kind, declaration)));

/** From the form into the queue, in one step. @param {string} name @param {Kind} kind @param {string} declaration @param {Record<string, unknown>} body @param {string} now */
export const queue_reply = (name, kind, declaration, body, now) =>
  using(name, async (db) => {
    const tx = db.transaction(BOTH, "readwrite", STRICT);
    await tx.objectStore("outbox").put({ kind, subject: `${REPLY}${body.reply_id ?? body.ask_id}`, body: { ...body, declaration }, frozen: false, made_at: now, blocked: null });
    if (body.text) await tx.objectStore("meta").delete(form_of(kind, declaration));
    await tx.done;
  });

/** What the server refused goes back into the form, before anything typed there by now. @param {string} name @param {Item} item */
export const take_back_reply = (name, { seq, kind, body }) =>
  using(name, async (db) => {
    const tx = db.transaction(BOTH, "readwrite", STRICT);
    const [meta, key] = [tx.objectStore("meta"), form_of(/** @type {Kind} */ (kind), body.declaration)];
    if (await tx.objectStore("outbox").get(Number(seq))) {
      const text = [body.text, (await meta.get(key))?.text].filter(Boolean).join("\n\n");
      if (text) await meta.put({ to: [], text }, key);
      await tx.objectStore("outbox").delete(Number(seq));
    }
    await tx.done;
  });
