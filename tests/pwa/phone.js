/**
 * A phone without a screen, driven line by line over stdin by tests/soak: the app's own storage and sync on an in-memory
 * IndexedDB. A line is {"phone", "do", …}; the answer is a line of JSON. The network is the driver's: a phone prints
 * {"ask": {method, path, body, headers}} and waits for {"reply": {status, body}} (status 0: nothing came back).
 */
import "fake-indexeddb/auto";
import { createInterface } from "node:readline";
import { all_drafts, drop_lost, queue_deed, save_answers, take_in, waiting } from "../../pwa/storage/drafts.js";
import { forget } from "../../pwa/storage/database.js";
import { push } from "../../pwa/sync.js";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const read = async () => JSON.parse((await lines.next()).value ?? "null");
const say = (/** @type {unknown} */ told) => process.stdout.write(`${JSON.stringify(told)}\n`);

/** @param {string} method @param {string} path @param {unknown} body @param {Record<string, string>} [headers] */
async function call(method, path, body, headers = {}) {
  say({ ask: { method, path, body, headers } });
  const { reply } = await read();
  return { status: reply.status, body: reply.body, etag: null, retry_after: null };
}

/** @param {string} name @param {string} root "/api/declarations/<id>" or "/api/e/<public id>" */
async function sync(name, root) {
  const pushed = await push({
    database: name, device: name, app: "0.1.0", reachable: async () => true,
    operations: (_, body) => call("POST", `${root}/operations`, body),
    deed: async ({ body }) => {
      const [draft] = await all_drafts(name);
      return call("POST", `${root}/submit`, { submission_id: body.submission_id }, { "if-match": `"${draft.revision}"` });
    },
  });
  if (pushed.ending !== "sent") return pushed.ending;
  const reply = await call("GET", root.startsWith("/api/e/") ? root : "/api/changes?after=0", null);
  if (reply.status === 200) await take_in(name, [reply.body.declarations?.[0] ?? reply.body]);
  return reply.status === 200 ? "sent" : "offline";
}

/** @type {Record<string, (order: any) => Promise<unknown>>} */
const orders = {
  new: async ({ phone, draft }) => take_in(phone, [draft]),
  edit: async ({ phone, field, value, at }) => {
    const [draft] = await all_drafts(phone);
    await save_answers(phone, draft.id, { [field]: value }, at);
  },
  submit: async ({ phone, id, at }) => {
    const [draft] = await all_drafts(phone);
    await queue_deed(phone, "submit", draft.id, { submission_id: id }, at);
  },
  sync: async ({ phone, root }) => sync(phone, root),
  choose: async ({ phone, field }) => drop_lost(phone, (await all_drafts(phone))[0].id, field, 0),
  look: async ({ phone }) => ({ draft: (await all_drafts(phone))[0], queue: await waiting(phone) }),
  forget: async ({ phone }) => forget(phone),
};

for (let order = await read(); order; order = await read()) say({ done: (await orders[order.do](order)) ?? null });
