// @ts-check
/**
 * Python's side: starts Pyodide from the files that the manifest names, then hands strings to
 * `stagecheck_engine.bridge.handle` and back. A file that is not the published one is never run.
 *
 * In:  {manifest, files, doubtful} once, to start, with addresses that the browser's cache must not
 *      answer; then {id, files, request}; {forgo: id} to end fetching files that do not arrive.
 * Out: {type: "progress", loaded, total}, {type: "ready"}, {type: "fetching", id} when a call waits
 *      for files and for each piece of them, {type: "fetched", id} when the call has them,
 *      {type: "done", id, response}, {type: "done", id, failure} when this call failed,
 *      {type: "broken", failure} when Python did.
 */
import { altered, drain, Fault, get, missing, mistyped } from "./files.js";

/** @typedef {import("./files.js").Published} Published */
/** @typedef {{id: number, files: Record<string, string>, request: Record<string, unknown>}} Call */

const ENGINE = "/engine.zip";
const WASM = "application/wasm";
const CODE = ["pyodide.mjs", "pyodide.asm.mjs"];
/** Milliseconds between two reports of progress. */
const PAUSE = 100;
/** What browsers and Python say when there is no more memory. */
const NO_MEMORY = /memoryerror|out of memory|allocat|enlarge|\boom\b|maximum memory/i;
const CLOSE = "Close other tabs or programs, then try again.";
const OTHER =
  "Try another browser, or its newest version; if none works, tell whoever runs this site.";

/** @type {Map<string, {text: Promise<string>, controller: AbortController}>} by address */
const texts = new Map();
/** @type {Set<string>} addresses that gave something else before */
let doubtful = new Set();
/** @type {Map<string, Promise<Response>>} Python's files, by address */
const arriving = new Map();
/** @type {Promise<void>[]} until their last byte */
const reading = [];
/** Until the WebAssembly, which compiles before its last byte, is known to be the published one. */
let proved = Promise.resolve();
/** @type {((request: string) => string) | undefined} */
let handle;
/** @type {Call | undefined} what waits for its files */
let waiting;
let [loaded, total, reported] = [0, 0, 0];

self.onmessage = ({ data }) => {
  if (data.manifest) start(data);
  else if (data.forgo) forgo(data.forgo);
  else call(data);
};

/** @param {{manifest: string, files: Record<string, string>, doubtful: string[]}} message */
async function start({ manifest, files, doubtful: addresses }) {
  doubtful = new Set(addresses);
  // Fetched beside Python; should one fail, the call that needs it will say so.
  for (const address of Object.values(files)) textOf(address).catch(() => {});
  try {
    handle = await boot(manifest);
    self.postMessage({ type: "ready" });
  } catch (error) {
    breakDown(error);
  }
}

/** @param {Call} message */
async function call(message) {
  const { id, files, request } = message;
  try {
    waiting = message;
    self.postMessage({ type: "fetching", id });
    const found = await Promise.all(Object.values(files).map(textOf));
    const named = Object.keys(files).map((name, index) => [name, found[index]]);
    const text = JSON.stringify({ ...request, ...Object.fromEntries(named) });
    waiting = undefined;
    self.postMessage({ type: "fetched", id });
    self.postMessage({ type: "done", id, response: handle?.(text) });
  } catch (error) {
    // The bridge never raises: whatever else comes out of it is the end of this Python.
    report(error instanceof Fault ? "done" : "broken", error, id);
  }
}

/** @param {number} id */
function forgo(id) {
  if (waiting?.id !== id) return;
  for (const address of Object.values(waiting.files)) texts.get(address)?.controller.abort();
}

/** @param {string} address of the manifest */
async function boot(address) {
  permitted();
  const { runtime, engine } = await listed(address);
  const folder = new URL(runtime.url, address).href;
  const archive = new URL(engine.url, address).href;
  // All at once: Pyodide would ask for some only when it has the others.
  for (const [name, file] of Object.entries(runtime.files)) fetchAhead(folder + name, file);
  fetchAhead(archive, engine);
  takeOver(`${folder}pyodide.asm.wasm`);
  const [{ loadPyodide }] = await Promise.all(CODE.map((name) => load(folder + name)));
  const python = await loadPyodide({
    indexURL: folder,
    stdLibURL: `${folder}python_stdlib.zip`,
    env: { PYTHONOPTIMIZE: "2", PYTHONPATH: ENGINE },
    fsInit: async (/** @type {any} */ FS) => {
      const bytes = await (await arrived(archive)).arrayBuffer();
      FS.writeFile(ENGINE, new Uint8Array(bytes));
    },
  });
  const { handle } = python.pyimport("stagecheck_engine.bridge");
  // Python's start runs without it: see sitecustomize.py.
  python.pyimport("gc").enable();
  return handle;
}

/**
 * @param {string} address
 * @param {Published} published
 */
function fetchAhead(address, published) {
  total += published.bytes;
  const file = fetched(address, published);
  file.catch(() => {});
  arriving.set(address, file);
}

/** @param {string} address */
const arrived = async (address) => arriving.get(address) ?? Promise.reject(missing(address));

/** The smallest module there is fails where none may run. */
function permitted() {
  try {
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch (error) {
    note(error);
    const why = "WebAssembly" in self ? "is not allowed to run" : "does not have";
    const message = `Results need WebAssembly, which this browser ${why} here.`;
    throw new Fault("SC506", message, undefined, OTHER);
  }
}

/**
 * The browser's own reason is for whoever looks after it, not for the reader.
 *
 * @param {unknown} error
 */
const note = (error) => console.warn("stagecheck:", error);

/**
 * @param {string} address
 * @returns {Promise<import("./prefetch.js").Manifest>} rejects with a `Fault`
 */
async function listed(address) {
  const text = await (await get(address, freshness(address))).text();
  try {
    return JSON.parse(text);
  } catch {
    throw altered(address);
  }
}

/** @param {string} address of a module */
async function load(address) {
  const response = await arrived(address);
  await response.arrayBuffer();
  try {
    // Out of the browser's cache, where it is since it was read.
    return await import(address);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const type = response.headers.get("content-type") ?? "";
    throw /(java|ecma)script/i.test(type) ? missing(address) : mistyped(address, type);
  }
}

/**
 * Give Pyodide the files that are there, and compile its WebAssembly while that arrives. Pyodide
 * itself would wait for ever if it cannot be had; it waits here when this Python is over.
 *
 * @param {string} wasm address
 */
function takeOver(wasm) {
  const compiled = WebAssembly.compileStreaming(arrived(wasm));
  compiled.catch(breakDown);
  self.fetch = (input) => arrived(String(input));
  WebAssembly.instantiateStreaming = async (source, imports) => {
    try {
      await source;
      const module = await compiled;
      await proved;
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      breakDown(error);
      return new Promise(() => {});
    }
  };
}

/**
 * Fetch one of Python's files. When it is not the published one, this Python is over.
 *
 * @param {string} address
 * @param {Published} published
 * @returns {Promise<Response>}
 */
async function fetched(address, published) {
  try {
    const response = await get(address, freshness(address));
    const type = response.headers.get("content-type") ?? "";
    const wasm = address.endsWith(".wasm");
    if (wasm && type === WASM) return watched(response, published);
    // The browser compiles it while it arrives, whatever type the server gives it.
    const headers = { "content-type": wasm ? WASM : type };
    return new Response(checked(response, published), { headers });
  } catch (error) {
    report("broken", error);
    throw error;
  }
}

/**
 * The browser keeps the code it made of WebAssembly with the response that brought it, and finds
 * it again on the next visit; with a stream of ours it would not.
 *
 * @param {Response} response
 * @param {Published} published
 */
function watched(response, published) {
  proved = read(response.clone(), published, () => {});
  return response;
}

/**
 * Pass a file on; its end only when it is the published one.
 *
 * @param {Response} response
 * @param {Published} published
 */
function checked(response, published) {
  let wanted = true;
  return new ReadableStream({
    async start(to) {
      await read(response, published, (chunk) => wanted && to.enqueue(chunk));
      if (wanted) to.close();
    },
    // It is read to its end all the same, to know whether that was why it is of no use.
    cancel() {
      wanted = false;
    },
  });
}

/**
 * Read a file to its end.
 *
 * @param {Response} response
 * @param {Published} published
 * @param {(chunk: Uint8Array<ArrayBuffer>) => void} take
 */
function read({ url, body }, published, take) {
  const whole = drain(url, body, (chunk) => {
    count(chunk.length);
    take(chunk);
  }).then((sum) => {
    if (sum !== published.sum) throw altered(url);
  });
  whole.catch((error) => report("broken", error));
  reading.push(whole);
  return whole;
}

/** @param {string} address */
const freshness = (address) =>
  /** @type {RequestInit} */ (doubtful.has(address) ? { cache: "reload" } : {});

/**
 * @param {string} address
 * @returns {Promise<string>} rejects with a `Fault`; then the next call tries again
 */
function textOf(address) {
  const known = texts.get(address);
  if (known) return known.text;
  const controller = new AbortController();
  const text = download(address, controller.signal);
  texts.set(address, { text, controller });
  text.catch(() => {
    texts.delete(address);
    doubtful.add(address);
  });
  return text;
}

/**
 * @param {string} address
 * @param {AbortSignal} signal
 */
async function download(address, signal) {
  const { body } = await get(address, { ...freshness(address), signal });
  const decoder = new TextDecoder();
  let text = "";
  await drain(address, body, (chunk) => {
    text += decoder.decode(chunk, { stream: true });
    // Any of them: the call waits for the last.
    if (waiting) self.postMessage({ type: "fetching", id: waiting.id });
  });
  return text + decoder.decode();
}

/** @param {number} bytes */
function count(bytes) {
  loaded += bytes;
  const now = performance.now();
  if (now - reported < PAUSE) return;
  reported = now;
  self.postMessage({ type: "progress", loaded, total });
}

/** @param {unknown} error why Python is over; when it was a file, that was told before */
async function breakDown(error) {
  await Promise.allSettled(reading);
  report("broken", error);
}

/**
 * @param {"done" | "broken"} type
 * @param {unknown} error
 * @param {number} [id] of the call
 */
function report(type, error, id) {
  self.postMessage({ type, id, failure: failure(error) });
}

/** @param {unknown} error */
function failure(error) {
  if (error instanceof Fault) return error.failure;
  if (NO_MEMORY.test(String(error))) {
    const message = "There was not enough memory to work out the result.";
    return { code: "SC509", message, hint: CLOSE };
  }
  note(error);
  const message = "Python, which works out the result, does not run in this browser.";
  return { code: "SC505", message, hint: `Try again. ${OTHER}` };
}
