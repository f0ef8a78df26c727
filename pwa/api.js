/** The only way to the network: JSON to our own server, with a time limit. Never throws: no answer is status 0. */

import { APP } from "./version.js";

/** @type {(answer: Response) => void} */
let tell = () => {};
/** @param {typeof tell} listener hears every answer of the server */
export const on_answer = (listener) => {
  tell = listener;
};

const PATIENCE = 20_000; // milliseconds

/** @import { Reply } from "./types.d.ts" */

/**
 * @param {string} method @param {string} path
 * @param {{ body?: unknown, headers?: Record<string, string> }} [options]
 * @returns {Promise<Reply>}
 */
export async function call(method, path, { body, headers = {} } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(path, {
      method,
      headers: { "logbog-app": APP, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: stop.signal,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
    });
    tell(answer);
    const retry = Number(answer.headers.get("retry-after"));
    return {
      status: answer.status,
      body: await read_json(answer),
      etag: answer.headers.get("etag"),
      retry_after: retry > 0 ? retry : null,
    };
  } catch {
    return { status: 0, body: null, etag: null, retry_after: null };
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
