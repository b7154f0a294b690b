// @ts-check
/**
 * What makes a page go on by itself: the network that is back, and a newer build on the server.
 * A quiz hears of the first by the event "wake".
 */

/** Under this the tab remembers for which build it was reloaded: never twice for the same. */
const RELOADED = "stagecheck:reloaded";

let away = false;

addEventListener("online", () => {
  for (const root of quizzes()) root.dispatchEvent(new Event("wake"));
});
document.addEventListener("visibilitychange", () => {
  if (away && !document.hidden) renew();
  away = document.hidden;
});

/** Come to the page of a newer build, if there is one and no answer is lost by it. */
export async function renew() {
  const [first] = quizzes();
  const list = first && new URL("build.json", new URL(first.dataset.manifest ?? "", location.href));
  const response = list && (await fetch(list, { cache: "no-store" }).catch(() => undefined));
  const build = response?.ok && (await response.json().catch(() => undefined))?.build;
  if (typeof build !== "string" || quizzes().every((root) => root.dataset.build === build)) return;
  const unsaved = quizzes().filter(
    (root) => root.dataset.keeping !== "saved" && root.querySelector("[data-item] :checked"),
  );
  if (unsaved.length) for (const root of unsaved) tell(root);
  else if (isFirst(build)) location.reload();
}

/** @returns {HTMLElement[]} */
const quizzes = () => [...document.querySelectorAll("[data-stagecheck]")].map((root) => /** @type {any} */ (root));

/** @param {HTMLElement} root */
function tell(root) {
  root.querySelector("[data-part=newer]")?.removeAttribute("hidden");
}

/** @param {string} build */
function isFirst(build) {
  try {
    if (sessionStorage.getItem(RELOADED) === build) return false;
    sessionStorage.setItem(RELOADED, build);
    return true;
  } catch {
    return false;
  }
}
