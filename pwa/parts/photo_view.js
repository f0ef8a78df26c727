/** `<photo-view>`: one photo from this device, large or small. Its object URL lives as long as the element is on the screen. */
import { bytes_of } from "../storage/photos.js";

class PhotoView extends HTMLElement {
  static observedAttributes = ["photo"];
  #url = "";

  connectedCallback() {
    this.#show();
  }

  disconnectedCallback() {
    this.#let_go();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  #let_go() {
    URL.revokeObjectURL(this.#url);
    this.#url = "";
    this.replaceChildren();
  }

  async #show() {
    this.#let_go();
    const id = this.getAttribute("photo") ?? "";
    const bytes = await bytes_of(this.getAttribute("database") ?? "", this.hasAttribute("large") ? "photos" : "thumbs", id);
    if (!bytes || !this.isConnected || id !== this.getAttribute("photo")) return;
    this.#let_go();
    this.#url = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    const image = new Image();
    image.src = this.#url;
    image.alt = this.getAttribute("label") ?? "";
    this.append(image);
  }
}
customElements.define("photo-view", PhotoView);
