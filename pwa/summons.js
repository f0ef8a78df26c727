/** What is done with the code of a school's letter: asking what it says, and using it in a declaration, with or without a network. */
import { call } from "./api.js";
import { edit } from "./desk.js";
import { create } from "./new_declaration.js";
import { copied } from "./domain/copying.js";
import { missing } from "./domain/declarations.js";
import { CODE, details, fill, hindrances, made_with } from "./domain/summonses.js";
import { edition_of, store, values_of } from "./state.js";

/** @import { Declaration, Summons } from "./types.d.ts" */

const PATIENCE = 3000; // milliseconds

/** @param {string} code */
export const look_up = (code) => call("POST", "/api/summonses", { body: { code } });

/** On a phone where somebody just signed in, what was made elsewhere comes with the first exchange: waited for, but not long. */
export const first_exchange = () =>
  new Promise((done) => {
    const heard = () => store.get().ending && end();
    const [forget, timer] = [store.subscribe(heard), setTimeout(end, PATIENCE)];
    function end() {
      clearTimeout(timer);
      forget();
      done(null);
    }
    heard();
  });

/**
 * Uses a code in a declaration of one's own, or in a new one. One that was made with it already is not made again.
 * @param {string} code @param {Summons | null} summons what it says, when that is known @param {Declaration} [into]
 * @returns {Promise<string>} the path of what is to be done next
 */
export async function use(code, summons, into) {
  await first_exchange();
  const used = into ?? made_with(store.get().declarations, code);
  if (!used) return next_of(await create({ code, summons }));
  if (!into) return `/app/declarations/${used.id}`;
  await edit(into.id, { [CODE]: code, ...(summons ? fill(values_of(into), details(summons), said_before(into)) : {}) });
  return next_of(into.id);
}

/** What stands there and was typed by nobody: what another code said, or what came along from the declaration before. @param {Declaration} into */
function said_before(into) {
  const { declarations } = store.get();
  const before = declarations.slice(declarations.findIndex(({ id }) => id === into.id) + 1).find(({ status }) => status !== "withdrawn");
  return into.summons ? details(into.summons) : before ? copied(values_of(before), "next") : {};
}

/** @param {string} id */
function next_of(id) {
  const { declarations, profile } = store.get();
  const declaration = declarations.find((known) => known.id === id);
  const edition = declaration && edition_of(declaration.edition);
  const path = `/app/declarations/${id}`;
  if (!declaration || !edition || declaration.status !== "draft") return path;
  const left = hindrances(missing(values_of(declaration), profile ?? {}, edition, declaration.specialisation), declaration);
  return `${path}/${left.length ? "details" : "review"}`;
}

/** Unties it; what was filled in stays. @param {Declaration} declaration */
export const remove = (declaration) => edit(declaration.id, { [CODE]: null });
