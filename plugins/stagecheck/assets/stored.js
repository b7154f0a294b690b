// @ts-check
/** Everything that the site stored in this browser: listed, saved as a file, taken in, removed. */
import { ask, worded } from "./asking.js";
import { button, dayIn, download, make, say, speaker } from "./elements.js";
import { prefixOf, write } from "./kept.js";
import { SEED } from "./nonce.js";
import { putBack, textOf } from "./putback.js";
import { attempt } from "./store.js";
import { keysInTab, takeFromTab, textInTab } from "./tab.js";
import { Taking, gathered } from "./taking.js";

/** @typedef {import("./results.js").Mine} Mine */

const DAMAGED = ":damaged";
/** Bytes; no file that is saved here is larger, and Python would only say so later. */
const LARGEST = 20_000_000;
const PARTLY =
  "Not all of it is back: there is no room for it, or another tab stored something else since, which stays.";

export class Stored {
  #table = make("tbody");
  #said = speaker();
  #empty = make("p", {}, "Nothing.");
  #whole = make("table", { className: "stagecheck-table" });
  #buttons = make("div", { className: "stagecheck-buttons" });
  #removal = button("", () => this.remove(this.#everything, this.#keys()));
  #input = make("input", { type: "file", accept: ".json,application/json" });

  /** @param {Mine} mine */
  constructor(mine) {
    this.mine = mine;
    this.part = /** @type {HTMLElement} */ (mine.root.querySelector("[data-part=stored]"));
    const names = ["What", "Size", "Remove"].map((name) => make("th", { scope: "col" }, name));
    this.#whole.append(make("thead", {}, make("tr", {}, ...names)), this.#table);
    this.#buttons.append(
      button("Save my answers and results as a file", () => this.#save()),
      this.#removal,
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
    say(this.#removal, `Remove ${this.#everything}`);
  }

  /** Rounds are named, for the file that is saved here does not hold them. */
  get #everything() {
    const rounds = this.#keys().some((key) => this.#isRounds(key));
    return rounds ? "everything, rounds of team boards too" : "everything";
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
    let putInTab = () => {};
    const act = () => {
      for (const key of keys) write(key, null);
      putInTab = takeFromTab(keysInTab(prefixOf(this.mine.site)).filter((key) => keys.includes(key)));
      // Its answers are also held by this tab, and would be stored again.
      for (const { store } of checks) store.clear();
    };
    const undo = () => {
      putInTab();
      checks.forEach(({ store }) => store.undo());
    };
    this.removing(title, [...keys, ...beside], { act, undo, home: () => this.#rowOf(keys) });
  }

  /**
   * What another tab stored since stays beside what is put back.
   *
   * @param {string} title
   * @param {string[]} keys of what may go
   * @param {object} how
   * @param {() => unknown} how.act
   * @param {() => unknown} [how.undo] besides putting the texts back
   * @param {() => HTMLElement | null} how.home what has the focus once it is back
   */
  removing(title, keys, { act, undo = () => {}, home }) {
    const before = keys.map((key) => ({ key, text: textOf(key) }));
    act();
    const removed = before.flatMap(({ key, text }) => (text === null ? [] : [{ key, text, left: textOf(key) }]));
    const put = button("Undo", () => {
      undo();
      const whole = removed.map((one) => putBack(this.mine.site, one)).every(Boolean);
      this.mine.show();
      say(this.#said, whole ? "It is back." : PARTLY);
      home()?.focus();
    });
    this.mine.show();
    say(this.#said, `Removed: ${title}. `, put);
    put.focus();
  }

  #keys() {
    const prefix = prefixOf(this.mine.site);
    const keys = attempt(() => Object.keys(localStorage)) ?? [];
    const own = keys.filter((key) => key.startsWith(prefix));
    own.push(...keysInTab(prefix));
    return own.sort((one, other) => this.#title(one).localeCompare(this.#title(other)));
  }

  /** @param {string} key */
  #row(key) {
    const title = this.#title(key);
    const remove = button("Remove", () => this.remove(title, [key]));
    remove.ariaLabel = `Remove: ${title}`;
    const size = written(new Blob([textOf(key) ?? textInTab(key) ?? ""]).size);
    const cells = [make("td", {}, size), make("td", {}, remove)];
    const row = make("tr", { tabIndex: -1 }, make("th", { scope: "row" }, title, ...this.#beside(key)), ...cells);
    row.dataset.key = key;
    return row;
  }

  /**
   * @param {string[]} keys
   * @returns {HTMLElement | null} the row of the first of them
   */
  #rowOf(keys) {
    const rows = [...this.#table.rows];
    return rows.find(({ dataset }) => keys.includes(dataset.key ?? "")) ?? null;
  }

  /** @param {string} key @returns {(Node | string)[]} where it is saved, if the file here leaves it out */
  #beside(key) {
    if (!this.#isRounds(key)) return [];
    const { board } = this.mine.root.dataset;
    const page = board ? make("a", { href: board }, "Team board") : "page of team boards";
    return [make("span", {}, ". Not in the file below: save it on the page ", page, ".")];
  }

  /** @param {string} key */
  #isRounds(key) {
    return key === `${prefixOf(this.mine.site)}boards:rounds`;
  }

  /**
   * @param {string} key
   * @returns {string}
   */
  #title(key) {
    if (key.endsWith(DAMAGED)) {
      return `Set aside, for it could not be read: ${this.#title(key.slice(0, -DAMAGED.length))}`;
    }
    if (key === SEED) return "A number that makes your codes your own, until you close this tab";
    const [what = "", quiz] = key.slice(prefixOf(this.mine.site).length).split(":");
    const title = this.mine.checks.find((check) => check.quiz === (quiz ?? what))?.title;
    if (quiz === undefined) return `Answers: ${title ?? what}`;
    if (what === "boards") return "Rounds of team boards";
    if (what === "kept") return `Results kept: ${title ?? quiz}`;
    if (what === "round") return `Round that you answer for: ${title ?? quiz}`;
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

/** @param {number} bytes */
function written(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${Number(size.toFixed(1))} ${unit}`;
}
