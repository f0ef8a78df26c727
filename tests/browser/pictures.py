"""Pictures as cameras make them, made in the browser: upright or on their side, with their place in EXIF; and what a
camera sees in a QR code."""

import base64
import struct

import zxingcpp
from playwright.sync_api import Locator, Page

DRAW = """
async ([width, height, seed, type, noise]) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  for (let i = 0; i < 60; i += 1) {
    context.fillStyle = `hsl(${(seed * 53 + i * 37) % 360} 60% ${20 + (i * 7) % 60}%)`;
    context.fillRect((i * 97 + seed * 31) % width, (i * 61 + seed * 17) % height, width / 7, height / 9);
  }
  if (noise) {
    const data = context.createImageData(width, height);
    for (let at = 0; at < data.data.length; at += 65536) crypto.getRandomValues(data.data.subarray(at, at + 65536));
    for (let at = 3; at < data.data.length; at += 4) data.data[at] = 255;
    context.putImageData(data, 0, 0);
  }
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, width / 4, height / 4); // top left as stored
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type, quality: 0.9 })).arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
"""


def jpeg(
    page: Page, width: int = 640, height: int = 480, seed: int = 1, orientation: int = 1, noise: bool = False
) -> bytes:
    """A JPEG whose EXIF says how to turn it and where it was taken."""
    plain = base64.b64decode(page.evaluate(DRAW, [width, height, seed, "image/jpeg", noise]))
    return plain[:2] + exif(orientation) + plain[2:]


def exif(orientation: int) -> bytes:
    """An APP1 block: orientation, and a GPS block with a latitude that tests can look for."""
    gps_at = 8 + 2 + 2 * 12 + 4
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x8825, 4, 1, gps_at)
    first = struct.pack("<H", 2) + entries + struct.pack("<I", 0)
    values_at = gps_at + 2 + 2 * 12 + 4
    gps = struct.pack("<H", 2) + struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0") + struct.pack("<HHII", 2, 5, 3, values_at)
    gps += struct.pack("<I", 0) + struct.pack("<6I", 55, 1, 40, 1, 123456789, 10_000_000)
    body = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + first + gps
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


GREY = """
async (_, picture) => {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, grey: Array.from({ length: width * height }, (_, at) => data[at * 4]) };
}
"""


def read_qr(code: Locator) -> str:
    """As another phone's camera would read it from the screen."""
    code.scroll_into_view_if_needed()
    seen = code.evaluate(GREY, base64.b64encode(code.screenshot()).decode())
    [found] = zxingcpp.read_barcodes(memoryview(bytes(seen["grey"])).cast("B", shape=[seen["height"], seen["width"]]))
    return found.text
