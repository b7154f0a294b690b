// @ts-check
/** Codes on their way into a round: pasted, dropped or chosen. Python says which are taken. */
import { worded } from "./asking.js";
import { button, make } from "./elements.js";
import { drafted } from "./draft.js";
import { labelled } from "./fields.js";
import { Listed } from "./listed.js";
import { MOST_CODES } from "./rounds.js";
import { typing } from "./sheets.js";
import { Undo } from "./undo.js";

/** @typedef {import("./opened.js").Opened} Opened */
/** @typedef {import("./told.js").Refused} Refused */
/** @typedef {{name: string, text: string}} Source of codes; what was pasted has no name */

/** Bytes of a file, and of all that is read at once. */
const LARGEST = 5_000_000;

export class Collecting {
  #text = make("textarea", { rows: 5, spellcheck: false, autocomplete: "off" });
  #refused = make("div");
  #add = button("Add", () => this.#read([{ name: "", text: this.#text.value }]));
  #busy = false;
  #write;

  /** @param {Opened} opened */
  constructor(opened) {
    this.opened = opened;
    this.#write = drafted(opened, "codes", this.#text);
    this.undo = new Undo(() => opened.round?.codes.join("\n") ?? "");
    this.listed = new Listed(opened);
    this.#add.className = "stagecheck-primary";
    const field = labelled("Codes, one a line", this.#text, "In any order. One pasted twice counts once.");
    const buttons = make("div", { className: "stagecheck-buttons" }, this.#add);
    this.element = make("div", { className: "stagecheck-collecting" }, field, buttons);
    const paper = typing(opened, (text) => this.#read([{ name: "paper", text }]));
    this.element.append(this.#choosing(), this.undo.said, this.#refused, paper, this.listed.element);
  }

  /** Show the codes as they are now. */
  follow() {
    this.undo.follow();
    this.listed.follow();
  }

  #choosing() {
    const input = make("input", { type: "file", multiple: true, accept: ".txt,.csv,.json,text/*" });
    input.addEventListener("change", async () => {
      await this.#open([...(input.files ?? [])]);
      // The same file again is a change too.
      input.value = "";
    });
    return labelled("Or choose text files, or drop them on this round", input);
  }

  /** @param {HTMLElement} place where files may fall: beside it, a browser leaves the page for them */
  catch(place) {
    const { element } = this;
    place.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      element.dataset.over = "";
    });
    place.addEventListener("dragleave", () => delete element.dataset.over);
    place.addEventListener("drop", (event) => {
      delete element.dataset.over;
      const files = [...(event.dataTransfer?.files ?? [])];
      // Text that is dropped goes where the browser puts it.
      if (!files.length) return;
      event.preventDefault();
      this.#open(files);
    });
  }

  /** @param {File[]} files */
  async #open(files) {
    const large = files.filter(({ size }) => size > LARGEST).map(({ name }) => name);
    const read = files.filter(({ size }) => size <= LARGEST);
    const failed = large.map((name) => `${name} is larger than 5 MB, and was not read.`);
    /** @type {Source[]} */
    const sources = [];
    for (const file of read) {
      const text = await textOf(file).catch(() => "\0");
      if (text.includes("\0")) failed.push(`${file.name} is no text, and was not read.`);
      else sources.push({ name: file.name, text });
    }
    if (sources.length) await this.#read(sources, failed);
    else if (failed.length) this.#tell(failed.join(" "));
  }

  /**
   * @param {Source[]} sources
   * @param {string[]} [failed] what is told of others
   * @returns {Promise<boolean>} whether the text was taken; else it is told why
   */
  async #read(sources, failed = []) {
    const { round } = this.opened;
    const text = sources.map((source) => source.text).join("\n");
    const why = this.#unfit(text);
    if (why || !round) {
      this.#tell([...failed, why].join(" "));
      return false;
    }
    this.#busy = this.#text.readOnly = true;
    this.#tell("");
    const before = round.codes;
    try {
      const found = await this.opened.read(before, text, MOST_CODES);
      if (!found) return false;
      const places = found.refused
        .filter(({ line }) => line > before.length)
        .map((one) => placed({ ...one, line: one.line - before.length }, sources));
      const known = new Set(before);
      const fresh = found.codes.filter((code) => !known.has(code));
      this.#took(fresh, found.twice, places.length + found.more, failed);
      this.#show(places, found.more);
      if (sources.some(({ name }) => !name)) this.#leave(places, found.more);
      return true;
    } catch (failure) {
      this.#tell(`Nothing was added. ${worded(failure)}`);
      return false;
    } finally {
      this.#busy = this.#text.readOnly = false;
    }
  }

  /**
   * @param {string} text
   * @returns {string} why it is not read at all, or nothing
   */
  #unfit(text) {
    if (this.#busy) return "Nothing was added: other codes are being read just now. Try again.";
    if (!text.trim()) return "There is nothing to add: paste a code first.";
    return text.length > LARGEST ? "Nothing was added: this is more than can be read at once." : "";
  }

  /**
   * @param {string[]} fresh codes
   * @param {number} twice
   * @param {number} refused
   * @param {string[]} failed
   */
  #took(fresh, twice, refused, failed) {
    const none = !fresh.length && !twice && !refused;
    const told = [
      ...failed,
      none ? "No code was found in this." : `${counted(fresh.length, "code")} added.`,
      twice ? `${twice} came again, and count${twice === 1 ? "s" : ""} once.` : "",
      refused ? `${counted(refused, "line")} refused; the reason stands below.` : "",
    ];
    const undo = () => {
      const gone = new Set(fresh);
      this.opened.alter(({ codes }) => ({ codes: codes.filter((code) => !gone.has(code)) }));
      this.#tell("What was added is out again.");
      this.#text.focus();
    };
    this.#tell(told.filter(Boolean).join(" "), fresh.length ? undo : undefined);
  }

  /**
   * @param {string} text
   * @param {() => void} [undo]
   */
  #tell(text, undo) {
    this.#refused.replaceChildren();
    this.undo.tell(text, undo);
  }

  /**
   * @param {Place[]} refused
   * @param {number} more
   */
  #show(refused, more) {
    if (!refused.length) return;
    const shown = refused.map(({ name, number, reason, text }) => {
      const where = make("strong", {}, name ? `${name}, line ${number}: ` : `Line ${number}: `);
      return make("li", {}, where, make("code", {}, text), make("span", {}, reason));
    });
    const list = make("ul", { className: "stagecheck-refused" }, ...shown);
    this.#refused.replaceChildren(list, more ? make("p", {}, `And ${more} more.`) : "");
  }

  /**
   * What was taken goes out of the field; what was refused stays, to be mended.
   *
   * @param {Place[]} refused
   * @param {number} more
   */
  #leave(refused, more) {
    if (more) return;
    const lines = new Map(refused.map(({ number, whole }) => [number, whole]));
    this.#write([...lines.values()].join("\n"));
  }
}

/** What Windows calls "Unicode", by its first two bytes; of itself not every browser reads it. */
const WIDE = new Map([
  ["255,254", "utf-16le"],
  ["254,255", "utf-16be"],
]);

/** @param {File} file */
async function textOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder(WIDE.get(String(bytes.subarray(0, 2)))).decode(bytes);
}

/** @typedef {{name: string, number: number, text: string, reason: string, whole: string}} Place */

/**
 * @param {Refused} refused by its line in all sources
 * @param {Source[]} sources
 * @returns {Place} in its own source
 */
function placed({ line, reason, text }, sources) {
  let number = line;
  for (const source of sources) {
    const lines = source.text.split("\n");
    if (number <= lines.length) return { name: source.name, number, text, reason, whole: lines[number - 1] ?? "" };
    number -= lines.length;
  }
  return { name: "", number, text, reason, whole: "" };
}

/**
 * @param {number} count
 * @param {string} noun
 */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
