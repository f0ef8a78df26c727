/** `data-zip`: a link to a ZIP that tells how far it is, and can be stopped. Without this it is a download like any other. */
import { download } from "./download.js";
import { zip_from } from "./zip_download.js";

for (const part of document.querySelectorAll("[data-zip]")) if (part instanceof HTMLElement) begin(part);

/** @param {HTMLElement} part */
function begin(part) {
  const { begun = "", count = "", done = "", stopped = "", broken = "" } = part.dataset;
  const [link, bar] = [/** @type {HTMLAnchorElement} */ (of(part, "a")), /** @type {HTMLProgressElement} */ (of(part, "progress"))];
  const [how_far, counted, stop, status] = [".zip-how-far", "[data-zip-count]", "[data-zip-stop]", "[role=status]"].map((name) => of(part, name));

  /** @param {number} there @param {number} all */
  function told(there, all) {
    [bar.max, bar.value] = [all || 1, there];
    counted.textContent = count.replace("{n}", String(there)).replace("{of}", String(all));
  }

  /** @param {MouseEvent} event */
  async function save(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // wanted elsewhere
    event.preventDefault();
    if (!how_far.hidden) return;
    const way = new AbortController();
    const halt = () => way.abort();
    stop.addEventListener("click", halt, { once: true });
    [how_far.hidden, counted.textContent, status.textContent] = [false, "", begun];
    bar.removeAttribute("value");
    const found = await zip_from(link.href, { told, signal: way.signal });
    stop.removeEventListener("click", halt);
    if (document.activeElement === stop) link.focus();
    how_far.hidden = true;
    if ("refused" in found) return location.assign(link.href); // the server's own page says why
    if ("file" in found) download(found.file);
    status.textContent = "file" in found ? done : found.problem === "stopped" ? stopped : broken;
  }
  link.addEventListener("click", save);
}

/** @param {HTMLElement} part @param {string} selector */
function of(part, selector) {
  return /** @type {HTMLElement} */ (part.querySelector(selector));
}
