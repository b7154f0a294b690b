// @ts-check
/** What is kept in this tab alone, until it is closed: rounds, where no answers are saved; the seed. */
import { SEED } from "./nonce.js";
import { attempt } from "./store.js";

/**
 * @param {string} prefix of the site's keys
 * @returns {string[]} the keys; the wish to save nothing is not among them, and stays
 */
export function keysInTab(prefix) {
  const keys = attempt(() => Object.keys(sessionStorage)) ?? [];
  return keys.filter((key) => key === SEED || key.startsWith(`${prefix}round:`));
}

/** @param {string} key @returns {string | null | undefined} */
export const textInTab = (key) => attempt(() => sessionStorage.getItem(key));

/**
 * @param {string[]} keys to be removed, of which some or none are the tab's
 * @returns {() => void} puts them back
 */
export function takeFromTab(keys) {
  const before = keys.map((key) => /** @type {const} */ ([key, textInTab(key)]));
  for (const key of keys) attempt(() => sessionStorage.removeItem(key));
  return () => {
    for (const [key, text] of before) if (text) attempt(() => sessionStorage.setItem(key, text));
  };
}
