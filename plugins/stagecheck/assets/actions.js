// @ts-check
/** What a team agreed to do: what, who and by when. */
import { ask, worded } from "./asking.js";
import { button, download, make, say, speaker, spoken, today } from "./elements.js";
import { labelled, oneLine } from "./fields.js";

/** @typedef {import("./opened.js").Opened} Opened */
/** @typedef {import("./rounds.js").Action} Action */

/** Characters; a file of rounds holds no longer ones. */
const LONGEST = 300;

export class Actions {
  #list = make("ul", { className: "stagecheck-actions" });
  #said = speaker();
  #text = make("input", { type: "text", required: true, maxLength: LONGEST, autocomplete: "off" });
  #owner = make("input", { type: "text", maxLength: LONGEST, autocomplete: "off" });
  #day = make("input", { type: "date", required: true, min: "2000-01-01", max: "2199-12-31" });
  #files = make("div", { className: "stagecheck-buttons" });

  /** @param {Opened} opened */
  constructor(opened) {
    this.opened = opened;
    this.#files.append(
      button("Text to paste or send (Markdown)", () => this.#save("markdown")),
      button("Spreadsheet (CSV)", () => this.#save("csv")),
      button("Calendar file", () => this.#save("calendar")),
    );
    this.element = make("div", {}, this.#list, this.#form(), this.#files, this.#said);
  }

  show() {
    const { actions = [] } = this.opened.round ?? {};
    this.#files.hidden = actions.length === 0;
    this.#list.hidden = actions.length === 0;
    this.#list.replaceChildren(...actions.map((action, at) => this.#row(action, at)));
  }

  /**
   * @param {Action} action
   * @param {number} at
   */
  #row(action, at) {
    const { day, owner, text } = action;
    const remove = button("Remove", () => this.#remove(action, at));
    remove.ariaLabel = `Remove: ${text}`;
    const told = make("span", {}, `${owner || "nobody yet"}, by ${spoken(day)}`);
    return make("li", { tabIndex: -1 }, make("strong", {}, text), told, remove);
  }

  /**
   * @param {Action} action
   * @param {number} at
   */
  #remove(action, at) {
    this.opened.alter(({ actions }) => ({ actions: actions.filter((_, index) => index !== at) }));
    const undo = button("Undo", () => {
      this.opened.alter(({ actions }) => ({
        actions: [...actions.slice(0, at), action, ...actions.slice(at)],
      }));
      say(this.#said, "It is back.");
      /** @type {HTMLElement | undefined} */ (this.#list.children[at])?.focus();
    });
    say(this.#said, `Removed: ${action.text}. `, undo);
    undo.focus();
  }

  #form() {
    const form = make(
      "form",
      { className: "stagecheck-acting" },
      labelled("What exactly", this.#text),
      labelled("Who", this.#owner),
      labelled("By", this.#day),
      make("button", { type: "submit" }, "Add the action"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [text, owner] = [oneLine(this.#text.value), oneLine(this.#owner.value)];
      this.opened.alter(({ actions }) => ({
        actions: [...actions, { text, owner, day: this.#day.value }],
      }));
      this.#text.value = this.#owner.value = "";
      say(this.#said, `Added: ${text}.`);
      this.#text.focus();
    });
    return form;
  }

  /** @param {string} what */
  async #save(what) {
    say(this.#said);
    const { check, page, round } = this.opened;
    const link = location.origin + location.pathname;
    const about = { check: check?.title ?? round?.quiz, name: round?.name, tag: round?.tag };
    const request = { op: "rounds", what, ...today(), link, ...about, actions: round?.actions };
    try {
      download(await ask(page.manifest, {}, {}, request));
    } catch (failure) {
      say(this.#said, worded(failure));
    }
  }
}
