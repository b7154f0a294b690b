// @ts-check
/** A board as Python tells it, and what is shown until it does. */
import { worded } from "./asking.js";
import { clientOf } from "./client.js";
import { button, make, say } from "./elements.js";
import { lead } from "./leading.js";

/** @typedef {import("./board.js").Page} Page */
/** @typedef {import("./board.js").Check} Check */
/** @typedef {{line: number, text: string, reason: string}} Refused */
/**
 * @typedef {object} Found
 * @property {string} headline
 * @property {string} html
 * @property {{holding: {verdict: string}}} board
 * @property {string[]} codes that were taken, each once, as codes are written
 * @property {number} twice how often one came again
 * @property {Refused[]} refused
 * @property {number} more refused than those
 * @property {string} markdown
 * @property {string} csv
 */

/** Milliseconds before a wait is explained. */
const MOMENT = 500;

export class Told {
  headline = make("p", { className: "stagecheck-headline" });
  report = make("div", { className: "stagecheck-report" });
  #waiting = make("p", { className: "stagecheck-waiting" });
  #meter = make("progress", { hidden: true });
  #html = "";

  /**
   * @param {Page} page
   * @param {string} anchor prefix of the ids of what is shown
   */
  constructor(page, anchor) {
    this.page = page;
    this.anchor = anchor;
    this.headline.setAttribute("role", "status");
    this.#meter.ariaLabel = "Loaded";
    this.report.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (link) lead(event, link);
    });
    this.element = make("div", {}, this.headline, this.#waiting, this.#meter, this.report);
  }

  /**
   * Ask Python for a board, and tell what it is at.
   *
   * @param {object} asker a newer request of the same one replaces this
   * @param {Check} check
   * @param {Record<string, unknown>} request
   * @param {number} count of what is read
   * @returns {Promise<Found | null>} null where it was replaced; rejects with a `Failure`
   */
  async ask(asker, check, request, count) {
    const { base, manifest, site, threshold } = this.page;
    const told = count > 1 ? `${count} lines are being read.` : "The board is being made.";
    const about = { anchor: this.anchor, base, ledger: "", site: location.origin + site, threshold };
    const clock = setTimeout(() => this.#wait(told), MOMENT);
    try {
      const response = await clientOf(manifest).ask({
        form: asker,
        files: check.files,
        request: { ...about, ...request },
        progress: (loaded, total) => this.#progress(loaded, total),
      });
      const found = JSON.parse(response ?? "null");
      if (found && !found.ok) throw found.error;
      return found;
    } finally {
      clearTimeout(clock);
      this.#wait("");
    }
  }

  /** @param {{headline: string, html: string}} found */
  show({ headline, html }) {
    if (this.headline.textContent !== headline) say(this.headline, headline);
    if (this.#html === html) return;
    this.#html = html;
    this.report.innerHTML = html;
  }

  /**
   * @param {unknown} failure
   * @param {() => void} again
   */
  fail(failure, again) {
    this.#html = "";
    say(this.headline, worded(failure));
    this.report.replaceChildren(button("Try again", again));
  }

  clear() {
    this.show({ headline: "", html: "" });
  }

  /** @param {string} text */
  #wait(text) {
    say(this.#waiting, text);
    this.#meter.hidden = !text;
    // Nobody can say how far Python is.
    this.#meter.removeAttribute("value");
    this.element.ariaBusy = String(Boolean(text));
  }

  /**
   * @param {number} loaded bytes
   * @param {number} total bytes
   */
  #progress(loaded, total) {
    if (this.#meter.hidden) return;
    const [some, all] = [loaded, total].map((bytes) => (bytes / 1e6).toFixed(1));
    say(this.#waiting, `Loading: ${some} of ${all} MB`);
    this.#meter.value = Math.min(loaded / total, 1);
    if (loaded >= total) this.#meter.removeAttribute("value");
  }
}
