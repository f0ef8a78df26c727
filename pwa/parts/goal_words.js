/** Under a goal: the same in plain words, read aloud, and an example from the workshop, as far as somebody wrote them. */
import { html, nothing } from "lit-html";
import { read_aloud } from "./read_aloud.js";
import { t } from "../words.js";

/** @param {import("../types.d.ts").Goal} goal */
export const goal_words = ({ text, plain, example }) => html`<div class="stack goal-words">
  <p class="muted small">${plain} ${read_aloud(plain ? `${text}. ${plain}` : text)}</p>
  ${example ? html`<details class="small"><summary>${t("goals.example")}</summary><p class="muted">${example}</p></details>` : nothing}
</div>`;
