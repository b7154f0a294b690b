// @ts-check
/** Texts that were removed from the browser's storage, put back beside what came there since. */
import { MOST, byDay, changeKept, isPast, lacking, prefixOf, write } from "./kept.js";
import { Rounds, isRound, united } from "./rounds.js";
import { attempt } from "./store.js";

/**
 * What was removed; `left` stood there right after it.
 *
 * @typedef {{key: string, text: string, left: string | null}} Removed
 */

/** @param {string} key */
export const textOf = (key) => attempt(() => localStorage.getItem(key)) ?? null;

/**
 * Write a text again where nothing happened since; elsewhere bring both together.
 *
 * @param {string} site
 * @param {Removed} removed
 * @returns {boolean} whether all of it is there again
 */
export function putBack(site, { key, left, text }) {
  const now = textOf(key);
  if (now === left || now === null) return !write(key, text);
  if (now === text) return true;
  const [what, ...rest] = key.slice(prefixOf(site).length).split(":");
  // The store of the answers has brought them together by itself.
  if (!rest.length) return true;
  if (what === "boards" && rest.length === 1) return roundsBack(site, text);
  if (what === "kept" && rest.length === 1) return keptBack(site, /** @type {string} */ (rest[0]), text);
  return false;
}

/**
 * @param {string} site
 * @param {string} text
 */
function roundsBack(site, text) {
  const gone = listed(text, "rounds").filter(isRound);
  const rounds = new Rounds(site);
  let whole = true;
  rounds.change((all) => {
    const both = united(all, gone);
    whole = both.left.length === 0;
    return both.rounds;
  });
  return whole && !rounds.fault;
}

/**
 * @param {string} site
 * @param {string} quiz
 * @param {string} text
 */
function keptBack(site, quiz, text) {
  const gone = listed(text, "kept").filter(isPast);
  let over = 0;
  const { fault } = changeKept(site, quiz, (kept) => {
    const both = byDay([...gone, ...lacking(gone, kept)]);
    over = Math.max(0, both.length - MOST);
    return both.slice(over);
  });
  return !fault && !over;
}

/**
 * @param {string} text
 * @param {string} name
 * @returns {unknown[]} empty where the text holds no such list
 */
function listed(text, name) {
  const found = attempt(() => JSON.parse(text)[name]);
  return Array.isArray(found) ? found : [];
}
