/** The short code that was spoken over a phone: one field, forgiving, to the form. */
import { html } from "lit-html";
import { call } from "../api.js";
import { go } from "../navigation.js";
import { error_summary } from "../parts/error_summary.js";
import { field } from "../parts/field.js";
import { page } from "../parts/page.js";
import { store, ui } from "../state.js";
import { t } from "../words.js";

export const title = () => t("short_code.title");

/** @param {import("../state.js").State} state */
export const view = (state) => {
  const { code = "", problem, busy } = state.ui;
  return page(state, {
    tabs: false,
    content: html`
      ${error_summary(problem ? [{ id: "code", message: problem }] : [])}
      <div class="stack">
        <h1>${t("short_code.title")}</h1>
        <p>${t("short_code.lead")}</p>
      </div>
      <form id="short-code" class="code-input" novalidate @submit=${open}>
        ${field({ id: "code", label: t("short_code.label"), hint: t("short_code.hint"), value: code, limit: 40, problem, on_input: (value) => ui({ code: value, problem: null }) })}
      </form>
    `,
    action: html`<button class="button" form="short-code" ?disabled=${busy}>${t("short_code.open")}</button>`,
  });
};

/** @param {Event} event */
async function open(event) {
  event.preventDefault();
  const { code = "" } = store.get().ui;
  if (!code.trim()) return ui({ problem: t("short_code.missing") });
  ui({ busy: true, problem: null });
  const { status, body } = await call("POST", "/api/short_code", { body: { code } });
  if (status === 200) return go(`/e/${body.public_id}#${body.secret}`);
  if (body?.code === "code_of_summons") return go(`/app/summons#${encodeURIComponent(code)}`); // told there
  ui({ busy: false, problem: body?.message ?? t("short_code.no_network") });
}
