// @ts-check
/**
 * The tag of the round that the reader answers a quiz for, with the day on which its link was
 * opened. It stands where the answers stand: in the browser's storage while they are saved, else in
 * the tab. A round is over some time, and its tag would then mark the codes for another in vain.
 */
import { dayIn } from "./elements.js";
import { attempt } from "./store.js";

/** @typedef {import("./quiz.js").Quiz} Quiz */

/** Days that a tag is kept. */
const LASTS = 60;
const TAG = /^[0-9A-Za-z]{4}$/;
const STORED = /^([0-9A-Z]{4}) (\d{4}-\d\d-\d\d)$/;

/** @type {Map<string, string>} what is stored, by key: for where the browser stores nothing */
const held = new Map();

/** @param {Quiz} quiz */
const keyOf = ({ site, store }) => `stagecheck:${site}:round:${store.quiz}`;

/**
 * @param {string} text as a link brings it
 * @returns {string} the tag as tags are written, or nothing where it is none
 */
export const tagIn = (text) => (TAG.test(text) ? text.toUpperCase() : "");

/**
 * An old one is forgotten.
 *
 * @param {Quiz} quiz
 * @returns {string} the tag of the round that the reader answers for, or nothing
 */
export function roundOf(quiz) {
  const key = keyOf(quiz);
  const text =
    attempt(() => localStorage.getItem(key)) ?? attempt(() => sessionStorage.getItem(key)) ?? held.get(key);
  const [, tag = "", day = ""] = STORED.exec(text ?? "") ?? [];
  if (day >= dayIn(-LASTS)) return tag;
  if (text) setRound(quiz, "");
  return "";
}

/**
 * @param {Quiz} quiz
 * @param {string} tag or nothing, to leave the round
 */
export function setRound(quiz, tag) {
  const key = keyOf(quiz);
  held.delete(key);
  attempt(() => localStorage.removeItem(key));
  attempt(() => sessionStorage.removeItem(key));
  if (tag) put(quiz, key, `${tag} ${dayIn()}`);
}

/** @param {Quiz} quiz whose answers may be saved no longer, or again: its tag goes where they are */
export function followAnswers(quiz) {
  const key = keyOf(quiz);
  const saved = attempt(() => localStorage.getItem(key));
  const text = saved ?? attempt(() => sessionStorage.getItem(key));
  if (!text || Boolean(saved) === (quiz.store.keeping === "saved")) return;
  setRound(quiz, "");
  put(quiz, key, text);
}

/**
 * @param {Quiz} quiz
 * @param {string} key
 * @param {string} text
 */
function put({ store }, key, text) {
  const places = store.keeping === "saved" ? [() => localStorage, () => sessionStorage] : [() => sessionStorage];
  for (const place of places) {
    if (attempt(() => (place().setItem(key, text), true))) return;
  }
  held.set(key, text);
}
