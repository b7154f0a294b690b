// @ts-check
/** Numbers that tell equal answers of two people apart, and say nothing of either. */
import { attempt } from "./store.js";

/** Under this the tab keeps what its numbers are made of: a page that is reloaded makes the same. */
export const SEED = "stagecheck:seed";

let seed = "";

/**
 * @param {unknown} result
 * @returns {number} of 20 bits, the same for the same result as long as the tab is open
 */
export function nonceFor(result) {
  // What the reader removed from the tab is made anew; a tab that keeps nothing has it here alone.
  seed = attempt(() => sessionStorage.getItem(SEED) ?? "") ?? seed;
  if (!seed) {
    seed = crypto.getRandomValues(new Uint32Array(4)).join("-");
    attempt(() => sessionStorage.setItem(SEED, seed));
  }
  // FNV-1a: without the seed, nothing is told from the number. `crypto.subtle` needs https.
  let hash = 0x811c9dc5;
  for (const one of seed + JSON.stringify(result)) {
    hash = Math.imul(hash ^ (one.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash ^ (hash >>> 20)) & 0xfffff;
}
