/** Reads a zip of stored files through its directory at the end, one file at a time: a phone need not hold all of it. */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

/** @typedef {{ content: Blob, sum: number }} Stored with its CRC-32 */

/** @param {Blob} zip @returns {Promise<Map<string, Stored> | null>} null when it is no zip that we made */
export async function files_of(zip) {
  const directory = await directory_of(zip);
  if (!directory) return null;
  const files = new Map();
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === ENTRY; ) {
    const [method, sum, size] = [directory.getUint16(at + 10, true), directory.getUint32(at + 16, true), directory.getUint32(at + 20, true)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.getUint16(at + offset, true));
    const begins = await content_begins(zip, directory.getUint32(at + 42, true));
    if (method !== 0 || begins === null || begins + size > zip.size) return null;
    files.set(new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, name)), { content: zip.slice(begins, begins + size), sum });
    at += 46 + name + extra + comment;
  }
  return files;
}

/** What a file holds, when it is what was put in. @param {Stored | undefined} file @returns {Promise<ArrayBuffer | null>} */
export async function whole(file) {
  const bytes = await file?.content.arrayBuffer();
  return bytes && crc32(new Uint8Array(bytes)) === file?.sum ? bytes : null;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}

/** @param {Blob} zip */
async function directory_of(zip) {
  const tail = new DataView(await zip.slice(-65_557).arrayBuffer());
  for (let at = tail.byteLength - 22; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== END) continue;
    const [size, begins] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
    return new DataView(await zip.slice(begins, begins + size).arrayBuffer());
  }
  return null;
}

/** @param {Blob} zip @param {number} local */
async function content_begins(zip, local) {
  const header = new DataView(await zip.slice(local, local + 30).arrayBuffer());
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) return null;
  return local + 30 + header.getUint16(26, true) + header.getUint16(28, true);
}
