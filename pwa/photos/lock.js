/**
 * A file locked with a passphrase by the browser's own cryptography: PBKDF2-SHA-256, then AES-256-GCM in pieces of 1 MiB.
 * Layout: "LOGBOG1\n", 16 bytes of salt, then for each piece its ciphertext with the 16 byte tag. The number of a piece is
 * its IV, and whether it is the last is signed with it: a file that was cut, or whose pieces changed places, does not open.
 */

const MAGIC = new TextEncoder().encode("LOGBOG1\n");
const SALT = 16;
const PIECE = 1 << 20;
const TAG = 16;
const ROUNDS = 600_000; // OWASP's figure for PBKDF2-HMAC-SHA256

/** @param {string} passphrase @param {BufferSource} salt */
async function key_of(passphrase, salt) {
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param {number} number @param {boolean} last */
function gcm(number, last) {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, number);
  return { name: "AES-GCM", iv, additionalData: new Uint8Array([Number(last)]) };
}

/** @param {Blob} plain @param {string} passphrase @returns {Promise<Blob>} */
export async function lock(plain, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const key = await key_of(passphrase, salt);
  /** @type {BlobPart[]} */
  const parts = [MAGIC, salt];
  for (let at = 0, number = 0; at === 0 || at < plain.size; at += PIECE, number += 1) {
    const piece = await plain.slice(at, at + PIECE).arrayBuffer();
    parts.push(await crypto.subtle.encrypt(gcm(number, at + PIECE >= plain.size), key, piece));
  }
  return new Blob(parts);
}

/** @param {Blob} file */
export async function is_locked(file) {
  const start = new Uint8Array(await file.slice(0, MAGIC.length).arrayBuffer());
  return start.length === MAGIC.length && start.every((byte, index) => byte === MAGIC[index]);
}

/** @param {Blob} file @param {string} passphrase @returns {Promise<Blob | null>} null: another passphrase, or a file that was damaged */
export async function unlock(file, passphrase) {
  const body = MAGIC.length + SALT;
  const key = await key_of(passphrase, await file.slice(MAGIC.length, body).arrayBuffer());
  /** @type {BlobPart[]} */
  const parts = [];
  try {
    for (let at = body, number = 0; at === body || at < file.size; at += PIECE + TAG, number += 1) {
      const piece = await file.slice(at, at + PIECE + TAG).arrayBuffer();
      parts.push(await crypto.subtle.decrypt(gcm(number, at + PIECE + TAG >= file.size), key, piece));
    }
  } catch {
    return null;
  }
  return new Blob(parts);
}
