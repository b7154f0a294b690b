// @ts-check
/** A day on which to take a check again, or to judge a play: for the calendar, and My results. */
import { button, dayIn, download, make, say, section, siteOf, speaker } from "./elements.js";
import { writeNext } from "./kept.js";

/** @typedef {import("./quiz.js").Quiz} Quiz */
/** @typedef {{name: string, type: string, text: string}} File */

/** Days until a check is taken again, as long as the reader says no other day. */
const AHEAD = 90;
/** Days until a play is kept or dropped, which is begun as a trial of four weeks. */
const TRIAL = 28;

const UNNOTED = "The day is in the file alone: you asked to save nothing on this device.";

export class Reminder {
  /** @type {HTMLSelectElement} what a day is for */
  #purpose = make("select");
  #day = make("input", { type: "date", min: dayIn(), required: true });
  /** Whether the reader chose the day. */
  #chosen = false;
  #said = speaker();

  /**
   * @param {Quiz} quiz
   * @param {(said: HTMLElement, request: Record<string, unknown>) => Promise<File | null>} file
   *   asks Python for one, or says why there is none
   */
  constructor(quiz, file) {
    this.quiz = quiz;
    this.file = file;
    this.#purpose.addEventListener("change", () => this.#propose());
    this.#day.addEventListener("change", () => (this.#chosen = true));
    this.offer([]);
    this.element = section(
      "Come back to it",
      "For your calendar. It holds the day and a title, and no answer.",
      make("label", {}, make("span", {}, "What for"), this.#purpose),
      make("label", {}, make("span", {}, "Day"), this.#day),
      button("Calendar file", () => this.#save()),
      this.#said,
    );
  }

  /** @param {{id: string, title: string}[]} plays that have a day on which to judge them */
  offer(plays) {
    const { value } = this.#purpose;
    const options = plays.map(({ id, title }) => make("option", { value: id }, `Keep or drop: ${title}`));
    this.#purpose.replaceChildren(make("option", { value: "" }, "Take this check again"), ...options);
    this.#purpose.value = plays.some(({ id }) => id === value) ? value : "";
    this.#propose();
  }

  /** Propose a day that suits what it is for, as long as the reader chose none. */
  #propose() {
    if (!this.#chosen) this.#day.value = dayIn(this.#purpose.value ? TRIAL : AHEAD);
  }

  async #save() {
    if (!this.#day.reportValidity()) return;
    const [play, on] = [this.#purpose.value, this.#day.value];
    const link = `${location.origin}${location.pathname}`;
    const request = { what: "calendar", on, play, site: siteOf(this.quiz), link };
    const file = await this.file(this.#said, request);
    if (!file) return;
    download(file);
    say(this.#said, `The calendar file was saved. ${play ? "" : this.#note(on)}`);
  }

  /**
   * @param {string} on the day of the next check
   * @returns {string} what came of noting it
   */
  #note(on) {
    const { site, store } = this.quiz;
    if (store.keeping === "unsaved") return UNNOTED;
    return writeNext(site, store.quiz, on) ? "" : "The day is noted in My results too.";
  }
}
