// @ts-check
/**
 * What a reader can do with a result: keep it on the device, send it, save it, print it. Each says
 * what it reveals. Loaded when somebody asks for it.
 */
import { ask, worded } from "./asking.js";
import { briefing } from "./brief.js";
import { button, dayIn, download, make, say, speaker, styled, today } from "./elements.js";
import { copied, readable } from "./fields.js";
import { read } from "./form.js";
import { MOST, keep, writeNext } from "./kept.js";
import { nonceFor } from "./nonce.js";
import { roundOf } from "./shared.js";

export { arrive } from "./shared.js";

/** @typedef {import("./quiz.js").Quiz} Quiz */
/** @typedef {import("./kept.js").Fault} Fault */

/** Days until a check is taken again, as long as the reader says no other day. */
const AHEAD = 90;
/** Days until a play is kept or dropped, which is begun as a trial of four weeks. */
const TRIAL = 28;

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
  /** @type {HTMLSelectElement} what a day is for */
  #purpose = make("select");
  #day = make("input", { type: "date", min: dayIn(), required: true });
  /** Whether the reader chose the day. */
  #chosen = false;
  #code = readable("Code", 2);
  #link = readable("Link", 3);
  #text = readable("Result only", 2);
  #failed = speaker();
  #round = make("p", { hidden: true });

  /** @param {Quiz} quiz */
  constructor(quiz) {
    this.quiz = quiz;
    this.anchor = quiz.root.id;
    this.body = make("div", { className: "stagecheck-panel", hidden: true });
    const shares = "share" in quiz.root.dataset;
    this.body.append(
      this.#keeping(),
      ...(shares ? [this.#sending(), this.#saving()] : []),
      ...(quiz.root.dataset.briefs ? [this.#convincing(quiz.root.dataset.briefs)] : []),
      this.#dating(),
      this.#printing(),
    );
    quiz.view.part("share").append(this.body);
    quiz.store.listen(() => this.body.isConnected && this.#refresh());
  }

  toggle() {
    this.body.hidden = !this.body.hidden;
    this.quiz.root
      .querySelector("[data-action=share]")
      ?.setAttribute("aria-expanded", String(!this.body.hidden));
    this.#refresh();
  }

  get #answers() {
    return read(this.quiz.root);
  }

  /** What is shown is of the answers as they are now. */
  #refresh() {
    if (!this.body.hidden && Object.keys(this.#answers).length) this.#update();
    return true;
  }

  async #update() {
    const { quiz } = this;
    const round = roundOf(quiz);
    const answers = this.#answers;
    try {
      const nonce = nonceFor([quiz.quiz, round, answers]);
      const found = await this.#ask(this, { op: "share", answers, nonce, round });
      if (!found) return;
      this.#code.value = found.code;
      this.#link.value = `${location.origin}${location.pathname}#code=${found.code}`;
      this.#text.value = found.text;
      this.#offer(found.plays);
      this.#round.hidden = !round;
      say(this.#round, `The code carries the tag of the round ${round}: send it to whoever leads it.`);
      say(this.#failed);
    } catch (failure) {
      for (const each of [this.#code, this.#link, this.#text]) each.value = "";
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
    const markdown = readable("Markdown", 8);
    const paste = make("div", { hidden: true }, ...copied(markdown));
    const site = siteOf(this.quiz);
    /** @param {Record<string, unknown>} request */
    const save = async (request) => {
      const file = await this.#file(said, request);
      if (file) download(file);
    };
    const show = async () => {
      const file = await this.#file(said, { what: "markdown", answers: this.#answers, site });
      if (!file) return;
      markdown.value = file.text;
      paste.hidden = false;
      markdown.focus();
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
    return section("Save it", text, buttons, paste, said);
  }

  /** @param {string} briefs address of the sentences that briefs are made of */
  #convincing(briefs) {
    const { manifest, quiz } = this.quiz;
    const address = new URL(briefs, location.href).href;
    const files = { quiz, briefs: address };
    return section(
      "Put it to somebody who decides",
      "One page in their language, for you to change. It names the result and some of your answers.",
      ...briefing(address, (reader) =>
        ask(manifest, {}, files, { op: "brief", reader, answers: this.#answers }),
      ),
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

  #dating() {
    const said = speaker();
    const day = this.#day;
    this.#purpose.addEventListener("change", () => this.#propose());
    day.addEventListener("change", () => (this.#chosen = true));
    this.#offer([]);
    const save = button("Calendar file", async () => {
      if (!day.reportValidity()) return;
      const play = this.#purpose.value;
      const site = siteOf(this.quiz);
      const link = `${location.origin}${location.pathname}`;
      const request = { what: "calendar", on: day.value, play, site, link };
      const file = await this.#file(said, request);
      if (!file) return;
      download(file);
      const fault = play || writeNext(this.quiz.site, this.quiz.store.quiz, day.value);
      say(said, `The calendar file was saved.${fault ? "" : " The day is noted in My results too."}`);
    });
    return section(
      "Come back to it",
      "For your calendar. It holds the day and a title, and no answer.",
      make("label", {}, make("span", {}, "What for"), this.#purpose),
      make("label", {}, make("span", {}, "Day"), day),
      save,
      said,
    );
  }

  /** Propose a day that suits what it is for, as long as the reader chose none. */
  #propose() {
    if (!this.#chosen) this.#day.value = dayIn(this.#purpose.value ? TRIAL : AHEAD);
  }

  /** @param {{id: string, title: string}[]} plays that have a day on which to judge them */
  #offer(plays) {
    const { value } = this.#purpose;
    const options = plays.map(({ id, title }) => make("option", { value: id }, `Keep or drop: ${title}`));
    this.#purpose.replaceChildren(make("option", { value: "" }, "Take this check again"), ...options);
    this.#purpose.value = plays.some(({ id }) => id === value) ? value : "";
    this.#propose();
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

/**
 * @param {string} title
 * @param {string} text what it reveals
 * @param {...(Node | string)} inside
 */
function section(title, text, ...inside) {
  return make("section", {}, make("h4", {}, title), make("p", {}, text), ...inside);
}

/** @param {Quiz} quiz */
const siteOf = (quiz) => `${location.origin}${quiz.site}`;
