/**
 * QR codes of our own making (ISO/IEC 18004): bytes, correction level M, versions 1 to 10, drawn on the phone without a
 * network. Read by an independent reader in tests/test_qr.py.
 */

/** Of versions 1 to 10: codewords in all, correction codewords a block, blocks. */
const SIZES = [[26, 10, 1], [44, 16, 1], [70, 26, 1], [100, 18, 2], [134, 24, 2], [172, 16, 4], [196, 18, 4], [242, 22, 4], [292, 22, 5], [346, 26, 5]];
/** Centres of the small squares, beside 6. */
const CENTRES = [[], [18], [22], [26], [30], [34], [22, 38], [24, 42], [26, 46], [28, 50]];

/** Multiplication in the field of 256 that QR codes use. @param {number} a @param {number} b */
function times(a, b) {
  let product = 0;
  for (; b; b >>= 1, a = (a << 1) ^ (a & 128 ? 0x11d : 0)) if (b & 1) product ^= a;
  return product;
}

/** The correction codewords of a block (Reed-Solomon). @param {number[]} block @param {number} count */
function correction(block, count) {
  let generator = [1];
  for (let i = 0, root = 1; i < count; i += 1, root = times(root, 2)) {
    generator = [...generator, 0].map((value, at) => value ^ (at ? times(generator[at - 1], root) : 0));
  }
  const rest = [...block, ...new Array(count).fill(0)];
  for (let i = 0; i < block.length; i += 1) {
    const lead = rest[i];
    generator.forEach((value, at) => (rest[i + at] ^= times(value, lead)));
  }
  return rest.slice(block.length);
}

/** All codewords of the text, blocks interleaved. @param {Uint8Array} bytes @param {number} version */
function codewords(bytes, version) {
  const [total, fix, blocks] = SIZES[version - 1];
  const room = total - fix * blocks;
  let stream = "0100" + bytes.length.toString(2).padStart(version > 9 ? 16 : 8, "0"); // 0100: bytes
  for (const byte of bytes) stream += byte.toString(2).padStart(8, "0");
  stream = (stream + "0000").slice(0, room * 8);
  stream = stream.padEnd(Math.ceil(stream.length / 8) * 8, "0");
  const data = (stream.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2));
  for (let i = 0; data.length < room; i += 1) data.push(i % 2 ? 0x11 : 0xec);
  const short = Math.floor(room / blocks);
  const parts = Array.from({ length: blocks }, (_, i) => {
    const long = Math.max(0, i - (blocks - (room % blocks)));
    const start = i * short + long;
    return data.slice(start, start + short + (i >= blocks - (room % blocks) ? 1 : 0));
  });
  const fixes = parts.map((part) => correction(part, fix));
  const woven = (/** @type {number[][]} */ rows, /** @type {number} */ length) => Array.from({ length }, (_, at) => rows.flatMap((row) => (at < row.length ? [row[at]] : []))).flat();
  return [...woven(parts, short + 1), ...woven(fixes, fix)];
}

/** Where light and dark are swapped. @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** A number with its check bits (BCH). @param {number} value @param {number} generator @param {number} bits */
function checked(value, generator, bits) {
  let rest = value << bits;
  for (let at = 31 - Math.clz32(rest); at >= bits; at = 31 - Math.clz32(rest)) rest ^= generator << (at - bits);
  return (value << bits) | rest;
}

/** The fixed figures: `null` where data goes. @param {number} version */
function frame(version) {
  const size = 17 + 4 * version;
  /** @type {(boolean | null)[][]} */
  const grid = Array.from({ length: size }, () => new Array(size).fill(null));
  /** @param {number} x @param {number} y @param {boolean} dark */
  const set = (x, y, dark) => x >= 0 && y >= 0 && x < size && y < size && (grid[y][x] = dark);
  for (let i = 8; i < size - 8; i += 1) [set(i, 6, i % 2 === 0), set(6, i, i % 2 === 0)];
  for (const [left, top] of [[0, 0], [size - 7, 0], [0, size - 7]]) {
    for (let y = -1; y < 8; y += 1) for (let x = -1; x < 8; x += 1) {
      const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
      set(left + x, top + y, ring !== 2 && ring !== 4);
    }
  }
  const centres = version > 1 ? [6, ...CENTRES[version - 1]] : [];
  for (const cy of centres) for (const cx of centres) {
    if ((cx === 6 && cy === 6) || (cx === 6 && cy === size - 7) || (cx === size - 7 && cy === 6)) continue;
    for (let y = -2; y < 3; y += 1) for (let x = -2; x < 3; x += 1) set(cx + x, cy + y, Math.max(Math.abs(x), Math.abs(y)) !== 1);
  }
  if (version > 6) {
    const word = checked(version, 0x1f25, 12);
    for (let i = 0; i < 18; i += 1) {
      const [far, near] = [size - 11 + (i % 3), Math.floor(i / 3)];
      [set(far, near, Boolean((word >> i) & 1)), set(near, far, Boolean((word >> i) & 1))];
    }
  }
  format(grid, 0);
  return grid;
}

/** Writes level and mask, twice. @param {(boolean | null)[][]} grid @param {number} mask */
function format(grid, mask) {
  const size = grid.length;
  const word = checked(mask, 0x537, 10) ^ 0x5412; // level M is 00
  for (let i = 0; i < 15; i += 1) {
    const dark = Boolean((word >> i) & 1);
    const near = i < 6 ? i : i < 8 ? i + 1 : i === 8 ? 7 : 14 - i;
    if (i < 8) [(grid[near][8] = dark), (grid[8][size - 1 - i] = dark)];
    else [(grid[8][near] = dark), (grid[size - 15 + i][8] = dark)];
  }
  grid[size - 8][8] = true;
}

/** How hard a pattern is to read: long runs, blocks, figures like the corners, too much of one colour. @param {boolean[][]} grid */
function penalty(grid) {
  const size = grid.length;
  const turned = grid.map((_, x) => grid.map((row) => row[x]));
  const lines = [...grid, ...turned].map((line) => line.map(Number).join(""));
  let sum = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    for (let at = 0; at < size - 10; at += 1) if (/^(10111010000|00001011101)/.test(line.slice(at, at + 11))) sum += 40;
  }
  for (let y = 1; y < size; y += 1) for (let x = 1; x < size; x += 1) {
    if (grid[y][x] === grid[y - 1][x] && grid[y][x] === grid[y][x - 1] && grid[y][x] === grid[y - 1][x - 1]) sum += 3;
  }
  const dark = grid.flat().filter(Boolean).length / size ** 2;
  return sum + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}

/** The squares of the code, row by row; true is dark. @param {string} text @returns {boolean[][]} */
export function qr(text) {
  const bytes = new TextEncoder().encode(text);
  const version = 1 + SIZES.findIndex(([total, fix, blocks], at) => bytes.length + (at > 8 ? 3 : 2) <= total - fix * blocks);
  if (!version) throw new RangeError("too long for a QR code of ours");
  const bits = codewords(bytes, version).flatMap((word) => [7, 6, 5, 4, 3, 2, 1, 0].map((place) => Boolean((word >> place) & 1)));
  const fixed = frame(version);
  const grids = MASKS.map((mask, number) => filled(fixed, bits, mask, number));
  return grids.reduce((best, grid) => (penalty(grid) < penalty(best) ? grid : best));
}

/** The data in its zigzag from the lower right. @param {(boolean | null)[][]} fixed @param {boolean[]} bits @param {(x: number, y: number) => boolean} mask @param {number} number */
function filled(fixed, bits, mask, number) {
  const size = fixed.length;
  const grid = fixed.map((row) => [...row]);
  let next = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5; // the column of the timing pattern
    for (let i = 0; i < size; i += 1) for (const x of [right, right - 1]) {
      const y = up ? size - 1 - i : i;
      if (fixed[y][x] === null) grid[y][x] = (bits[next++] ?? false) !== mask(x, y);
    }
  }
  format(grid, number);
  return /** @type {boolean[][]} */ (grid);
}
