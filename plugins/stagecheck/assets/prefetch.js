// @ts-check
/** Has the browser fetch Python's files ahead, when it has nothing better to do. */

/** @typedef {import("./files.js").Published} Published */
/** @typedef {{runtime: {url: string, files: Record<string, Published>}, engine: {url: string} & Published}} Manifest */

/** Milliseconds; then a browser that is busy, or cannot tell, is asked anyway. */
const LATEST = 3000;

/** @type {Set<string>} */
const asked = new Set();

/**
 * @param {string} manifest address
 * @param {string[]} texts addresses of what goes to Python with the answers
 * @param {() => boolean} tooLate whether Python is being started already
 */
export function prefetch(manifest, texts, tooLate) {
  if (/** @type {any} */ (navigator).connection?.saveData) return;
  const begin = () => {
    if (!tooLate()) fetchAll(manifest, texts);
  };
  if ("requestIdleCallback" in window) requestIdleCallback(begin, { timeout: LATEST });
  else setTimeout(begin, LATEST);
}

/**
 * @param {string} manifest
 * @param {string[]} texts
 */
async function fetchAll(manifest, texts) {
  for (const address of texts) add(address);
  if (asked.has(manifest)) return;
  asked.add(manifest);
  const response = await fetch(manifest).catch(() => undefined);
  // Without it there is nothing to fetch ahead; the worker will say what is wrong.
  if (!response?.ok) return;
  /** @type {Manifest | undefined} */
  const found = await response.json().catch(() => undefined);
  if (!found) return;
  const { runtime, engine } = found;
  const files = Object.keys(runtime.files).map((name) => runtime.url + name);
  for (const file of [...files, engine.url]) add(new URL(file, manifest).href);
}

/** @param {string} address */
function add(address) {
  if (asked.has(address)) return;
  asked.add(address);
  const link = document.createElement("link");
  link.rel = "prefetch";
  link.href = address;
  document.head.append(link);
}
