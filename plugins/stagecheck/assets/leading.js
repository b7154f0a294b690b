// @ts-check
/** Links to other parts of the same page. */

/**
 * Lead the reader to what a link names, folded away or not, and leave other links to the browser.
 *
 * @param {MouseEvent} event a click on the link
 * @param {HTMLAnchorElement} link Material may have made its address a whole one
 */
export function lead(event, link) {
  const aim = document.getElementById(link.hash.slice(1));
  if (event.ctrlKey || event.metaKey || link.pathname !== location.pathname || !aim) return;
  // Material may fetch this very page anew, and would lose the focus with it.
  event.preventDefault();
  event.stopPropagation();
  for (let fold = aim.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
    fold.open = true;
  }
  if (aim.tabIndex < 0) aim.tabIndex = -1;
  aim.focus();
}
