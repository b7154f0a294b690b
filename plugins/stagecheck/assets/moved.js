// @ts-check
/** Leads on from the address that a page had before, with the fragment: it may carry a code. */
(() => {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-moved]"));
  // In place of this address: the way back must not lead here, and on again.
  if (link) location.replace(link.href + location.search + location.hash);
})();
