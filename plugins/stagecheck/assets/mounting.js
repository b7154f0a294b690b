// @ts-check
/** Brings parts of a page to life, each once, also where the theme changes pages without a reload. */

/**
 * @param {string} selector of the parts; each holds the script that mounts it
 * @param {string} script its address. After a deploy, a tab that stayed open has the scripts of two
 *   builds. Each one mounts what came with it, and leaves the rest alone.
 * @param {(root: HTMLElement) => void} mount
 */
export function mountAll(selector, script, mount) {
  /** @type {WeakSet<Element>} */
  const mounted = new WeakSet();
  const mountNew = () => {
    for (const root of document.querySelectorAll(selector)) {
      const own = root.querySelector("script[src]");
      const isOurs = own instanceof HTMLScriptElement && own.src === script;
      if (!(root instanceof HTMLElement) || !isOurs || mounted.has(root)) continue;
      mounted.add(root);
      mount(root);
    }
  };
  mountNew();
  // The theme tells of another page here, if it changes pages without a reload.
  /** @type {any} */ (window).document$?.subscribe(mountNew);
}
