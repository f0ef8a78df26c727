/** How large a picture is, read from its first bytes without decoding it: a 48 megapixel photo takes 190 MB to decode. */

/**
 * @param {Uint8Array} bytes the file, or its beginning
 * @returns {{ width: number, height: number } | null} as stored, before it is turned upright; null for other kinds than JPEG and PNG
 */
export function size_of(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength > 24 && view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) return null;
    if (is_frame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return null;
}

/** The start of a frame (SOF0 to SOF15); C4, C8 and CC are tables. @param {number} marker */
const is_frame = (marker) => marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
