// @ts-check
/** The code of the answers on the page. */
import { ask } from "./asking.js";
import { read } from "./form.js";
import { nonceFor } from "./nonce.js";
import { roundOf } from "./tag.js";

/**
 * Code: with the tag of the round, if any. Text: the result alone. Plays: those that it advises.
 *
 * @typedef {{code: string, text: string, plays: {id: string, title: string}[]}} Found
 */

/**
 * @param {import("./quiz.js").Quiz} quiz
 * @param {object} asker a newer request of the same one replaces this
 * @returns {Promise<Found | null>} null where it was replaced; rejects with a `Failure`
 */
export function codeOf(quiz, asker) {
  const [answers, round] = [read(quiz.root), roundOf(quiz)];
  const nonce = nonceFor([quiz.quiz, round, answers]);
  return ask(quiz.manifest, asker, { quiz: quiz.quiz }, { op: "share", answers, nonce, round });
}
