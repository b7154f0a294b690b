// @ts-check
/** The code that a round waits for, where the reader looks first: right under the result's headline. */
import { codeOf } from "./code.js";
import { make } from "./elements.js";
import { copied, fill, readable } from "./fields.js";
import { read } from "./form.js";
import { roundOf } from "./tag.js";

const HOLDS = "It holds all your answers; give it to whoever leads the round.";

export class Handing {
  #round = "";
  #code = readable("", 1);
  #box = make("div", { className: "stagecheck-handing", hidden: true });

  /** @param {import("./quiz.js").Quiz} quiz */
  constructor(quiz) {
    this.quiz = quiz;
    quiz.view.part("headline").after(this.#box);
  }

  /** Show the code of the answers as they are now, while the reader answers for a round. */
  async follow() {
    const round = roundOf(this.quiz);
    const source = JSON.stringify(read(this.quiz.root));
    const wanted = round !== "" && source !== "{}";
    if (round) this.#name(round);
    this.#box.hidden = !wanted;
    this.#code.value = "";
    if (!wanted) return;
    // Where Python fails, the result says why.
    const found = await codeOf(this.quiz, this).catch(() => null);
    const same = round === roundOf(this.quiz) && source === JSON.stringify(read(this.quiz.root));
    if (found && same) fill(this.#code, found.code);
  }

  /** @param {string} round */
  #name(round) {
    if (round === this.#round) return;
    this.#round = round;
    this.#code = readable(`Your code for round ${round}`, 1);
    this.#box.replaceChildren(...copied(this.#code), make("p", {}, HOLDS));
  }
}
