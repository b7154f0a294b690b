// @ts-check
/**
 * Brings the quizzes of a page to life. The page's content holds this script beside each quiz; the
 * browser runs it once, also where the theme changes pages without a reload.
 */
import { mount } from "./quiz.js";

/** @type {WeakSet<Element>} */
const mounted = new WeakSet();

/**
 * After a deploy, a tab that stayed open has the scripts of two builds. Each one mounts the quizzes
 * that came with it, and leaves the others alone.
 *
 * @param {Element} root
 */
function isOurs(root) {
  const script = root.querySelector("script[src]");
  return script instanceof HTMLScriptElement && script.src === import.meta.url;
}

function mountAll() {
  for (const root of document.querySelectorAll("[data-stagecheck]")) {
    if (!(root instanceof HTMLElement) || mounted.has(root) || !isOurs(root)) continue;
    mounted.add(root);
    mount(root);
  }
}

mountAll();
// The theme tells of another page here, if it changes pages without a reload.
/** @type {any} */ (window).document$?.subscribe(mountAll);
