/** Photos without a screen: how large a picture is, and a backup that brings back every photo, once, and only ours. */
import { makeZip } from "client-zip";
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { size_of } from "../../pwa/photos/image_size.js";
import { file_name, make_file, parts_of, restore, tie_of } from "../../pwa/photos/backup.js";
import { store } from "../../pwa/state.js";
import { add_photo, bytes_of, change_tie, counted, forget_lost, photo_database, purge, ties, trash_all } from "../../pwa/storage/photos.js";
import { using } from "../../pwa/storage/database.js";

Object.assign(globalThis, { ZIPPER: "client-zip" }); // the built script of its own is tested in the browser

const marker = (/** @type {number} */ code, /** @type {number[]} */ body) => [0xff, code, 0, body.length + 2, ...body];
const frame = (/** @type {number} */ height, /** @type {number} */ width) => [8, height >> 8, height & 255, width >> 8, width & 255, 3];
for (const [name, bytes, expected] of /** @type {[string, number[], any][]} */ ([
  ["a plain JPEG", [0xff, 0xd8, ...marker(0xc0, frame(480, 640)), 0, 0], { width: 640, height: 480 }],
  ["one behind EXIF and tables", [0xff, 0xd8, ...marker(0xe1, Array(200).fill(1)), ...marker(0xc4, [1, 2]), ...marker(0xc2, frame(6048, 8064)), 0, 0], { width: 8064, height: 6048 }],
  ["one that was cut", [0xff, 0xd8, ...marker(0xe1, [1, 2, 3])], null],
  ["a length of nothing", [0xff, 0xd8, 0xff, 0xe1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], null],
  ["a PNG", [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 2, 0, 0, 0, 1, 0, 8], { width: 512, height: 256 }],
  ["text", [...Buffer.from("jeg er ikke et billede")], null],
  ["nothing", [], null],
])) {
  test(`the size of ${name}`, () => assert.deepEqual(size_of(new Uint8Array(bytes)), expected));
}

let made = 0;
/** A phone with so many photos. @param {number} count */
async function phone(count) {
  const person_id = `p${(made += 1)}`;
  store.set({ person: { person_id, shared: false } });
  const name = photo_database(person_id);
  for (let number = 0; number < count; number += 1) await add_photo(name, photo(number), jpeg(number, 3000), jpeg(number, 50));
  return name;
}

/** @param {number} number @param {number} length @returns {ArrayBuffer} */
const jpeg = (number, length) => new Uint8Array([0xff, 0xd8, ...Array.from({ length }, (_, at) => (at * 31 + number * 7) % 256)]).buffer;

/** @param {number} number @returns {any} */
const photo = (number) => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`, declaration: null, entry: null, goals: [`maal_${number}`], functions: [], machines: ["rundsav"],
  caption: `Vindue nr. ${number}, æøå`, taken_on: "2026-11-23", made_at: "2026-11-23T10:00:00Z", width: 4, height: 3, size: 3002, deleted_at: null, backed_up_at: "",
});
const nothing = () => {};

for (const passphrase of ["", "høvlbænk og savsmuld"]) {
  test(`a backup ${passphrase ? "that is locked" : "that is open"} brings back every photo with its ties, once`, async () => {
    const old = await phone(7);
    const file = await make_file(await ties(old), "kopi", passphrase, nothing);
    assert.equal(file.name, passphrase ? "kopi.logbog" : "kopi.zip");
    assert.equal((await file.text()).includes("Vindue nr. 3"), !passphrase);
    const fresh = await phone(0);
    assert.deepEqual(await restore(file, passphrase, nothing), { problem: "another" }); // and it is asked about first
    assert.equal((await ties(fresh)).length, 0);
    assert.deepEqual(await restore(file, passphrase, nothing, true), { added: 7, of: 7, damaged: 0 });
    assert.deepEqual(await restore(file, passphrase, nothing, true), { added: 0, of: 7, damaged: 0 });
    const [before, after] = [await ties(old), await ties(fresh)];
    const told = (/** @type {any[]} */ all) => all.map((tie) => ({ ...tie, backed_up_at: "" }));
    assert.deepEqual(told(after), told(before));
    for (const { id } of before) for (const size of /** @type {const} */ (["photos", "thumbs"])) assert.deepEqual(await bytes_of(fresh, size, id), await bytes_of(old, size, id));
  });
}

test("a locked backup opens with nothing else, nor when it was cut or its pieces were exchanged", async () => {
  const old = await phone(1200); // more than one piece of 1 MiB
  const file = await make_file(await ties(old), "kopi", "rigtig", nothing);
  const bytes = await file.arrayBuffer();
  assert.ok(bytes.byteLength > 3 * 1048592);
  const piece = (/** @type {number} */ number) => bytes.slice(24 + number * 1048592, 24 + (number + 1) * 1048592);
  await phone(0);
  assert.deepEqual(await restore(file, "", nothing), { problem: "locked" });
  assert.deepEqual(await restore(file, "forkert", nothing), { problem: "wrong_key" });
  assert.deepEqual(await restore(new File([bytes.slice(0, 24 + 1048592)], "x"), "rigtig", nothing), { problem: "wrong_key" });
  assert.deepEqual(await restore(new File([bytes.slice(0, 24), piece(1), piece(0), bytes.slice(24 + 2 * 1048592)], "x"), "rigtig", nothing), { problem: "wrong_key" });
});

/** @param {string} name @param {string} input */
const makeZipOf = (name, input) => new Response(makeZip([{ name, input }])).arrayBuffer();

for (const [name, content] of /** @type {[string, any][]} */ ([
  ["a text", "hej"],
  ["nothing", ""],
  ["a zip of something else", makeZipOf("brev.txt", "hej")],
  ["a zip whose index is no index", makeZipOf("indhold.json", "[1]")],
  ["an end without a beginning", new Uint8Array([0x50, 0x4b, 5, 6, ...Array(18).fill(255)])],
])) {
  test(`${name} is no backup`, async () => {
    await phone(0);
    assert.deepEqual(await restore(new File([await content], "x.zip"), "", nothing), { problem: "not_ours" });
  });
}

test("a photo that was damaged in the copy is told and left out, and comes from a better copy later", async () => {
  const old = await phone(3);
  const file = await make_file(await ties(old), "kopi", "", nothing);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const inside = bytes.findIndex((_, at) => bytes[at] === 0xff && bytes[at + 1] === 0xd8) + 100;
  bytes[inside] ^= 1;
  const fresh = await phone(0);
  assert.deepEqual(await restore(new File([bytes], "kopi.zip"), "", nothing, true), { added: 2, of: 3, damaged: 1 });
  assert.deepEqual(await restore(file, "", nothing, true), { added: 1, of: 3, damaged: 0 });
  assert.equal((await counted(fresh)).there, 3);
  for (const length of [bytes.length - 1, bytes.length >> 1, 30]) {
    assert.deepEqual(await restore(new File([bytes.slice(0, length)], "kopi.zip"), "", nothing, true), { problem: "not_ours" });
  }
});

test("a zip that names one photo twice, and paths that lead out, adds it once and goes nowhere", async () => {
  const name = await phone(0);
  const entry = { ...photo(1), file: "../../billeder/1.jpg" };
  const index = JSON.stringify({ logbog: 1, photos: [entry, entry, { ...photo(2), file: "/etc/passwd" }] });
  const zip = await new Response(makeZip([
    { name: "indhold.json", input: index }, { name: entry.file, input: jpeg(1, 100) }, { name: `smaa/${entry.id}.jpg`, input: jpeg(1, 20) },
  ])).arrayBuffer();
  assert.deepEqual(await restore(new File([zip], "x.zip"), "", nothing), { added: 1, of: 3, damaged: 1 });
  assert.deepEqual((await ties(name)).map(({ id }) => id), [entry.id]);
});

test("a photo whose bytes were lost, or that was deleted, comes back; what is here is not overwritten", async () => {
  const name = await phone(3);
  const file = await make_file(await ties(name), "kopi", "", nothing);
  const [one, two, three] = (await ties(name)).map(({ id }) => id);
  await using(name, (db) => db.delete("photos", one));
  await change_tie(name, two, { deleted_at: "2026-11-23T00:00:00Z" });
  await change_tie(name, three, { caption: "Ny tekst" });
  assert.deepEqual(await counted(name), { known: 3, there: 2 });
  assert.deepEqual(await restore(file, "", nothing), { added: 2, of: 3, damaged: 0 });
  assert.deepEqual(await counted(name), { known: 3, there: 3 });
  const after = Object.fromEntries((await ties(name)).map((tie) => [tie.id, tie]));
  assert.equal(after[two].deleted_at, null);
  assert.equal(after[three].caption, "Ny tekst");
});

test("only a person's word lets go of photos: 30 days after deleting, or when a loss was read", async () => {
  const name = await phone(3);
  const [one, two] = (await ties(name)).map(({ id }) => id);
  await change_tie(name, one, { deleted_at: "2026-11-01T00:00:00Z" });
  await purge(name, "2026-10-31T00:00:00Z");
  assert.equal((await counted(name)).known, 3);
  await purge(name, "2026-11-02T00:00:00Z");
  assert.equal((await counted(name)).known, 2);
  await trash_all(name, "2026-11-20T00:00:00Z");
  await purge(name, "2026-11-19T00:00:00Z");
  assert.deepEqual([(await counted(name)).there, (await ties(name)).every(({ deleted_at }) => deleted_at)], [2, true]);
  await using(name, (db) => db.delete("photos", two));
  await forget_lost(name);
  assert.deepEqual(await counted(name), { known: 1, there: 1 });
});

test("a file is never larger than can be shared, and no photo is left out", () => {
  const sizes = [60, 60, 30, 10, 150, 5].map((size, number) => ({ ...photo(number), size }));
  assert.deepEqual(parts_of(sizes, 100).map((part) => part.map(({ size }) => size)), [[60], [60, 30, 10], [150], [5]]);
  assert.deepEqual(parts_of([], 100), []);
});

test("names in the backup are plain", () => {
  assert.equal(file_name({ ...photo(0), goals: ["vinduer"] }, 0), "2026-11-23_vinduer_01.jpg");
  assert.equal(file_name({ ...photo(0), goals: ["../æ/x"] }, 11), "2026-11-23_x_12.jpg");
});

for (const [name, entry] of /** @type {[string, any][]} */ ([
  ["no object", null], ["no id", { taken_on: "2026-11-23" }], ["a path for an id", { ...photo(1), id: "../../x" }], ["a list for an id", { ...photo(1), id: [photo(1).id] }], ["no date", { ...photo(1), taken_on: "i går" }], ["a day that is none", { ...photo(1), taken_on: "2026-99-99" }],
])) {
  test(`an index entry with ${name} is passed over`, () => assert.equal(tie_of(entry), null));
}

test("an index entry that somebody else wrote is made plain", () => {
  const tie = tie_of({ ...photo(1), goals: "x", machines: [1, "rundsav"], caption: { a: 1 }, declaration: "x", deleted_at: "2026-01-01", more: 1 });
  assert.deepEqual([tie?.goals, tie?.machines, tie?.caption, tie?.declaration, tie?.deleted_at], [[], ["rundsav"], "", null, null]);
  assert.ok(!("more" in /** @type {any} */ (tie)));
});
