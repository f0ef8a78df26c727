/** Twin of server/domain/addresses.py: the form of an e-mail address, and near misses of common domains. */

const LOCAL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const LABEL = /^[a-z0-9æøåäöüé]([a-z0-9æøåäöüé-]{0,61}[a-z0-9æøåäöüé])?$/;
const COMMON =
  "gmail.com hotmail.com hotmail.dk outlook.com outlook.dk live.dk live.com icloud.com yahoo.dk yahoo.com mail.dk msn.com me.com jubii.dk stofanet.dk privat.dk ofir.dk".split(
    " ",
  );

/** The spelling two addresses are compared by. @param {string} text */
export const normal = (text) => text.trim().toLowerCase();

/** Where mail to the address arrives, whatever stands behind a plus sign. @param {string} text */
export const mailbox = (text) => normal(text).replace(/\+[^@]*@/, "@");

/** The code of what is wrong with the address, or null. @param {string} text */
export function problem(text) {
  const address = normal(text);
  if (!address) return "address_missing";
  const [local, domain, more] = address.split("@");
  if (address.length > 254 || domain === undefined || more !== undefined) return "address_form";
  const labels = domain.split(".");
  const dots_wrong = local.startsWith(".") || local.endsWith(".") || local.includes("..");
  if (dots_wrong || !LOCAL.test(local) || labels.length < 2 || !labels.every((label) => LABEL.test(label))) return "address_form";
  const last = labels[labels.length - 1];
  return last.length < 2 || /^[0-9]+$/.test(last) ? "address_form" : null;
}

/** The address that was probably meant, or null. @param {string} text */
export function suggestion(text) {
  if (problem(text)) return null;
  const [local, domain] = normal(text).split("@");
  if (COMMON.includes(domain)) return null;
  const near = COMMON.find((known) => one_slip_apart(domain, known));
  return near ? `${local}@${near}` : null;
}

/** One letter too many, too few or other, or two neighbours swapped. @param {string} typed @param {string} known */
function one_slip_apart(typed, known) {
  if (Math.abs(typed.length - known.length) > 1) return false;
  let start = 0;
  while (start < Math.min(typed.length, known.length) && typed[start] === known[start]) start += 1;
  const [a, b] = [typed.slice(start), known.slice(start)];
  const swapped = b.length > 1 && a.slice(0, 2) === b[1] + b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}

/** What tells its owner which address it is: `m•••r@snedkeriet.example`. @param {string} text */
export function masked(text) {
  const [local, domain] = normal(text).split("@");
  return `${local[0]}•••${local.length > 3 ? local.at(-1) : ""}@${domain}`;
}
