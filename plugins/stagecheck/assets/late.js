// @ts-check
/**
 * A code that comes alone to a board that stands. What it changes would be one person's answers, for
 * everybody in the room to see: it waits in this tab for the next one, or until somebody asks for it.
 */
import { button, make } from "./elements.js";
import { attempt } from "./store.js";

/** @typedef {import("./opened.js").Opened} Opened */

export class Late {
  element = make("p", { className: "stagecheck-note stagecheck-late", hidden: true });
  /** @type {Set<string>} the codes of the board that is shown, none where it shows nothing */
  #standing = new Set();
  #key;

  /**
   * @param {Opened} opened
   * @param {() => void} show the board of all codes
   */
  constructor({ page, round, tag }, show) {
    this.#key = `${page.rounds.key}:late:${tag}`;
    const late = attempt(() => sessionStorage.getItem(this.#key));
    if (late) this.stands((round?.codes ?? []).filter((code) => code !== late));
    const press = button("Show it now", () => {
      this.stands([]);
      show();
    });
    this.element.append(
      "One more code is waiting. Alone, it would tell the room what one person answered: it is shown with the next one. ",
      press,
    );
  }

  /** @param {string[]} codes of a board that is shown from now on */
  stands(codes) {
    this.#standing = new Set(codes);
  }

  /**
   * @param {string[]} codes of a round
   * @returns {string[]} those of which the board may be shown
   */
  ready(codes) {
    const fresh = codes.filter((code) => !this.#standing.has(code));
    const late = this.#standing.size && fresh.length === 1 ? fresh[0] : "";
    this.element.hidden = !late;
    attempt(() => (late ? sessionStorage.setItem(this.#key, late) : sessionStorage.removeItem(this.#key)));
    return late ? codes.filter((code) => code !== late) : codes;
  }
}
