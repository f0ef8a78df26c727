/** Messages on the device: what is typed, what waits to be sent, and receipts that hold no text. */
import { read_meta, using, write_meta } from "./database.js";

/** @import { Item, MessageForm, MessageReceipt } from "../types.d.ts" */
/** @import { Outcome } from "../domain/merging.js" */

const STRICT = /** @type {const} */ ({ durability: "strict" });
const BOTH = ["outbox", "meta"];
export const SENT = "messages_sent";
const MOST = 100; // receipts

/** @type {MessageForm} */
export const EMPTY = { to: [], text: "" };

/** @param {string} declaration */
const form_of = (declaration) => `message ${declaration}`;

/** What was typed and not yet sent. @param {string} name @param {string} declaration @returns {Promise<MessageForm>} */
export const typed_message = async (name, declaration) => ({ ...EMPTY, ...(await read_meta(name, form_of(declaration))) });

/** @param {string} name @param {string} declaration @param {MessageForm} form */
export const keep_message = (name, declaration, form) => write_meta(name, form_of(declaration), form);

/**
 * From the form into the queue, in one step.
 * @param {string} name @param {MessageForm & { declaration: string, message_id: string, receipt: Omit<MessageReceipt, "at"> }} body @param {string} now
 */
export const queue_message = (name, body, now) =>
  using(name, async (db) => {
    const tx = db.transaction(BOTH, "readwrite", STRICT);
    await tx.objectStore("outbox").put({ kind: "message", subject: `message ${body.message_id}`, body, frozen: false, made_at: now, blocked: null });
    await tx.objectStore("meta").delete(form_of(body.declaration));
    await tx.done;
  });

/** Back into the form, before anything that is typed there by now. @param {string} name @param {Item} item */
export const take_back_message = (name, { seq, body }) =>
  using(name, async (db) => {
    const tx = db.transaction(BOTH, "readwrite", STRICT);
    const [meta, key] = [tx.objectStore("meta"), form_of(body.declaration)];
    if (await tx.objectStore("outbox").get(Number(seq))) {
      const typed = (await meta.get(key))?.text ?? "";
      await meta.put({ to: body.to, text: [body.text, typed].filter(Boolean).join("\n\n") }, key);
      await tx.objectStore("outbox").delete(Number(seq));
    }
    await tx.done;
  });

/** What became of a sent message: gone, with a receipt in its place, or refused. @param {string} name @param {string} _subject @param {Outcome} outcome */
export const settle_message = (name, _subject, { done, blocked }) =>
  using(name, async (db) => {
    const tx = db.transaction(BOTH, "readwrite", STRICT);
    const [outbox, meta] = [tx.objectStore("outbox"), tx.objectStore("meta")];
    for (const [seq, reason] of blocked) {
      const item = await outbox.get(seq);
      if (item) await outbox.put({ ...item, blocked: reason });
    }
    for (const seq of done) {
      const item = await outbox.get(seq);
      const sent = (await meta.get(SENT)) ?? [];
      if (item) await meta.put([{ ...item.body.receipt, at: new Date().toISOString() }, ...sent].slice(0, MOST), SENT);
      await outbox.delete(seq);
    }
    await tx.done;
  });
