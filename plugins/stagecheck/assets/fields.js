// @ts-check
/** Fields that somebody types into, or copies out of. */
import { button, copy, make, say, speaker } from "./elements.js";

/** Rows, at most; a longer text is scrolled. */
const ROWS = 14;

/**
 * @param {string} name
 * @param {HTMLElement} field
 * @param {string} [help]
 */
export function labelled(name, field, help = "") {
  const title = make("span", {}, name);
  return make("label", {}, title, ...(help ? [make("small", {}, help)] : []), field);
}

/** @param {number | ""} people */
export const numberOf = (people) =>
  make("input", { type: "number", min: "1", max: "1000000", step: "1", required: true, value: people });

/** @param {string} text as somebody typed it @returns {string} without what no file may hold */
export const oneLine = (text) =>
  text.replace(BARRED, " ").replace(/\s+/g, " ").replace(/\p{Surrogate}/gu, "\ufffd").trim();

/** Control characters, and line breaks of other kinds. */
const BARRED = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/g;

/**
 * @param {string} name
 * @param {number} rows
 */
export function readable(name, rows) {
  const made = make("textarea", { readOnly: true, rows, spellcheck: false });
  made.ariaLabel = name;
  return made;
}

/** @param {HTMLTextAreaElement} field with a button that copies it */
export function copied(field) {
  const said = speaker();
  const press = button("Copy", async () => {
    say(said);
    say(said, (await copy(field)) ? "Copied." : "Select the text and copy it.");
  });
  press.ariaLabel = `Copy: ${field.ariaLabel}`;
  const name = make("span", { className: "stagecheck-name" }, field.ariaLabel ?? "");
  name.ariaHidden = "true";
  return [make("div", { className: "stagecheck-copied" }, name, field, press), said];
}

/**
 * Have a field show a text as a whole, in as many rows as it takes where it stands.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
export function fill(field, text) {
  field.value = text;
  field.rows = 1;
  while (field.scrollHeight > field.clientHeight && field.rows < ROWS) field.rows += 1;
}
