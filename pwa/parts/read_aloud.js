/** Reads a goal aloud with the device's own Danish voice; where there is none, nothing is shown. */
import { html, nothing } from "lit-html";
import { t } from "../words.js";
import { icon } from "./icon.js";

const danish = () => globalThis.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith("da"));

/** @param {string} text */
export const read_aloud = (text) =>
  danish()
    ? html`<button type="button" class="link" @click=${() => speak(text)}>${icon("speak")} ${t("app.read_aloud")}</button>`
    : nothing;

/** @param {string} text */
function speak(text) {
  const utterance = new SpeechSynthesisUtterance(text);
  const voice = danish();
  if (voice) utterance.voice = voice;
  utterance.lang = "da-DK";
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
}
