// @ts-check
/**
 * The questions on the page: which option of which question is chosen, by their ids. Nothing here
 * knows what an answer means.
 */

/** @typedef {Record<string, string>} Answers option key by item id */

/** @param {HTMLElement} root */
export function questions(root) {
  return [...root.querySelectorAll("fieldset")].filter((field) => field.dataset.item);
}

/** @param {HTMLFieldSetElement} field */
export const idOf = (field) => field.dataset.item ?? "";

/** @param {HTMLFieldSetElement} field */
export function options(field) {
  return [...field.querySelectorAll("input")].filter((input) => input.type === "radio");
}

/**
 * @param {HTMLFieldSetElement} field
 * @returns {string | undefined} key of the chosen option; undefined when none is
 */
export function chosen(field) {
  return options(field).find((input) => input.checked)?.value;
}

/**
 * @param {HTMLElement} root
 * @returns {Answers} what is chosen now
 */
export function read(root) {
  /** @type {Answers} */
  const answers = {};
  for (const field of questions(root)) {
    const key = chosen(field);
    if (key !== undefined) answers[idOf(field)] = key;
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
    for (const input of options(field)) input.checked = input.value === answers[idOf(field)];
  }
}

/**
 * @param {HTMLElement} root
 * @param {Answers} answers
 * @returns {number} how many of them name a question or an option this page does not have
 */
export function homeless(root, answers) {
  const fields = new Map(questions(root).map((field) => [idOf(field), field]));
  return Object.entries(answers).filter(([id, key]) => {
    const field = fields.get(id);
    return !field || !options(field).some((input) => input.value === key);
  }).length;
}
