/** Fetching a ZIP while the server makes it: how far it is, stopped whenever the person wants, and whole or not at all. */

/**
 * @typedef {object} Way
 * @property {(done: number, of: number) => void} told how many files of it are here
 * @property {AbortSignal} signal
 * @property {Record<string, string>} [headers]
 */

/**
 * @param {string} path @param {Way} way
 * @returns {Promise<{ file: File } | { refused: Response } | { problem: "stopped" | "broken" | "no_network" }>}
 */
export async function zip_from(path, { told, signal, headers = {} }) {
  const answer = await fetch(path, { headers, signal, credentials: "same-origin", cache: "no-store" }).catch(() => null);
  if (!answer) return { problem: signal.aborted ? "stopped" : "no_network" };
  if (!answer.ok || !answer.body || answer.headers.get("content-type") !== "application/zip") return { refused: answer };
  const of = Number(answer.headers.get("x-files"));
  told(0, of);
  const parts = await whole(answer.body.getReader(), (done) => told(Math.min(done, of), of)).catch(() => null);
  if (parts) return { file: new File(parts, name_in(answer), { type: "application/zip" }) };
  return { problem: signal.aborted ? "stopped" : "broken" };
}

/** All of it; null when its end is missing. @param {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader @param {(done: number) => void} told */
async function whole(reader, told) {
  const [parts, count] = [/** @type {BlobPart[]} */ ([]), counter()];
  let seen = { done: 0, ended: false };
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    const before = seen.done;
    seen = count(next.value);
    if (seen.done > before) told(seen.done);
  }
  return seen.ended ? parts : null;
}

const [HEADER, FILE, DIRECTORY] = [30, 0x04034b50, [0x02014b50, 0x06054b50]]; // bytes; what begins a file, and what follows the last
const SIZES = /** @type {const} */ ({ size: 18, name: 26, extra: 28 });

/** Counts the files of a ZIP by their headers (our server tells each size before its file) as the bytes come in. */
export function counter() {
  let [skip, done, ended, in_file] = [0, 0, false, false];
  let head = new Uint8Array();
  return (/** @type {Uint8Array} */ bytes) => {
    for (let at = 0; at < bytes.length && !ended; ) {
      const passed = Math.min(skip, bytes.length - at);
      [at, skip] = [at + passed, skip - passed];
      if (skip) break;
      if (in_file) [done, in_file] = [done + 1, false];
      const more = bytes.subarray(at, at + HEADER - head.length);
      [head, at] = [joined(head, more), at + more.length];
      const view = new DataView(head.buffer);
      if (head.length >= 4 && DIRECTORY.includes(view.getUint32(0, true))) ended = true;
      else if (head.length === HEADER) {
        if (view.getUint32(0, true) !== FILE) throw new Error("not a ZIP of ours");
        skip = view.getUint32(SIZES.size, true) + view.getUint16(SIZES.name, true) + view.getUint16(SIZES.extra, true);
        [head, in_file] = [new Uint8Array(), true];
      }
    }
    return { done, ended };
  };
}

/** @param {Uint8Array} one @param {Uint8Array} other */
function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** What the server calls it. @param {Response} answer */
const name_in = (answer) => /filename="([\w.-]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "logbog.zip";
