/** `<show-mode>`: while it is shown the screen stays awake, where the browser can promise that, and keys go to the slides. */
class ShowMode extends HTMLElement {
  /** @type {WakeLockSentinel | null} */
  #lock = null;

  connectedCallback() {
    this.closest("main")?.focus();
    this.#take();
    document.addEventListener("visibilitychange", this.#take);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#take);
    this.#lock?.release();
  }

  #take = async () => {
    if (document.visibilityState !== "visible") return;
    this.#lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null; // a low battery refuses
    if (!this.isConnected) this.#lock?.release();
  };
}
customElements.define("show-mode", ShowMode);
