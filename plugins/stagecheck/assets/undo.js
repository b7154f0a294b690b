// @ts-check
/** Says what was done, beside a button that takes it back as long as nothing else was done. */
import { button, say, speaker } from "./elements.js";

export class Undo {
  said = speaker();
  /** @type {HTMLButtonElement | undefined} */
  #button;
  #after = "";

  /** @param {() => string} state of what is altered, to see whether it was altered elsewhere */
  constructor(state) {
    this.state = state;
  }

  /**
   * @param {string} text
   * @param {() => void} [back] takes back what the text says
   */
  tell(text, back) {
    this.#button = back && button("Undo", back);
    say(this.said, text, ...(this.#button ? [" ", this.#button] : []));
    this.#after = this.state();
  }

  focus() {
    this.#button?.focus();
  }

  /** Offer it no longer once something else was done: it would take back another thing than it says. */
  follow() {
    if (this.#button && this.state() !== this.#after) this.#button.remove();
  }
}
