// @ts-check
/** Answers of another day, or of before a round: to go on with, or to give anew. */
import { place } from "./above.js";
import { button, dayIn, make, spoken, styled } from "./elements.js";
import { questions, read } from "./form.js";
import { invitedTo } from "./invited.js";
import { asText, readKept } from "./kept.js";
import { roundOf } from "./tag.js";

/** @typedef {import("./quiz.js").Quiz} Quiz */

/** Answers, as text, with which the reader goes on as long as this page is open. */
const settled = new Set();

/** @param {Quiz} quiz */
const sourceOf = (quiz) => asText(read(quiz.root));

/**
 * Ask whether answers are meant that are here already. Of answers no day is stored; it is known
 * where they were kept as a result. Who comes by the link of a round may be another person.
 *
 * @param {Quiz} quiz
 * @param {boolean} comes whether the reader comes by such a link
 */
export async function offerAfresh(quiz, comes) {
  const source = sourceOf(quiz);
  const day = dayOf(quiz, source);
  const old = comes || (day && day !== dayIn() && !settled.has(source));
  if (source === "[]" || !old) return;
  await styled(quiz.root, "share.css");
  const told = day ? `These are your answers of ${spoken(day)}.` : "These are answers that you gave before.";
  show(quiz, source, told);
}

/**
 * @param {Quiz} quiz
 * @param {string} source
 * @returns {string} the last day on which these very answers were kept, or nothing
 */
function dayOf(quiz, source) {
  const { kept } = readKept(quiz.site, quiz.store.quiz);
  const same = kept.filter(({ answers }) => asText(answers) === source);
  return same.at(-1)?.day ?? "";
}

/**
 * @param {Quiz} quiz
 * @param {string} source
 * @param {string} told
 */
function show(quiz, source, told) {
  const box = place(quiz, "before");
  const afresh = () => {
    const round = roundOf(quiz);
    quiz.store.clear();
    // The reader came for it.
    if (round) invitedTo(quiz).enter(round);
    box.remove();
    quiz.view.part("undo").focus({ preventScroll: true });
  };
  const goOn = () => {
    settled.add(source);
    box.remove();
    questions(quiz.root)[0]?.focus({ preventScroll: true });
  };
  const buttons = [button("Answer afresh", afresh), button("Go on with them", goOn)];
  box.className = "stagecheck-note";
  box.replaceChildren(make("p", {}, told), make("div", { className: "stagecheck-buttons" }, ...buttons));
  quiz.store.listen(() => {
    if (box.isConnected && sourceOf(quiz) !== source) box.remove();
    return box.isConnected;
  });
}
