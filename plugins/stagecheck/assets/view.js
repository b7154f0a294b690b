// @ts-check
/**
 * What a quiz shows besides its questions: the count, what is kept, and the result in its states.
 * The words here are about the page and the machine; those of a result come from Python.
 */

/** @typedef {import("./client.js").Failure} Failure */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {"empty" | "waiting" | "result" | "error"} State */

/** Milliseconds before a wait is explained. */
const MOMENT = 1000;

const KEPT = {
  saved: "Saved on this device as you answer.",
  unsaved: "Not saved: your answers go when you close or reload this page.",
  removed:
    "Not saved any more: the saved answers were removed in another tab. They stay here until you " +
    "close or reload this page; your next answer saves them again.",
  failed: "This browser lets the page save nothing.",
};

export class View {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #clock;
  #html = "";

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /**
   * @param {string} name
   * @returns {HTMLElement} a part that every quiz has
   */
  part(name) {
    const found = this.root.querySelector(`[data-part="${name}"]`);
    if (found instanceof HTMLElement) return found;
    throw new Error(`The quiz ${this.root.id} has no part "${name}": reload the page.`);
  }

  /** Show what only a script can make work. */
  enable() {
    for (const name of ["bar", "keep", "after"]) this.part(name).hidden = false;
    for (const button of this.root.querySelectorAll("[data-action=clear-item]")) {
      button.removeAttribute("hidden");
    }
  }

  /**
   * @param {number} answered
   * @param {number} total
   */
  count(answered, total) {
    say(this.part("count"), `${answered} of ${total}`);
    const progress = this.part("progress");
    if (progress instanceof HTMLProgressElement) progress.value = answered;
  }

  /**
   * @param {Store} store
   * @param {number} homeless number of answers that are kept for questions not on this page
   */
  kept(store, homeless) {
    say(this.part("kept"), KEPT[store.keeping]);
    const box = this.root.querySelector("[data-action=dont-save]");
    if (box instanceof HTMLInputElement) box.checked = store.keeping === "unsaved";
    say(this.part("cleared"), store.cleared ? "All answers are cleared." : "");
    this.part("undo").hidden = !store.cleared;
    this.part("clear-all").hidden = Object.keys(store.answers).length === 0;
    this.part("homeless").hidden = homeless === 0;
    say(this.part("homeless"), homeless ? withoutPlace(homeless) : "");
  }

  /** No answers, no result. */
  empty() {
    this.#become("empty");
    this.#report("", "");
  }

  /** An answer is on its way to Python; after a moment, say why it takes longer. */
  wait() {
    if (this.root.dataset.state === "waiting") return;
    if (this.root.dataset.state !== "result") this.#report("", "");
    this.#become("waiting");
    this.#clock = setTimeout(() => {
      this.part("starting").hidden = false;
      if (!this.#html) say(this.part("headline"), "Your result is being worked out.");
    }, MOMENT);
  }

  /**
   * @param {number} loaded bytes
   * @param {number} total bytes
   */
  progress(loaded, total) {
    say(this.part("bytes"), `Loading: ${inMillions(loaded)} of ${inMillions(total)} MB`);
    const meter = this.part("loading");
    if (meter instanceof HTMLProgressElement) meter.value = Math.min(loaded / total, 1);
  }

  /** @param {{headline: string, html: string}} response of the engine */
  result({ headline, html }) {
    this.#become("result");
    this.#report(headline, html);
  }

  /** @param {Failure} failure */
  error({ code, message, hint }) {
    this.#become("error");
    this.#report("", "");
    say(this.part("error-text"), `${sentence(message)} ${sentence(hint)} (${code})`);
    this.part("error").hidden = false;
  }

  /** @param {State} state */
  #become(state) {
    clearTimeout(this.#clock);
    this.root.dataset.state = state;
    this.part("result").hidden = state === "empty";
    this.part("result").ariaBusy = String(state === "waiting");
    this.part("starting").hidden = true;
    this.part("error").hidden = true;
    say(this.part("error-text"), "");
  }

  /**
   * @param {string} headline
   * @param {string} html
   */
  #report(headline, html) {
    say(this.part("headline"), headline);
    if (html === this.#html) return;
    this.#html = html;
    this.part("report").innerHTML = html;
  }
}

/**
 * The same text again would be read out again.
 *
 * @param {HTMLElement} element
 * @param {string} text
 */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {string} text with or without its capital letter and full stop */
function sentence(text) {
  const end = /[.!?]$/.test(text) ? "" : ".";
  return text.charAt(0).toUpperCase() + text.slice(1) + end;
}

/** @param {number} bytes */
const inMillions = (bytes) => (bytes / 1e6).toFixed(1);

/** @param {number} count */
function withoutPlace(count) {
  const which = count === 1 ? "1 saved answer has" : `${count} saved answers have`;
  return `${which} no place any more: the question or the option is gone. All others are here.`;
}
