// @ts-check
/**
 * Shows, on a page past its date of review, that it may be out of date. Worked out when it is read:
 * a site that nobody builds again grows old too.
 */

/** @typedef {{subscribe(listener: () => void): void}} Stream */

const document$ = /** @type {{document$: Stream}} */ (/** @type {unknown} */ (window)).document$;

document$.subscribe(() => {
  const banner = /** @type {HTMLElement | null} */ (document.querySelector(".overdue"));
  // Dates written as 2027-05-22 compare as texts.
  const today = new Date().toLocaleDateString("sv-SE");
  if (banner) banner.hidden = today <= (banner.dataset.reviewBy ?? today);
});

export {};
