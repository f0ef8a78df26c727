/** Writing to other receivers of a declaration: typed here, sent as mail, kept nowhere once it has gone. */
import { call } from "./api.js";
import { store, ui } from "./state.js";
import { drop_copy, put_copy, read_copy } from "./storage/typed_copy.js";
import { EMPTY, keep_message, queue_message, take_back_message, typed_message } from "./storage/messages.js";

/** @import { Item, MessageForm, Reply } from "./types.d.ts" */

/** Whose device it is: the apprentice's desk, or the holder of a link. @typedef {{ database: () => string | null, reload: () => Promise<void>, sync_now: () => unknown }} House */
/** @typedef {{ id: string, name: string, address: string, roles: string[] }} Receiver */

export const COPY = " message";

/** @param {House} house */
const name_of = (house) => /** @type {string} */ (house.database());

/** What is on its way to the disk: when the page goes before it is there, a copy bridges the gap. @type {{ name: string, declaration: string, form: MessageForm } | null} */
let under_way = null;
addEventListener("pagehide", () => under_way && put_copy(under_way.name + COPY, [[under_way.declaration, { ...under_way.form }]]));

/** Shows what was typed before. Until then there is nothing to type in. @param {House} house @param {string} declaration */
export async function open_message(house, declaration) {
  const message = await typed_before(name_of(house), declaration).catch(() => EMPTY); // a device that keeps nothing says so
  if (!store.get().ui.message) ui({ message, checking_message: false, tried: false });
}

/** @param {string} name @param {string} declaration */
async function typed_before(name, declaration) {
  for (const [id, form] of read_copy(name + COPY)) await keep_message(name, id, /** @type {any} */ (form));
  drop_copy(name + COPY);
  return typed_message(name, declaration);
}

/** Shown at once and kept on the device with every letter. @param {House} house @param {string} declaration @param {Partial<MessageForm>} changes */
export async function change_message(house, declaration, changes) {
  const form = { ...store.get().ui.message, ...changes };
  ui({ message: form });
  under_way = { name: name_of(house), declaration, form };
  await keep_message(under_way.name, declaration, form).then(
    () => {
      if (under_way?.form === form) under_way = null;
      store.set({ kept: "saved" });
    },
    () => store.set({ kept: "unsaved", unsaved: form.text }),
  );
}

/** Goes now, or by itself when there is a network. @param {House} house @param {string} declaration @param {Receiver[]} chosen */
export async function send_message(house, declaration, chosen) {
  const text = store.get().ui.message.text.normalize().trim();
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const sha256 = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const message_id = crypto.randomUUID();
  const receipt = { message_id, declaration, sha256, to: chosen.map(({ name, address }) => name || address) };
  await queue_message(name_of(house), { message_id, declaration, text, to: chosen.map(({ id }) => id), receipt }, new Date().toISOString());
  await house.reload();
  house.sync_now();
}

/** @param {House} house @param {Item} item */
export async function take_back(house, item) {
  await take_back_message(name_of(house), item);
  await house.reload();
}

/** A day's limit is told like any other refusal: waiting for it would hold up everything else. @param {string} path @param {Item} item @returns {Promise<Reply>} */
export async function post_message(path, { body: { message_id, to, text } }) {
  const reply = await call("POST", `${path}/messages`, { body: { message_id, to, text } });
  return reply.status === 429 ? { ...reply, status: 409 } : reply;
}
