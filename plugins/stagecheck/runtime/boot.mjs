// Starts Pyodide in Node the way the worker starts it in the browser: the same files, the same
// settings, the engine's archive on the module path. What Node alone needs is in the callers.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const ENGINE = "/engine.zip";

/**
 * @typedef {object} Files
 * @property {string} runtime folder that holds pyodide.mjs and its companions
 * @property {string} library archive of the standard library
 * @property {string} engine archive of the engine
 */

/**
 * @param {Files} files absolute paths
 * @returns {Promise<any>} the interface Pyodide gives to JavaScript
 */
export async function boot({ runtime, library, engine }) {
  const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
  const archive = await readFile(engine);
  const python = await loadPyodide({
    indexURL: runtime,
    stdLibURL: library,
    env: { PYTHONOPTIMIZE: "2", PYTHONPATH: ENGINE },
    fsInit: async (/** @type {any} */ FS) => FS.writeFile(ENGINE, archive),
    stdout: (/** @type {string} */ line) => console.error(line),
    stderr: (/** @type {string} */ line) => console.error(line),
  });
  python.pyimport("gc").enable();
  return python;
}
