/** Under a goal: the same in plain words, read aloud, and an example from the workshop. */
import { html } from "lit-html";
import { read_aloud } from "./read_aloud.js";
import { t } from "../words.js";

/** @param {import("../types.d.ts").Goal} goal */
export const goal_words = (goal) => html`<div class="stack goal-words">
  <p class="muted small">${goal.plain} ${read_aloud(`${goal.text}. ${goal.plain}`)}</p>
  <details class="small"><summary>${t("goals.example")}</summary><p class="muted">${goal.example}</p></details>
</div>`;
