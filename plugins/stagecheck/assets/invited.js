// @ts-check
/**
 * The round to which a link invited the reader. As long as codes carry its tag, that is said above
 * the form, with a way out.
 */
import { place } from "./above.js";
import { button, make } from "./elements.js";
import { questions } from "./form.js";
import { Handing } from "./handing.js";
import { followAnswers, roundOf, setRound, tagIn } from "./tag.js";

/** @typedef {import("./quiz.js").Quiz} Quiz */
/** @typedef {import("./form.js").Answers} Answers */

const NOBODY = "Nobody sees your answers.";
const HANDED = "Nobody sees your answers until you hand in your code.";

/** @type {WeakMap<Quiz, Invited>} */
const all = new WeakMap();

/**
 * @param {Quiz} quiz
 * @returns {Invited}
 */
export function invitedTo(quiz) {
  const invited = all.get(quiz) ?? new Invited(quiz);
  all.set(quiz, invited);
  return invited;
}

export class Invited {
  /** What the note says: nothing is read out twice. */
  #told = "";
  #fault = "";
  /** @type {{round: string, answers: Answers} | undefined} which was left with which answers */
  #left;
  /** @type {Answers | null} what was seen to be cleared */
  #cleared;

  /** @param {Quiz} quiz */
  constructor(quiz) {
    this.quiz = quiz;
    this.#cleared = quiz.store.cleared;
    this.handing = new Handing(quiz);
    const follow = () => quiz.root.isConnected && this.follow();
    quiz.store.listen(follow);
    // Another tab may have opened another round's link, or left this one.
    const listen = () => follow() || removeEventListener("storage", listen);
    addEventListener("storage", listen);
  }

  /**
   * @param {string} text the tag, as a link brings it
   * @returns {boolean} whether it is one
   */
  enter(text) {
    const round = tagIn(text);
    this.#fault = round ? "" : "The link of this round is cut off: ask for it again, and copy it whole.";
    if (round) this.#begin(round);
    this.follow();
    return Boolean(round);
  }

  /** Lead the reader to what the link began. */
  focus() {
    const box = place(this.quiz, "round");
    box.scrollIntoView();
    box.focus({ preventScroll: true });
  }

  /** Show the round as it is now. */
  follow() {
    this.#clear();
    followAnswers(this.quiz);
    const round = roundOf(this.quiz);
    if (round) this.#tell(round);
    else if (this.#left) this.#offer(this.#left.round);
    else this.#note(this.#fault);
    this.quiz.view.part("nobody").textContent = round ? HANDED : NOBODY;
    this.handing.follow();
    return true;
  }

  /** A round goes with the answers to it, and comes back with them. */
  #clear() {
    const { answers, cleared } = this.quiz.store;
    const round = roundOf(this.quiz);
    const left = this.#left;
    const isNew = cleared !== this.#cleared;
    this.#cleared = cleared;
    if (round && cleared && isNew && !Object.keys(answers).length) {
      this.#left = { round, answers: cleared };
      setRound(this.quiz, "");
    } else if (left && !cleared && Object.entries(left.answers).every(([item, key]) => answers[item] === key)) {
      this.#begin(left.round);
    }
  }

  /** @param {string} round */
  #tell(round) {
    const leave = button("Leave the round", () => {
      setRound(this.quiz, "");
      this.follow();
      questions(this.quiz.root)[0]?.focus();
    });
    const text = `Your team's round ${round}. At the end you copy a code with all your answers and hand it in.`;
    this.#note(`${this.#fault} ${text}`, leave);
  }

  /** @param {string} round */
  #offer(round) {
    const again = button("Answer for it again", () => {
      this.#begin(round);
      this.follow();
      this.focus();
    });
    this.#note(`The round ${round} went with the answers: a code of yours has no tag now.`, again);
  }

  /** @param {string} round */
  #begin(round) {
    this.#left = undefined;
    setRound(this.quiz, round);
  }

  /**
   * @param {string} text or nothing, for no note
   * @param {...Node} others
   */
  #note(text, ...others) {
    if (text === this.#told) return;
    this.#told = text;
    const box = place(this.quiz, "round");
    box.hidden = !text;
    box.className = "stagecheck-note";
    box.tabIndex = -1;
    box.replaceChildren(make("p", {}, text), ...others);
  }
}
