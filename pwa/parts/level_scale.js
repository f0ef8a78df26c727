/** How far somebody is with a goal: four steps on a folding rule, one tap. The apprentice's own step carries a mark. */
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { t } from "../words.js";
import { problem } from "./field.js";

/** @import { Level } from "../types.d.ts" */

/**
 * @param {{ id: string, legend: unknown, under?: unknown, scale: Level[], chosen: string | null | undefined, own?: string | null, problem?: string | null, on_choose: (key: string) => void }} question
 */
export const level_scale = ({ id, legend, under, scale, chosen, own, problem: wrong, on_choose }) => html`<fieldset
  id=${id}
  class="card goal ${wrong ? "wrong" : ""} ${chosen ? "answered" : ""}"
  tabindex="-1"
>
  <legend>${legend}</legend>
  ${under ?? nothing} ${problem(id, wrong)}
  <div class="levels">
    ${scale.map(
      (level) => html`<label class=${chosen === level.key ? "on" : ""}>
        <input type="radio" name=${id} value=${level.key} .checked=${live(chosen === level.key)} @change=${() => on_choose(level.key)} />
        <span>${level.name}</span>${own === level.key ? html`<span class="own">${t("assess.own_mark")}</span>` : nothing}
      </label>`,
    )}
  </div>
</fieldset>`;

/** What the steps mean, told once, in the words of the paper form. @param {{ scale: Level[] }} edition */
export const scale_words = ({ scale }) => html`<details>
  <summary>${t("goals.levels")}</summary>
  ${scale.map(({ name, sentence }) => html`<p><b>${name}</b> ${sentence}</p>`)}
</details>`;
