// @ts-check
/** What stands above the form and comes from elsewhere: each kind in a part of its own. */
import { make } from "./elements.js";

/**
 * @param {import("./quiz.js").Quiz} quiz
 * @param {string} name
 * @returns {HTMLElement} the part of that name above the form
 */
export function place(quiz, name) {
  const above = quiz.view.part("brought");
  const there = above.querySelector(`[data-part="${name}"]`);
  if (there instanceof HTMLElement) return there;
  const made = make("div");
  made.dataset.part = name;
  above.append(made);
  return made;
}
