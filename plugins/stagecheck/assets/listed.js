// @ts-check
/** The codes of a round, to take out one that was added by mistake. What is in them is not shown. */
import { button, make, say } from "./elements.js";
import { Undo } from "./undo.js";

/** @typedef {import("./opened.js").Opened} Opened */

export class Listed {
  #title = make("summary");
  #list = make("ol", { className: "stagecheck-codes" });
  #shown = "";

  /** @param {Opened} opened */
  constructor(opened) {
    this.opened = opened;
    this.undo = new Undo(() => this.#codes.join("\n"));
    this.element = make("details", {}, this.#title, this.#list, this.undo.said);
    this.element.addEventListener("toggle", () => this.follow());
  }

  get #codes() {
    return this.opened.round?.codes ?? [];
  }

  /** Show the codes as they are now. */
  follow() {
    const codes = this.#codes;
    say(this.#title, `Codes in this round: ${codes.length || "none"}`);
    this.undo.follow();
    const text = codes.join("\n");
    // Thousands of lines are made for nobody while they are folded away.
    if (!this.element.open || text === this.#shown) return;
    this.#shown = text;
    this.#list.replaceChildren(...codes.map((code) => this.#row(code)));
  }

  /** @param {string} code */
  #row(code) {
    const remove = button("Remove", () => this.#remove(code));
    remove.ariaLabel = `Remove: ${code}`;
    return make("li", {}, make("code", {}, code), " ", remove);
  }

  /** @param {string} code */
  #remove(code) {
    const at = this.#codes.indexOf(code);
    this.opened.alter(({ codes }) => ({ codes: codes.filter((one) => one !== code) }));
    this.undo.tell(`Removed: ${code}.`, () => {
      this.opened.alter(({ codes }) => ({ codes: [...codes.slice(0, at), code, ...codes.slice(at)] }));
      this.undo.tell("It is back.");
      this.#title.focus();
    });
    this.undo.focus();
  }
}
