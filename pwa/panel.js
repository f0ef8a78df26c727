/** The panel works without this: it only saves taps where a browser runs scripts. No library; it fetches only ZIPs. */
import "./panel_typing.js";
import "./panel_zip.js";

document.documentElement.classList.add("scripted");

/** @param {string} selector @returns {HTMLElement[]} */
const all = (selector) => [...document.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);

/** A page that came back with problems is read from its summary on. */
document.querySelector(".error-summary")?.scrollIntoView();
all(".error-summary")[0]?.focus();

/** `data-pick-all="name"`: picks every box of that name, and follows when one is let go. */
for (const box of all("[data-pick-all]")) {
  if (!(box instanceof HTMLInputElement)) continue;
  const boxes = () => [...document.querySelectorAll(`input[type=checkbox][name="${box.dataset.pickAll}"]:not(:disabled)`)].filter((found) => found instanceof HTMLInputElement);
  const follow = () => {
    const picked = boxes().filter((one) => one.checked).length;
    box.checked = picked > 0 && picked === boxes().length;
    box.indeterminate = picked > 0 && !box.checked;
    for (const told of all("[data-picked]")) told.textContent = String(picked);
  };
  box.addEventListener("change", () => {
    for (const one of boxes()) one.checked = box.checked;
    follow();
  });
  document.addEventListener("change", follow);
  window.addEventListener("pageshow", follow); // what a browser keeps of a page that one comes back to
}

/** `data-copy="id"`: copies the text of that element, and says so in its own `data-copied` words. */
for (const button of all("[data-copy]")) {
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy ?? "")?.innerText ?? "";
    await navigator.clipboard.writeText(text);
    const said = button.querySelector("[data-said]") ?? button;
    said.textContent = button.dataset.copied ?? "";
  });
}

for (const button of all("[data-print]")) button.addEventListener("click", () => window.print());

/** A form is sent once: a second press on the way does nothing. What comes back from the browser's memory is whole again.
 * Not so one that is answered with a file (`data-file`): its page stays. */
for (const form of all("form[method=post]:not([data-file])")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}
