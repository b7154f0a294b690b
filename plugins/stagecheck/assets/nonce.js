// @ts-check
/** Numbers that tell equal answers of two people apart, and say nothing of either. */
import { attempt } from "./store.js";

/** Under this the tab keeps what its numbers are made of: a page that is reloaded makes the same. */
const KEY = "stagecheck:seed";

let seed = attempt(() => sessionStorage.getItem(KEY)) ?? "";

/**
 * @param {unknown} result
 * @returns {number} of 20 bits, the same for the same result as long as the tab is open
 */
export function nonceFor(result) {
  if (!seed) {
    seed = crypto.getRandomValues(new Uint32Array(4)).join("-");
    attempt(() => sessionStorage.setItem(KEY, seed));
  }
  // FNV-1a: without the seed, nothing is told from the number. `crypto.subtle` needs https.
  let hash = 0x811c9dc5;
  for (const one of seed + JSON.stringify(result)) {
    hash = Math.imul(hash ^ (one.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash ^ (hash >>> 20)) & 0xfffff;
}
