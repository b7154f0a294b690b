// @ts-check
/** A page for somebody who decides: written by Python in their language, then the reader's own. */
import { worded } from "./asking.js";
import { button, make, say, speaker, styled } from "./elements.js";
import { copied, readable } from "./fields.js";

/** @typedef {{id: string, name: string}} Reader */

const UNLOADED = "The briefs cannot be loaded: close this page and open it again.";

/** A choice of readers, a button, and the brief to change and copy. */
export class Briefing {
  #said = speaker();
  #reader = make("select");
  #text = readable("Brief", 14);
  #older = make("p", { className: "stagecheck-older", hidden: true }, "Written of earlier answers.");
  #written = make("div", { hidden: true }, this.#older);
  #offer = make("div");
  /** @type {Reader[]} */
  #readers = [];
  /** @type {string[] | undefined} the ids of those for whom there can be a brief, instead of all */
  #ids;
  /** What it is written of: codes or answers. */
  #source = "";
  /** As Python wrote it. */
  #original = "";

  /**
   * @param {string} address of the sentences that briefs are made of
   * @param {() => string} source what a brief is written of now, to tell it from what it was
   * @param {(reader: string) => Promise<{text: string} | null>} write rejects with a `Failure`
   */
  constructor(address, source, write) {
    this.source = source;
    this.write = write;
    this.#text.readOnly = false;
    const printing = make("div", { className: "stagecheck-buttons" }, button("Print it", () => print(this.#text)));
    this.#written.append(...copied(this.#text), printing);
    this.#load(address).catch(() => say(this.#said, UNLOADED));
    const whom = make("label", {}, make("span", {}, "For whom"), this.#reader);
    const press = button("Write the brief", () => this.#press());
    this.#offer.append(whom, make("div", { className: "stagecheck-buttons" }, press));
    this.elements = [this.#offer, this.#said, this.#written];
  }

  /**
   * Hand out no brief as if it were of what there is now. What the reader wrote into it stays, and
   * says so, as long as there is anything to write of.
   */
  follow() {
    const source = this.source();
    this.#older.hidden = true;
    if (source === this.#source) return;
    if (this.#readers.length) say(this.#said);
    if (source && this.#text.value !== this.#original) this.#older.hidden = false;
    else this.#show("", "");
  }

  /**
   * Offer no brief that would be refused, and say why there is none.
   *
   * @param {Promise<{readers: string[]} | null>} asked for whom there can be one now; null where it
   *   is asked again
   */
  async limit(asked) {
    try {
      const found = await asked;
      if (!found) return;
      if (this.#offer.hidden) say(this.#said);
      this.#ids = found.readers;
      this.#choose();
      this.#offer.hidden = false;
    } catch (failure) {
      this.#offer.hidden = true;
      say(this.#said, worded(failure));
    }
  }

  /** @param {string} address */
  async #load(address) {
    /** @type {{readers: Reader[]}} */
    const { readers } = await (await fetch(address)).json();
    this.#readers = readers;
    this.#choose();
  }

  #choose() {
    const { value } = this.#reader;
    const offered = this.#readers.filter(({ id }) => this.#ids?.includes(id) ?? true);
    this.#reader.replaceChildren(...offered.map(({ id, name }) => make("option", { value: id }, name)));
    if (offered.some(({ id }) => id === value)) this.#reader.value = value;
  }

  async #press() {
    say(this.#said);
    const source = this.source();
    try {
      const brief = await this.write(this.#reader.value);
      await styled(/** @type {HTMLElement} */ (this.#written.closest(".stagecheck")), "brief.css");
      if (!brief || source !== this.source()) return;
      this.#show(brief.text, source);
      this.#text.focus();
    } catch (failure) {
      say(this.#said, worded(failure));
    }
  }

  /**
   * @param {string} text or nothing, for no brief
   * @param {string} source
   */
  #show(text, source) {
    this.#text.value = this.#original = text;
    this.#source = source;
    this.#older.hidden = true;
    this.#written.hidden = !text;
  }
}

/** @param {HTMLTextAreaElement} text to be printed as it stands, and nothing else */
function print({ value }) {
  const sheet = make("pre", { className: "stagecheck-letter" }, value);
  const { body } = document;
  body.append(sheet);
  body.dataset.print = "letter";
  const end = () => {
    delete body.dataset.print;
    sheet.remove();
  };
  addEventListener("afterprint", end, { once: true });
  window.print();
}
