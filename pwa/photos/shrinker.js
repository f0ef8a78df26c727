/**
 * A worker of its own: makes of one file an upright JPEG of at most 2048 px and a thumbnail. What the camera wrote into the
 * file (place, time, device) is not in what comes out. Limits and quirks: offline.md section 8.
 */
import { size_of } from "./image_size.js";

const LARGE = 2048;
const SMALL = 320;
const MOST = 250_000_000; // pixels: nothing a camera makes, and more than a phone can hold
const HEADER = 256_000; // the size stands within it, also behind a long EXIF block

/** @param {File} file */
async function shrink(file) {
  const stored = size_of(new Uint8Array(await file.slice(0, HEADER).arrayBuffer()));
  if (stored && stored.width * stored.height > MOST) return { problem: "unreadable" };
  const probe = await createImageBitmap(file, { resizeWidth: 64 }).catch(() => null); // upright, so it knows which side is the longer
  if (!probe) return { problem: "unreadable" };
  const wide = probe.width >= probe.height;
  probe.close();
  const large = await draw(file, stored && Math.max(stored.width, stored.height), wide, LARGE);
  if (!large) return { problem: "unreadable" };
  const { canvas, width, height } = large;
  const bytes = await jpeg(canvas, 0.82);
  const thumb = await thumbnail(canvas);
  canvas.width = canvas.height = 0; // iOS frees the memory only then
  return bytes && thumb ? { bytes, thumb, width, height } : { problem: "unreadable" };
}

/**
 * @param {ImageBitmapSource} source @param {number | null} longest side as stored, when known @param {boolean} wide @param {number} most
 */
async function draw(source, longest, wide, most) {
  const side = wide ? "resizeWidth" : "resizeHeight";
  const smaller = longest && longest <= most;
  const bitmap = await createImageBitmap(source, smaller ? {} : { [side]: most, resizeQuality: "high" }).catch(() => null);
  if (!bitmap) return null;
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context ? { canvas, width, height } : null;
}

/** @param {OffscreenCanvas} large */
async function thumbnail(large) {
  const scale = Math.min(1, SMALL / Math.max(large.width, large.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(large.width * scale)), Math.max(1, Math.round(large.height * scale)));
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(large, 0, 0, canvas.width, canvas.height);
  if (is_blank(context.getImageData(0, 0, canvas.width, canvas.height).data)) return null;
  return jpeg(canvas, 0.75);
}

/** One flat colour: what iOS draws when a picture was too large for it. @param {Uint8ClampedArray} pixels */
function is_blank(pixels) {
  const colours = new Uint32Array(pixels.buffer);
  return colours.every((colour) => colour === colours[0]);
}

/** A browser that cannot write JPEG silently writes PNG. @param {OffscreenCanvas} canvas @param {number} quality */
async function jpeg(canvas, quality) {
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality }).catch(() => null);
  return blob?.type === "image/jpeg" ? blob.arrayBuffer() : null;
}

addEventListener("message", async ({ data }) => {
  const made = await shrink(data).catch(() => ({ problem: "unreadable" }));
  const buffers = "bytes" in made ? [made.bytes, made.thumb] : [];
  /** @type {any} */ (self).postMessage(made, buffers);
});
