// @ts-check
/**
 * What a reader can do with a result: keep it on the device, send it, save it, print it. Each says
 * what it reveals. Loaded when somebody asks for it.
 */
import { ask, worded } from "./asking.js";
import { Briefing } from "./brief.js";
import { codeOf } from "./code.js";
import { button, dayIn, download, make, say, section, siteOf, speaker, styled, today } from "./elements.js";
import { copied, fill, readable } from "./fields.js";
import { read } from "./form.js";
import { MOST, keep } from "./kept.js";
import { Reminder } from "./reminder.js";
import { roundOf } from "./tag.js";

export { arrive } from "./shared.js";

/** @typedef {import("./quiz.js").Quiz} Quiz */
/** @typedef {import("./kept.js").Fault} Fault */

/** @type {Record<Fault, string>} */
const FAULTS = {
  "": "",
  full: "Not kept: this browser has no room left for this site. Save it as a file instead.",
  off: "Not kept: this browser lets the page save nothing. Save it as a file instead.",
  newer:
    "Not kept: a newer version of this page kept results before, which this one cannot read. They " +
    "stay as they are. Reload this page to get that version.",
};

/** @type {WeakMap<HTMLElement, Panel>} */
const panels = new WeakMap();

/** @param {Quiz} quiz whose panel is opened, or closed */
export async function open(quiz) {
  await styled(quiz.root, "share.css");
  const panel = panels.get(quiz.root) ?? new Panel(quiz);
  panels.set(quiz.root, panel);
  panel.toggle();
}

class Panel {
  #code = readable("Code", 2);
  #link = readable("Link", 3);
  #text = readable("Result only", 2);
  #failed = speaker();
  #round = make("p", { hidden: true });
  #reminder;
  #markdown = readable("Markdown", 8);
  #paste = make("div", { hidden: true }, ...copied(this.#markdown));
  /** @type {Briefing | undefined} */
  #brief;
  /** The answers of which something is shown, as text. */
  #shown = "";

  /** @param {Quiz} quiz */
  constructor(quiz) {
    this.quiz = quiz;
    this.#reminder = new Reminder(quiz, (said, request) => this.#file(said, request));
    this.body = make("div", { className: "stagecheck-panel", hidden: true });
    const shares = "share" in quiz.root.dataset;
    this.body.append(
      this.#keeping(),
      ...(shares ? [this.#sending(), this.#saving()] : []),
      ...(quiz.root.dataset.briefs ? [this.#convincing(quiz.root.dataset.briefs)] : []),
      this.#reminder.element,
      this.#printing(),
    );
    quiz.view.part("share").append(this.body);
    quiz.store.listen(() => this.body.isConnected && this.#refresh());
  }

  toggle() {
    this.#turn();
    this.#refresh();
  }

  #turn() {
    this.body.hidden = !this.body.hidden;
    this.quiz.root
      .querySelector("[data-action=share]")
      ?.setAttribute("aria-expanded", String(!this.body.hidden));
  }

  get #answers() {
    return read(this.quiz.root);
  }

  /** The answers as text, to tell whether they are others; nothing where there are none. */
  get #source() {
    const answers = this.#answers;
    return Object.keys(answers).length ? JSON.stringify(answers) : "";
  }

  /** What is shown is of the answers as they are now. */
  #refresh() {
    const source = this.#source;
    if (source !== this.#shown) this.#forget();
    this.#shown = source;
    this.#brief?.follow();
    if (!source) this.#close();
    else if (!this.body.hidden) this.#update();
    return true;
  }

  /** Nothing written of earlier answers, and nothing said of them, is there to be copied or read. */
  #forget() {
    for (const said of this.body.querySelectorAll("[role=status]")) said.replaceChildren();
    this.#markdown.value = "";
    this.#paste.hidden = true;
  }

  /** The next person at this device begins with an empty panel. */
  #close() {
    this.#empty();
    this.#reminder.offer([]);
    this.#round.hidden = true;
    if (!this.body.hidden) this.#turn();
  }

  #empty() {
    for (const each of [this.#code, this.#link, this.#text]) each.value = "";
  }

  async #update() {
    if (this.#brief) this.#brief.limit(this.#askBrief({}));
    const round = roundOf(this.quiz);
    const source = this.#source;
    try {
      const found = await codeOf(this.quiz, this);
      if (!found || source !== this.#source) return;
      fill(this.#code, found.code);
      fill(this.#link, `${location.origin}${location.pathname}#code=${found.code}`);
      fill(this.#text, found.text);
      this.#reminder.offer(found.plays);
      this.#round.hidden = !round;
      say(this.#round, `The code carries the tag of the round ${round}: send it to whoever leads it.`);
      say(this.#failed);
    } catch (failure) {
      this.#empty();
      say(this.#failed, worded(failure));
    }
  }

  /**
   * @param {object} asker
   * @param {Record<string, unknown>} request
   */
  #ask(asker, request) {
    const { manifest, quiz } = this.quiz;
    return ask(manifest, asker, { quiz }, request);
  }

  #keeping() {
    const said = speaker();
    const save = button("Keep this result", () => say(said, ...this.#keep()));
    save.className = "stagecheck-primary";
    const text =
      "Stays on this device, with today's date, until you remove it or have kept " +
      `${MOST} newer ones. Next time you see what changed.`;
    return section("Keep it", text, save, said);
  }

  /** @returns {(Node | string)[]} what came of it */
  #keep() {
    const { store } = this.quiz;
    const answers = this.#answers;
    if (!Object.keys(answers).length) return ["There is nothing to keep: answer a question first."];
    const past = { day: dayIn(), version: store.version, answers };
    const { fault, changed, gone } = keep(this.quiz.site, store.quiz, past);
    if (fault) return [FAULTS[fault]];
    const told = changed ? "Kept with today's date. " : "These very answers are kept already today. ";
    const { results } = this.quiz.root.dataset;
    const all = results ? make("a", { href: results }, "See My results") : "";
    const rest = gone ? `The oldest went for it, for ${MOST} of a check are kept at most. ` : "";
    return [told, rest, all];
  }

  #sending() {
    return section(
      "Send it",
      "The code and the link hold all your answers: whoever has one of them can read them.",
      this.#round,
      ...copied(this.#code),
      ...copied(this.#link),
      make("p", {}, "This names the result, and gives none of your answers away:"),
      ...copied(this.#text),
      this.#failed,
    );
  }

  #saving() {
    const said = speaker();
    const site = siteOf(this.quiz);
    /** @param {Record<string, unknown>} request */
    const save = async (request) => {
      const file = await this.#file(said, request);
      if (file) download(file);
    };
    const show = async () => {
      const source = this.#source;
      const file = await this.#file(said, { what: "markdown", answers: this.#answers, site });
      if (!file || source !== this.#source) return;
      this.#markdown.value = file.text;
      this.#paste.hidden = false;
      this.#markdown.focus();
    };
    const buttons = make(
      "div",
      { className: "stagecheck-buttons" },
      button("Text to paste", show),
      button("Markdown file", () => save({ what: "markdown", answers: this.#answers, site })),
      button("Spreadsheet (CSV)", () => save({ what: "csv", answers: this.#answers })),
      button("File for My results (JSON)", () => save({ what: "json", mine: this.#mine() })),
    );
    const text =
      "The spreadsheet and the file for My results hold all your answers; the text holds those that " +
      "the result names.";
    return section("Save it", text, buttons, this.#paste, said);
  }

  /** @param {Record<string, string>} request for whom, or nothing to be told for whom there is one */
  #askBrief(request) {
    const { manifest, quiz, root } = this.quiz;
    const briefs = addressOf(root.dataset.briefs ?? "");
    const asker = "reader" in request ? {} : (this.#brief ?? {});
    return ask(manifest, asker, { quiz, briefs }, { op: "brief", ...request, answers: this.#answers });
  }

  /** @param {string} briefs address of the sentences that briefs are made of */
  #convincing(briefs) {
    /** @param {string} reader */
    const write = (reader) => this.#askBrief({ reader });
    this.#brief = new Briefing(addressOf(briefs), () => this.#source, write);
    return section(
      "Put it to somebody who decides",
      "One page in their language, for you to change. It names the result and some of your answers.",
      ...this.#brief.elements,
    );
  }

  /** This result in the shape of a file, to be taken in by another browser. */
  #mine() {
    const { store } = this.quiz;
    const result = { quiz: store.quiz, version: store.version, answers: this.#answers, day: dayIn() };
    const site = document.title.slice(0, 300);
    return { format: 1, kind: "stagecheck-results", site, results: [result], unfinished: [], checks: [] };
  }

  /**
   * @param {HTMLElement} said
   * @param {Record<string, unknown>} request
   */
  async #file(said, request) {
    say(said);
    try {
      return await this.#ask({}, { op: "export", ...today(), ...request });
    } catch (failure) {
      say(said, worded(failure));
      return null;
    }
  }

  #printing() {
    const { root } = this.quiz;
    const print = button("Print the result alone", () => {
      root.dataset.print = "result";
      addEventListener("afterprint", () => delete root.dataset.print, { once: true });
      window.print();
    });
    return section("Print it", "The sheet shows the result, and the answers that it names.", print);
  }
}

/** @param {string} path */
const addressOf = (path) => new URL(path, location.href).href;
