// @ts-check
/** What stands in the fields of a round and is not added yet: it stays in this tab, and for the round. */
import { attempt } from "./store.js";

/** @typedef {import("./opened.js").Opened} Opened */

/** The fields of a round that keep what is typed. */
const FIELDS = /** @type {const} */ (["codes", "sheets"]);
/** For a browser that lets a page save nothing: as long as the page is open. */
const texts = new Map();

/**
 * @param {string} rounds the key of all rounds
 * @param {string} tag
 * @param {string} name of the field
 */
const keyOf = (rounds, tag, name) => `${rounds}:draft:${tag}:${name}`;

/** @param {string} key */
const read = (key) => attempt(() => sessionStorage.getItem(key)) ?? texts.get(key) ?? "";

/**
 * @param {string} key
 * @param {string} text
 */
function keep(key, text) {
  texts.set(key, text);
  attempt(() => (text ? sessionStorage.setItem(key, text) : sessionStorage.removeItem(key)));
}

/**
 * Fill a field with what was typed into it before, and keep what is.
 *
 * @param {Opened} opened
 * @param {(typeof FIELDS)[number]} name
 * @param {HTMLTextAreaElement} field
 * @returns {(text: string) => void} puts another text into the field
 */
export function drafted({ page, tag }, name, field) {
  const key = keyOf(page.rounds.key, tag, name);
  field.value = read(key);
  field.addEventListener("input", () => keep(key, field.value));
  return (text) => {
    field.value = text;
    keep(key, text);
  };
}

/**
 * Keep nothing any more of what was typed for a round.
 *
 * @param {string} rounds the key of all rounds
 * @param {string} tag
 * @returns {() => void} brings it back
 */
export function dropped(rounds, tag) {
  const kept = FIELDS.map((name) => keyOf(rounds, tag, name)).map((key) => ({ key, text: read(key) }));
  for (const { key } of kept) keep(key, "");
  return () => {
    for (const { key, text } of kept) keep(key, text);
  };
}
