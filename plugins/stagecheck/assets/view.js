// @ts-check
/**
 * What a quiz shows besides its questions: the count, what is kept, and the result in its states.
 * The words here are about the page and the machine; those of a result come from Python.
 */

/** @typedef {import("./client.js").Failure} Failure */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {"empty" | "stale" | "waiting" | "result" | "error"} State */

/** Whatever keeps Python away, for now or for good: the reader may go on by hand. */
const BY_HAND = /^SC50[1-9]$/;
/** Milliseconds before a wait is explained. */
const MOMENT = 1000;

const SAFE = "Your answers are kept.";
const UNSAFE = "Your answers are not saved: print this page, or note them, before you reload.";

const KEPT = {
  saved: "Saved on this device as you answer.",
  unsaved: "Not saved: your answers go when you close or reload this page.",
  removed:
    "Not saved any more: the saved answers were removed in another tab. They stay here until you " +
    "close or reload this page; your next answer saves them again.",
  full:
    "Not saved: this browser has no room left for this site. Your answers stay here until you " +
    "close or reload this page: print it, or note them. Once there is room, your next answer " +
    "saves them again.",
  off:
    "Not saved: this browser lets the page save nothing. Your answers stay here until you close " +
    "or reload this page: print it, or note them. Once it may, your next answer saves them again.",
  newer:
    "Not saved: a newer version of this page saved answers before, which this one cannot read. " +
    "They stay as they are. Reload this page to get that version; print it first, or note your " +
    "answers.",
};

const DAMAGED = {
  "": "",
  part:
    "A part of what was saved on this device could not be read, and was set aside. Look through " +
    "your answers; they are saved as before.",
  all:
    "What was saved on this device could not be read, and was set aside. Please answer again; " +
    "your answers are saved as before.",
};

const OUTDATED =
  "Some of your saved answers are to a newer version of this quiz. Reload the page to get it. " +
  "Nothing is lost.";

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
    const { keeping } = store;
    this.root.dataset.keeping = keeping;
    say(this.part("kept"), KEPT[keeping]);
    const stays = store.has("kept") || store.has("next");
    this.root.querySelector("[data-part=stays]")?.toggleAttribute("hidden", !stays);
    this.part("unsaved").hidden = keeping === "saved" || keeping === "unsaved";
    const box = this.root.querySelector("[data-action=dont-save]");
    if (box instanceof HTMLInputElement) box.checked = keeping === "unsaved";
    const some = Object.keys(store.answers).length > 0;
    const which = some ? "The answers that were not right" : "All answers";
    say(this.part("cleared"), store.cleared ? `${which} are cleared.` : "");
    this.part("undo").hidden = !store.cleared;
    this.part("clear-all").hidden = !some;
    this.part("changes").hidden = !store.standing;
    const away = homeless ? withoutPlace(homeless) : "";
    this.#notice([DAMAGED[store.damaged], store.outdated ? OUTDATED : away]);
  }

  /** @param {string[]} sentences */
  #notice(sentences) {
    const text = sentences.filter(Boolean).join(" ");
    this.part("notice").hidden = !text;
    say(this.part("notice"), text);
  }

  /** @param {{headline: string, html: string}} response of the engine: what answers came to */
  changes({ headline, html }) {
    say(this.part("changed"), headline);
    this.part("changes-list").innerHTML = html;
  }

  /**
   * @param {HTMLFieldSetElement[]} fields
   * @param {{marks?: Record<string, {state: string, text: string}>, reveal?: string[]}} [response]
   *   of the engine; without one, the marks go
   */
  mark(fields, { marks = {}, reveal = [] } = {}) {
    for (const field of fields) {
      const mark = field.querySelector("[data-part=mark]");
      if (!(mark instanceof HTMLElement)) continue;
      const { state = "", text = "" } = marks[field.dataset.item ?? ""] ?? {};
      mark.dataset.state = state;
      // Of a question without an answer the page says so already.
      mark.hidden = !text || !field.hasAttribute("data-answered");
      say(mark, text);
      for (const part of field.querySelectorAll("[data-feedback]")) {
        part.toggleAttribute("hidden", !reveal.includes(part.getAttribute("data-feedback") ?? ""));
        part.removeAttribute("open");
      }
    }
  }

  /**
   * No result: there are no answers, or others than those that were checked.
   *
   * @param {"empty" | "stale"} state
   */
  empty(state) {
    this.#become(state);
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

  /** @param {{headline: string, html: string, again?: string[]}} response of the engine */
  result({ headline, html, again = [] }) {
    this.#become("result");
    this.root.removeAttribute("data-paper");
    this.#report(headline, html);
    this.root.querySelector("[data-action=again]")?.toggleAttribute("hidden", !again.length);
  }

  /** @param {Failure} failure */
  error({ code, message, hint }) {
    this.#become("error");
    this.#report("", "");
    const kept = this.root.dataset.keeping === "saved" ? SAFE : UNSAFE;
    say(this.part("error-text"), `${sentence(message)} ${sentence(hint)} ${kept} (${code})`);
    this.part("error").hidden = false;
    this.root.toggleAttribute("data-paper", BY_HAND.test(code));
  }

  /** @param {State} state */
  #become(state) {
    clearTimeout(this.#clock);
    this.root.dataset.state = state;
    this.part("result").hidden = /^(empty|stale)$/.test(state);
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
export function sentence(text) {
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
