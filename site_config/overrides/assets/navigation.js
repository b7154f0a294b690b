// @ts-check
/**
 * Keyboard and screen reader use of Material's menu and search, which it opens by labels that a
 * keyboard cannot reach. The buttons are in partials/header.html.
 *
 * Not needed any more when Material makes its own labels buttons; tests/browser/test_menu.py says
 * what they must do then.
 */

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));

/** @param {string} name of a checkbox by which Material opens a part */
const toggle = (name) =>
  /** @type {HTMLInputElement} */ (find(`[data-md-toggle="${name}"]`));

/** @param {string} name */
const button = (name) => find(`[data-opens="${name}"]`);

/** What Material reads as commands when no field has the focus. */
const SHORTCUTS = new Set(["p", ",", "n", ".", "f", "s", "/"]);

/** What has the focus when a part is open. */
const FIRST = { drawer: ".md-sidebar--primary a[href]", search: ".md-search__input" };

/** @param {"drawer" | "search"} name */
function watch(name) {
  const box = toggle(name);
  box.addEventListener("change", () => {
    button(name)?.setAttribute("aria-expanded", String(box.checked));
    if (box.checked) focusFirst(FIRST[name]);
  });
  button(name)?.addEventListener("click", () => box.click());
}

/** @param {string} selector the first visible match gets the focus */
function focusFirst(selector) {
  for (const element of document.querySelectorAll(selector)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    /** @type {HTMLElement} */ (element).focus();
    return;
  }
}

/** @param {"drawer" | "search"} name */
function close(name) {
  if (!toggle(name).checked) return;
  toggle(name).click();
  if (button(name)?.checkVisibility()) button(name)?.focus();
}

watch("drawer");
watch("search");

// Material closes the search with Escape too, but leaves the focus nowhere.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    close("drawer");
    close("search");
  }
});

// One key without Ctrl must not leave the page (WCAG 2.1.4): somebody who answers a quiz, or
// dictates, would lose it. Material listens on window; what stops here never gets there.
document.addEventListener("keydown", (event) => {
  if (SHORTCUTS.has(event.key) && !toggle("search").checked) event.stopPropagation();
});

// Tab out of the open menu closes it, for the page under it is covered.
document.addEventListener("focusin", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (!target.closest(".md-sidebar--primary, [data-opens]") && toggle("drawer").checked) {
    toggle("drawer").click();
  }
});

/**
 * Name the menus of sections, which Material names after a label that holds only an icon, and take
 * away a state that a menu cannot have.
 */
function nameMenus() {
  for (const menu of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    const link = menu.parentElement?.querySelector("a.md-nav__link");
    menu.removeAttribute("aria-expanded");
    if (!link) continue;
    menu.removeAttribute("aria-labelledby");
    menu.setAttribute("aria-label", `Pages of ${link.textContent?.trim()}`);
  }
}

/**
 * Put the focus on the page's heading: Tab goes on from there, and a screen reader reads it.
 *
 * @param {FocusOptions} [options]
 */
function focusHeading(options) {
  const heading = find(".md-content h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus(options);
}

// Past header and menu. Not left to Material or the browser, which take the focus away again.
document.addEventListener(
  "click",
  (event) => {
    if (!(/** @type {Element} */ (event.target).closest(".md-skip"))) return;
    event.preventDefault();
    event.stopPropagation();
    focusHeading();
  },
  { capture: true },
);

let arrived = false;

/** A page that came without a reload: the link that had the focus is gone, and nothing was said. */
function greet() {
  if (arrived && document.activeElement === document.body && !location.hash) {
    focusHeading({ preventScroll: true });
  }
  arrived = true;
}

/** @typedef {{subscribe(listener: () => void): void}} Stream */
const document$ = /** @type {{document$: Stream}} */ (/** @type {unknown} */ (window)).document$;
document$.subscribe(nameMenus);
document$.subscribe(greet);

export {};
