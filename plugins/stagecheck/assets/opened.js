// @ts-check
/** One round, opened: its link, its codes, its board, beside another one, and what was agreed. */
import { Actions } from "./actions.js";
import { worded } from "./asking.js";
import { Beside } from "./beside.js";
import { Briefing } from "./brief.js";
import { Collecting } from "./collecting.js";
import { button, dayIn, download, make, say, speaker, spoken } from "./elements.js";
import { copied, labelled, numberOf, oneLine, readable } from "./fields.js";
import { Late } from "./late.js";
import { Told } from "./told.js";

/** @typedef {import("./board.js").Page} Page */
/** @typedef {import("./rounds.js").Round} Round */
/** @typedef {import("./told.js").Found} Found */

export class Opened {
  #title = make("h2", { tabIndex: -1, id: "board..round" });
  #name = make("input", { type: "text", maxLength: 100, required: true, autocomplete: "off" });
  #people = numberOf("");
  #count = make("p", { className: "stagecheck-count" });
  #files = make("div", { className: "stagecheck-buttons", hidden: true });
  #said = speaker();
  /** What a round of too few people is told when it is opened. */
  #few = make("p", { className: "stagecheck-note", hidden: true });
  /** @type {HTMLElement | undefined} */
  #brief;
  /** @type {Collecting | undefined} */
  #collecting;
  /** @type {Round | undefined} as it was shown last */
  last;
  /** The codes of which the board is shown, or is being made. */
  #shown = "";
  /** Which check and round it is, and of which day: for the printed sheet. */
  #of = make("p", { className: "stagecheck-of" });
  /** @type {Briefing | undefined} */
  #briefing;

  /**
   * @param {Page} page
   * @param {string} tag of the round
   */
  constructor(page, tag) {
    this.page = page;
    this.tag = tag;
    this.told = new Told(page, "board");
    this.late = new Late(this, () => this.#board());
    this.actions = new Actions(this);
    this.beside = new Beside(this);
    const { check } = this;
    const text = `This site has no check “${this.round?.quiz}” any more. The codes are kept, and can be saved as a file.`;
    const inside = check ? this.#parts(check) : [make("p", {}, text)];
    this.element = make("section", { className: "stagecheck-round" }, this.#title, ...inside);
    this.element.setAttribute("aria-labelledby", this.#title.id);
    this.#collecting?.catch(this.element);
  }

  get round() {
    return this.page.rounds.of(this.tag);
  }

  get check() {
    return this.page.checks.get(this.round?.quiz ?? "");
  }

  focus() {
    this.#title.focus();
    this.element.scrollIntoView();
  }

  /** Show the round as it is now. */
  follow() {
    const { check, round } = this;
    if (!round) return;
    this.last = round;
    say(this.#title, round.name || round.tag);
    if (document.activeElement !== this.#name) this.#name.value = round.name;
    if (document.activeElement !== this.#people) this.#people.valueAsNumber = round.people;
    const more = round.codes.length > round.people ? " More than you expect: somebody may have sent two." : "";
    say(this.#count, `${round.codes.length} of ${round.people} answered.${more}`);
    say(this.#of, `${check?.title ?? round.quiz}, round ${round.tag}, ${spoken(dayIn())}`);
    this.#expect(round);
    this.#collecting?.follow();
    this.actions.show();
    this.beside.follow();
    if (check) this.#board();
    this.#briefing?.follow();
  }

  /** @param {Round} round */
  #expect({ people }) {
    const { threshold } = this.page;
    const told = `You expect ${people} ${people === 1 ? "person" : "people"}, and the board shows results from ${threshold} on. With fewer, talk instead: nothing else is shown.`;
    this.#few.hidden = people >= threshold;
    if (this.#few.textContent !== told) say(this.#few, told);
  }

  /** @param {(round: Round) => Partial<Round>} change */
  alter(change) {
    this.page.rounds.alter(this.tag, change);
    this.page.show();
  }

  /**
   * Have Python find codes in a text, and keep those that it takes.
   *
   * @param {string[]} codes the round's own
   * @param {string} text
   * @param {number} most codes that a round holds
   * @returns {Promise<Found | null>} of all; rejects with a `Failure`
   */
  async read(codes, text, most) {
    const { check, tag } = this;
    if (!check) return null;
    const lines = text.split("\n").length;
    const request = { op: "board", codes: [...codes, text].join("\n"), round: tag };
    const found = await this.told.ask({}, check, request, lines);
    if (!found || !this.round) return null;
    if (found.codes.length > most) {
      const message = `this is more than the ${most} codes that a round holds`;
      throw { code: "SC553", message, hint: "open another round for the others" };
    }
    const all = [...new Set([...codes, ...found.codes])];
    const shown = this.late.ready(all);
    // What Python found is the board of all.
    if (shown.length === all.length) this.#show(found, all);
    this.alter((round) => ({ codes: [...new Set([...round.codes, ...found.codes])] }));
    return found;
  }

  /**
   * @param {Record<string, unknown>} request about this round and its check
   * @param {Record<string, string>} [files] addresses of texts, beside those of the check
   * @returns {Promise<any>} the response; null where there is none; rejects with a `Failure`
   */
  async ask(request, files = {}) {
    const { check, tag } = this;
    if (!check) return null;
    const whole = { ...check, files: { ...check.files, ...files } };
    return this.told.ask({}, whole, { ...request, round: tag }, 1);
  }

  /**
   * @param {Found | null} found
   * @param {string[]} codes of which it is the board
   */
  #show(found, codes) {
    this.#shown = codes.join("\n");
    // Of too few people there is nothing to save, or to write about.
    const few = !found || found.board.holding.verdict === "few";
    this.#files.hidden = few;
    if (found || !codes.length) this.late.stands(few ? [] : codes);
    if (this.#brief && (found || !this.#shown)) this.#brief.hidden = few;
    if (found) this.told.show(found);
    else this.told.clear();
  }

  async #board() {
    const { check, round } = this;
    const codes = this.late.ready(round?.codes ?? []);
    const text = codes.join("\n");
    if (!check || text === this.#shown) return;
    this.#show(null, codes);
    if (!text) return;
    try {
      const found = await this.told.ask(this, check, { op: "board", codes: text, round: this.tag }, codes.length);
      if (found && this.#shown === text) this.#show(found, codes);
    } catch (failure) {
      this.#shown = "";
      this.told.fail(failure, () => this.follow());
    }
  }

  /** @param {import("./board.js").Check} check */
  #parts(check) {
    const link = readable("Link of the round", 2);
    link.value = `${check.page}#round=${this.tag}`;
    this.#collecting = new Collecting(this);
    if (check.briefs) this.#brief = this.#convincing(check);
    return [
      this.#about(),
      this.#few,
      part("Send the link", ...copied(link)),
      part("Collect the codes", this.#collecting.element),
      printed(part("The board", this.#of, this.#count, this.late.element, this.told.element, this.#saving(), this.#said)),
      ...(this.#brief ? [this.#brief] : []),
      this.beside.element,
      printed(part("What you will do", this.actions.element)),
    ];
  }

  #about() {
    this.#name.addEventListener("change", () => {
      const name = oneLine(this.#name.value);
      if (name) this.alter(() => ({ name }));
    });
    this.#people.addEventListener("change", () => {
      if (this.#people.reportValidity()) this.alter(() => ({ people: this.#people.valueAsNumber }));
    });
    const fields = [labelled("Name", this.#name), labelled("People", this.#people)];
    const save = button("Save this round as a file", () => this.page.save(this.round ? [this.round] : []));
    const remove = button("Delete this round", () => this.page.remove(this.tag));
    return make("div", { className: "stagecheck-about-round" }, ...fields, save, remove);
  }

  /** @param {import("./board.js").Check} check */
  #convincing({ briefs }) {
    const write = (/** @type {string} */ reader) =>
      this.ask({ op: "brief", codes: this.#shown, reader }, { briefs });
    this.#briefing = new Briefing(briefs, () => this.#shown, write);
    const text = "One page in their language, made of the board, for you to change and copy.";
    const made = part("Put it to somebody who decides", make("p", {}, text), ...this.#briefing.elements);
    made.hidden = true;
    return made;
  }

  #saving() {
    this.#files.append(
      button("Text to paste or send (Markdown)", () => this.#save("md", "text/markdown", "markdown")),
      button("Spreadsheet (CSV)", () => this.#save("csv", "text/csv", "csv")),
      button("Print on one sheet", () => this.#print()),
    );
    return this.#files;
  }

  /**
   * @param {string} ending
   * @param {string} type
   * @param {"markdown" | "csv"} form
   */
  async #save(ending, type, form) {
    const { round, tag } = this;
    const day = dayIn();
    const name = `board-${round?.quiz}-${tag}-${day}.${ending}`;
    say(this.#said);
    try {
      /** @type {Found | null} */
      const found = await this.ask({ op: "board", codes: this.#shown, name: round?.name || tag, day });
      if (found) download({ name, type: `${type};charset=utf-8`, text: found[form] });
    } catch (failure) {
      say(this.#said, worded(failure));
    }
  }

  #print() {
    this.follow();
    const { root } = this.page;
    root.dataset.print = "board";
    addEventListener("afterprint", () => delete root.dataset.print, { once: true });
    window.print();
  }
}

/**
 * @param {string} title
 * @param {...(Node | string)} inside
 */
function part(title, ...inside) {
  return make("section", {}, make("h3", {}, title), ...inside);
}

/** @param {HTMLElement} element that stands on the printed sheet */
function printed(element) {
  element.dataset.printed = "";
  return element;
}
