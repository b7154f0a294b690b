// @ts-check
/**
 * Python's side: starts Pyodide from the files that the manifest names, then hands strings to
 * `stagecheck_engine.bridge.handle` and back.
 *
 * In:  {manifest, quiz} once, to start; then {id, quiz, request}; {forgo} to end the fetching of a
 *      quiz that does not arrive.
 * Out: {type: "progress", loaded, total}, {type: "ready"}, {type: "fetching", quiz} when a call
 *      needs a quiz and for each piece of it, {type: "fetched", quiz} when the call has it,
 *      {type: "done", id, response}, {type: "done", id, failure} when this call failed,
 *      {type: "broken", failure} when Python did.
 */

const ENGINE = "/engine.zip";
const CODE = ["pyodide.mjs", "pyodide.asm.mjs"];
/** Milliseconds between two reports of progress. */
const PAUSE = 100;

class Missing extends Error {}

/** The browser's own, for what is no part of Python: see `countFetches`. */
const plainFetch = self.fetch.bind(self);

/** @type {Map<string, {text: Promise<string>, controller: AbortController}>} by address */
const quizzes = new Map();
/** @type {((request: string) => string) | undefined} */
let handle;
let loaded = 0;
let total = 0;
let reported = 0;

self.onmessage = ({ data }) => {
  if (data.manifest) start(data);
  else if (data.forgo) quizzes.get(data.forgo)?.controller.abort();
  else call(data);
};

/** @param {{manifest: string, quiz: string}} message */
async function start({ manifest, quiz }) {
  // Fetched beside Python; should it fail, the call that needs it will say so.
  packed(quiz).catch(() => {});
  try {
    handle = await boot(manifest);
    self.postMessage({ type: "ready" });
  } catch (error) {
    self.postMessage({ type: "broken", failure: failure(error) });
  }
}

/** @param {{id: number, quiz: string, request: Record<string, unknown>}} message */
async function call({ id, quiz, request }) {
  try {
    self.postMessage({ type: "fetching", quiz });
    const text = JSON.stringify({ ...request, quiz: await packed(quiz) });
    self.postMessage({ type: "fetched", quiz });
    self.postMessage({ type: "done", id, response: handle?.(text) });
  } catch (error) {
    // The bridge never raises: whatever else comes out of it is the end of this Python.
    const type = error instanceof Missing ? "done" : "broken";
    self.postMessage({ type, id, failure: failure(error) });
  }
}

/** @param {string} address of the manifest */
async function boot(address) {
  // The smallest module there is: fails here, with the browser's reason, where policy forbids all.
  new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  /** @type {import("./prefetch.js").Manifest} */
  const { runtime, engine } = JSON.parse(await (await get(address)).text());
  const folder = new URL(runtime.url, address).href;
  total = Object.values(runtime.files).reduce((sum, bytes) => sum + bytes, engine.bytes);
  countFetches();
  const archive = get(new URL(engine.url, address).href).then((found) => found.arrayBuffer());
  archive.catch(() => {});
  // At once: Pyodide would ask for the second one only when it has the first.
  const [{ loadPyodide }] = await Promise.all(
    CODE.map((name) => load(folder + name, runtime.files[name] ?? 0)),
  );
  const python = await loadPyodide({
    indexURL: folder,
    stdLibURL: `${folder}python_stdlib.zip`,
    env: { PYTHONOPTIMIZE: "2", PYTHONPATH: ENGINE },
    fsInit: async (/** @type {any} */ FS) => FS.writeFile(ENGINE, new Uint8Array(await archive)),
  });
  return python.pyimport("stagecheck_engine.bridge").handle;
}

/**
 * @param {string} address
 * @param {number} bytes
 */
async function load(address, bytes) {
  try {
    const module = await import(address);
    count(bytes);
    return module;
  } catch (error) {
    throw new Missing(address, { cause: error });
  }
}

/**
 * @param {string} address
 * @returns {Promise<Response>} rejects with `Missing`
 */
async function get(address) {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) throw new Missing(address);
  return response;
}

/**
 * @param {string} address
 * @returns {Promise<string>} rejects with `Missing`; then the next call tries again
 */
function packed(address) {
  const known = quizzes.get(address);
  if (known) return known.text;
  const controller = new AbortController();
  const text = download(address, controller.signal);
  quizzes.set(address, { text, controller });
  text.catch(() => quizzes.delete(address));
  return text;
}

/**
 * @param {string} quiz address
 * @param {AbortSignal} signal
 */
async function download(quiz, signal) {
  try {
    const response = await plainFetch(quiz, { signal });
    if (!response.ok || !response.body) throw new Missing(quiz);
    return await metered(response, response.body, () => {
      self.postMessage({ type: "fetching", quiz });
    }).text();
  } catch (error) {
    throw new Missing(quiz, { cause: error });
  }
}

/** Count the bytes of what Pyodide fetches by itself, and say so when a file is not there. */
function countFetches() {
  const plain = self.fetch;
  self.fetch = async (input, init) => {
    const response = await plain(input, init).catch(() => undefined);
    if (response?.ok && response.body) return metered(response, response.body, count);
    const missing = new Missing(response?.url || String(input));
    // Pyodide waits for ever when its WebAssembly does not arrive.
    self.postMessage({ type: "broken", failure: failure(missing) });
    throw missing;
  };
}

/**
 * @param {Response} response
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 * @param {(bytes: number) => void} note told of each piece that arrives
 */
function metered({ status, headers }, body, note) {
  const meter = new TransformStream({
    transform(/** @type {Uint8Array<ArrayBuffer>} */ chunk, to) {
      note(chunk.byteLength);
      to.enqueue(chunk);
    },
  });
  // With its type, or the browser would not compile WebAssembly while it arrives.
  return new Response(body.pipeThrough(meter), { status, headers });
}

/** @param {number} bytes */
function count(bytes) {
  loaded += bytes;
  const now = performance.now();
  if (now - reported < PAUSE) return;
  reported = now;
  self.postMessage({ type: "progress", loaded, total });
}

/** @param {unknown} error */
function failure(error) {
  if (error instanceof Missing) {
    const name = new URL(error.message).pathname.split("/").pop();
    return { code: "SC502", message: `The file ${name} could not be fetched.` };
  }
  return { code: "SC505", message: `Python does not run in this browser: ${error}.` };
}
