// @ts-check
/**
 * The questions on the page: which options of which question are chosen, by their ids. Nothing here
 * knows what an answer means.
 */

/** @typedef {Record<string, string>} Answers by item id: the option's key, or several and spaces */

/** @param {HTMLElement} root */
export function questions(root) {
  return [...root.querySelectorAll("fieldset")].filter((field) => field.dataset.item);
}

/** @param {HTMLFieldSetElement} field */
export const idOf = (field) => field.dataset.item ?? "";

/** @param {HTMLFieldSetElement} field */
const options = (field) => [...field.querySelectorAll("input")];

/**
 * @param {HTMLFieldSetElement} field
 * @returns {string | undefined} the answer that is chosen; undefined when none is
 */
export function chosen(field) {
  const found = options(field).filter((input) => input.checked);
  return found.map((input) => input.value).join(" ") || undefined;
}

/**
 * Of several choices, some go with no other: what was chosen last counts.
 *
 * @param {HTMLInputElement} input that the reader chose, or no longer does
 */
export function settle(input) {
  const field = input.closest("fieldset");
  if (!field || !input.checked || input.type !== "checkbox") return;
  for (const other of options(field)) {
    if (other !== input && (isAlone(input) || isAlone(other))) other.checked = false;
  }
}

/**
 * @param {HTMLElement} root
 * @returns {Answers} what is chosen now
 */
export function read(root) {
  /** @type {Answers} */
  const answers = {};
  for (const field of questions(root)) {
    const answer = chosen(field);
    if (answer !== undefined) answers[idOf(field)] = answer;
  }
  return answers;
}

/**
 * Choose what `answers` names, and nothing else.
 *
 * @param {HTMLElement} root
 * @param {Answers} answers those without a place on this page are passed over
 */
export function apply(root, answers) {
  for (const field of questions(root)) {
    const inputs = named(field, answers[idOf(field)]);
    for (const input of options(field)) input.checked = inputs.includes(input);
  }
}

/**
 * @param {HTMLElement} root
 * @param {Answers} answers
 * @returns {number} how many of them name a question or an option this page does not have
 */
export function homeless(root, answers) {
  const fields = new Map(questions(root).map((field) => [idOf(field), field]));
  return Object.entries(answers).filter(([id, answer]) => {
    const field = fields.get(id);
    return !field || named(field, answer).length === 0;
  }).length;
}

/**
 * @param {HTMLFieldSetElement} field
 * @param {unknown} answer
 * @returns {HTMLInputElement[]} all that it names; none where a part has no place here, for half an
 *   answer is one that nobody gave
 */
function named(field, answer) {
  const inputs = options(field);
  if (typeof answer !== "string") return [];
  const keys = inputs[0]?.type === "checkbox" ? answer.split(" ") : [answer];
  const found = inputs.filter((input) => keys.includes(input.value));
  const fits = found.length === keys.length && (found.length === 1 || !found.some(isAlone));
  return fits ? found : [];
}

/** @param {HTMLInputElement} input */
const isAlone = (input) => "alone" in input.dataset;
