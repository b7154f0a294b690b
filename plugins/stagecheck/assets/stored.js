// @ts-check
/** Everything that the site stored in this browser: listed, saved as a file, taken in, removed. */
import { ask, worded } from "./asking.js";
import { button, dayIn, download, make, say, speaker } from "./elements.js";
import { prefixOf, write } from "./kept.js";
import { attempt } from "./store.js";
import { Taking, gathered } from "./taking.js";

/** @typedef {import("./results.js").Mine} Mine */
/** @typedef {[key: string, text: string]} Entry of the browser's storage */

const DAMAGED = ":damaged";
/** Bytes; no file that is saved here is larger, and Python would only say so later. */
const LARGEST = 20_000_000;

export class Stored {
  #table = make("tbody");
  #said = speaker();
  #empty = make("p", {}, "Nothing.");
  #whole = make("table", { className: "stagecheck-table" });
  #buttons = make("div", { className: "stagecheck-buttons" });
  #input = make("input", { type: "file", accept: ".json,application/json" });

  /** @param {Mine} mine */
  constructor(mine) {
    this.mine = mine;
    this.part = /** @type {HTMLElement} */ (mine.root.querySelector("[data-part=stored]"));
    const names = ["What", "Size", "Remove"].map((name) => make("th", { scope: "col" }, name));
    this.#whole.append(make("thead", {}, make("tr", {}, ...names)), this.#table);
    this.#buttons.append(
      button("Save all as a file", () => this.#save()),
      button("Remove everything", () => this.remove("everything", this.#keys())),
    );
    const text = "The file holds all your answers: whoever has it can read them.";
    this.part.append(this.#empty, this.#whole, this.#buttons, make("p", {}, text));
    this.part.append(this.#opening(), this.#said);
    this.part.hidden = false;
  }

  show() {
    const keys = this.#keys();
    this.#empty.hidden = keys.length > 0;
    this.#whole.hidden = this.#buttons.hidden = keys.length === 0;
    this.#table.replaceChildren(...keys.map((key) => this.#row(key)));
  }

  /**
   * Remove entries; what was there can be put back until something else is done.
   *
   * @param {string} title
   * @param {string[]} keys
   */
  remove(title, keys) {
    const checks = this.mine.checks.filter(({ store }) => keys.includes(store.key));
    const beside = checks.map(({ store }) => store.key + DAMAGED);
    this.removing(
      title,
      [...keys, ...beside],
      () => {
        for (const key of keys) write(key, null);
        // Its answers are also held by this tab, and would be stored again.
        for (const { store } of checks) store.clear();
      },
      () => checks.forEach(({ store }) => store.undo()),
    );
  }

  /**
   * @param {string} title
   * @param {string[]} keys of what may go
   * @param {() => unknown} act
   * @param {() => unknown} [undo] besides putting the texts back
   */
  removing(title, keys, act, undo = () => {}) {
    const before = entries(keys);
    act();
    const put = button("Undo", () => {
      undo();
      const faults = before.map(([key, text]) => write(key, text)).filter(Boolean);
      this.mine.show();
      say(this.#said, faults.length ? "This browser has no room to put all of it back." : "It is back.");
    });
    this.mine.show();
    say(this.#said, `Removed: ${title}. `, put);
    put.focus();
  }

  #keys() {
    const prefix = prefixOf(this.mine.site);
    const keys = attempt(() => Object.keys(localStorage)) ?? [];
    const own = keys.filter((key) => key.startsWith(prefix));
    return own.sort((one, other) => this.#title(one).localeCompare(this.#title(other)));
  }

  /** @param {string} key */
  #row(key) {
    const title = this.#title(key);
    const remove = button("Remove", () => this.remove(title, [key]));
    remove.ariaLabel = `Remove: ${title}`;
    const size = written(new Blob([attempt(() => localStorage.getItem(key)) ?? ""]).size);
    const cells = [make("td", {}, size), make("td", {}, remove)];
    return make("tr", {}, make("th", { scope: "row" }, title), ...cells);
  }

  /**
   * @param {string} key
   * @returns {string}
   */
  #title(key) {
    if (key.endsWith(DAMAGED)) {
      return `Set aside, for it could not be read: ${this.#title(key.slice(0, -DAMAGED.length))}`;
    }
    const [what = "", quiz] = key.slice(prefixOf(this.mine.site).length).split(":");
    const title = this.mine.checks.find((check) => check.quiz === (quiz ?? what))?.title;
    if (quiz === undefined) return `Answers: ${title ?? what}`;
    if (what === "boards") return "Rounds of team boards";
    if (what === "kept") return `Results kept: ${title ?? quiz}`;
    if (what === "next") return `Day of the next check: ${title ?? quiz}`;
    return `${what}: ${title ?? quiz}`;
  }

  async #save() {
    say(this.#said);
    try {
      const request = { op: "export", what: "json", day: dayIn(), mine: gathered(this.mine) };
      download(await ask(this.mine.manifest, this, {}, request));
    } catch (failure) {
      say(this.#said, worded(failure));
    }
  }

  #opening() {
    const input = this.#input;
    input.addEventListener("change", async () => {
      const [file] = input.files ?? [];
      if (file) await this.#open(file);
      // The same file again is a change too.
      input.value = "";
    });
    const label = make("span", {}, "Open a file that was saved here or on another device");
    return make("label", { className: "stagecheck-opening" }, label, input);
  }

  /** @param {File} file */
  async #open(file) {
    say(this.#said);
    if (file.size > LARGEST) {
      say(this.#said, `Nothing was taken in: the file has ${written(file.size)}, more than any that is saved here.`);
      return;
    }
    try {
      const request = { op: "import", day: dayIn(), text: await file.text() };
      this.#take(await ask(this.mine.manifest, this, {}, request));
    } catch (failure) {
      say(this.#said, `Nothing was taken in. ${worded(failure)}`);
    }
  }

  /** @param {import("./taking.js").Found} found in a file */
  #take(found) {
    const taking = new Taking(this.mine, found);
    const undo = button("Undo", () => {
      taking.undo();
      this.mine.show();
      say(this.#said, "What was taken in is out again.");
      this.#input.focus();
    });
    this.mine.show();
    say(this.#said, taking.told, ...(taking.taken ? [" ", undo] : []));
  }
}

/**
 * @param {string[]} keys
 * @returns {Entry[]} those that are there
 */
function entries(keys) {
  const found = keys.map((key) => [key, attempt(() => localStorage.getItem(key))]);
  return /** @type {Entry[]} */ (found.filter(([, text]) => typeof text === "string"));
}

/** @param {number} bytes */
const written = (bytes) => (bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`);
