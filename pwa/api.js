/** The only way to the network: to our own server, with a time limit. Never throws: no answer is status 0. */

import { APP } from "./version.js";

/** @type {(answer: Response) => void} */
let tell = () => {};
/** @param {typeof tell} listener hears every answer of the server */
export const on_answer = (listener) => {
  tell = listener;
};

const PATIENCE = 20_000; // milliseconds
const JSON_BODY = { "content-type": "application/json" };

/** @import { Reply } from "./types.d.ts" */

/**
 * @param {string} method @param {string} path
 * @param {{ body?: unknown, headers?: Record<string, string> }} [options]
 * @returns {Promise<Reply>}
 */
export async function call(method, path, { body, headers = {} } = {}) {
  const sent = { ...(body === undefined ? {} : JSON_BODY), ...headers };
  const reply = await ask(path, { method, headers: sent, body: body === undefined ? undefined : JSON.stringify(body) }, async (answer) => {
    const retry = Number(answer.headers.get("retry-after"));
    return {
      status: answer.status,
      body: await read_json(answer),
      etag: answer.headers.get("etag"),
      retry_after: retry > 0 ? retry : null,
    };
  });
  return reply ?? { status: 0, body: null, etag: null, retry_after: null };
}

/**
 * A file of the server's under the name it gives; without one, what the server says instead. With a `body` it is made of that.
 * @param {string} path @param {{ patience?: number, body?: unknown }} [options] `patience` in milliseconds
 * @returns {Promise<{ status: number, file?: File, message?: string, fields?: { field: string, message: string }[] }>}
 */
export async function fetch_file(path, { patience = PATIENCE, body } = {}) {
  const request = body === undefined ? {} : { method: "POST", headers: JSON_BODY, body: JSON.stringify(body) };
  const found = await ask(path, request, async (answer) => {
    if (!answer.ok) {
      const { message, fields } = (await read_json(answer)) ?? {};
      return { status: answer.status, message, fields };
    }
    const name = /filename="([\w.-]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
    if (!name) throw new Error("not our file"); // a hotel's login page, say
    return { status: answer.status, file: new File([await answer.blob()], name, { type: answer.headers.get("content-type") ?? "" }) };
  }, patience);
  return found ?? { status: 0 };
}

/**
 * @template T
 * @param {string} path @param {RequestInit & { headers?: Record<string, string> }} request @param {(answer: Response) => Promise<T>} read
 * @returns {Promise<T | null>} null: nobody answered, or not all of it came
 */
async function ask(path, request, read, patience = PATIENCE) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(path, {
      ...request,
      headers: { "logbog-app": APP, ...request.headers },
      signal: stop.signal,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
    });
    tell(answer);
    return await read(answer);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** The only proof of a network: our server answers, and says so. */
export const reachable = async () => (await call("GET", "/api/ping")).body?.logbog === true;

/** What is no JSON did not come from our server (a hotel's login page, say): then nothing was answered. @param {Response} answer */
async function read_json(answer) {
  if (answer.status === 204 || answer.status === 304) return null;
  return answer.json();
}
