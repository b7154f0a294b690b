// @ts-check
/**
 * Tells a reader what their browser lacks. All sentences stand in the page "Your browser"; this
 * script looks, and shows those that hold. The page's content loads it; it starts itself once more
 * as a worker, which is one of the things it looks for, and looks for WebAssembly there, where
 * Python would run.
 */

/** Milliseconds for a worker to say something. */
const PATIENCE = 10_000;
/** What storage is tried with, and left without. */
const KEY = "stagecheck:try";

/** The smallest module there is: compiling it fails only where no WebAssembly may run. */
const SMALLEST = [0, 97, 115, 109, 1, 0, 0, 0];
/** A function that takes an external reference and catches everything, as Pyodide's do. */
const RECENT = [
  ...SMALLEST,
  ...[1, 5, 1, 0x60, 1, 0x6f, 0],
  ...[3, 2, 1, 0],
  ...[10, 8, 1, 6, 0, 6, 0x40, 0x19, 0x0b, 0x0b],
];

/** @typedef {"wasm" | "old" | "worker" | "storage"} Lack */

/** @returns {Lack[]} */
function lackingHere() {
  try {
    new WebAssembly.Module(new Uint8Array(SMALLEST));
    return WebAssembly.validate(new Uint8Array(RECENT)) ? [] : ["old"];
  } catch {
    return ["wasm"];
  }
}

/** @returns {Promise<Lack[]>} */
function lackingInWorker() {
  return new Promise((resolve) => {
    // What the page itself can tell is better than nothing.
    const none = () => resolve(["worker", ...lackingHere()]);
    try {
      const worker = new Worker(import.meta.url, { type: "module" });
      const clock = setTimeout(none, PATIENCE);
      const end = () => {
        clearTimeout(clock);
        worker.terminate();
      };
      worker.onmessage = ({ data }) => {
        end();
        resolve(data);
      };
      worker.onerror = () => {
        end();
        none();
      };
    } catch {
      none();
    }
  });
}

/** @returns {Lack[]} */
function lackingStorage() {
  try {
    localStorage.setItem(KEY, "1");
    const kept = localStorage.getItem(KEY) === "1";
    localStorage.removeItem(KEY);
    return kept ? [] : ["storage"];
  } catch {
    return ["storage"];
  }
}

/**
 * @param {Element} part
 * @param {string[]} said
 */
function show(part, said) {
  for (const sentence of part.querySelectorAll("[data-says]")) {
    const name = sentence.getAttribute("data-says") ?? "";
    sentence.toggleAttribute("hidden", !said.includes(name));
  }
}

/** @type {WeakSet<Element>} */
const looked = new WeakSet();

async function look() {
  const part = document.querySelector("[data-browser-check]");
  if (!part || looked.has(part)) return;
  looked.add(part);
  show(part, ["looking"]);
  const lacks = [...(await lackingInWorker()), ...lackingStorage()];
  show(part, lacks.length ? lacks : ["well"]);
}

if (typeof document === "undefined") {
  self.postMessage(lackingHere());
} else {
  look();
  // The theme tells of another page here, if it changes pages without a reload.
  /** @type {any} */ (window).document$?.subscribe(look);
}
