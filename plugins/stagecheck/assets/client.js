// @ts-check
/**
 * The page's side of Python: one worker for the tab, one call at a time, the newest request of
 * each form first to count. A worker that dies is started once more and its call repeated; if it
 * dies again, every request ends with a `Failure`, and the next one starts afresh.
 */
import { get } from "./files.js";

/** @typedef {{code: string, message: string, hint: string}} Failure */
/** @typedef {{code: string, message: string, hint?: string, address?: string}} Reason of a worker */
/** @typedef {(loaded: number, total: number) => void} Progress bytes */

/**
 * @typedef {object} Job
 * @property {object} form whose request it is; a newer one of the same form replaces it
 * @property {Record<string, string>} files addresses of texts, by the name each has in the request
 * @property {Record<string, unknown>} request what Python is asked, without the texts of `files`
 * @property {Progress} progress called while Python is being loaded
 * @property {(response: string | null) => void} resolve null: replaced by a newer request
 * @property {(failure: Failure) => void} reject
 */

/** Milliseconds without a byte while Python starts or a file is fetched, and for one call. */
const PATIENCE = { start: 30_000, file: 30_000, call: 10_000 };

const AGAIN = "Try again, or reload the page.";
const OFFLINE =
  "There is no network: this goes on by itself when it is back.";

/** @type {Client | undefined} */
let current;

/**
 * @param {string} manifest address of the list of Python's files
 * @returns {Client} the tab's only one; another build's is put away
 */
export function clientOf(manifest) {
  if (current?.manifest !== manifest) {
    current?.stop();
    current = new Client(manifest);
  }
  return current;
}

class Client {
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Map<object, Job>} the newest request of each form */
  #waiting = new Map();
  /** @type {Job | undefined} what the worker is at */
  #running;
  #ready = false;
  #repeated = false;
  /** @type {Set<string>} addresses that gave another file: the browser's cache may hold it */
  #doubtful = new Set();
  #id = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #clock;

  /** @param {string} manifest */
  constructor(manifest) {
    this.manifest = manifest;
  }

  /** Whether Python was asked for already, so that fetching its files ahead is no use. */
  get started() {
    return this.#worker !== undefined;
  }

  /**
   * @param {Omit<Job, "resolve" | "reject">} job
   * @returns {Promise<string | null>} the response; rejects with a `Failure`
   */
  ask(job) {
    return new Promise((resolve, reject) => {
      this.#waiting.get(job.form)?.resolve(null);
      this.#waiting.set(job.form, { ...job, resolve, reject });
      this.#next();
    });
  }

  /** End the worker. Requests that were under way are answered by null. */
  stop() {
    for (const job of this.#leave()) job.resolve(null);
  }

  #next() {
    const [job] = this.#waiting.values();
    if (!job || this.#running) return;
    if (!this.#worker) return this.#start(job);
    if (!this.#ready) return;
    this.#waiting.delete(job.form);
    this.#running = job;
    this.#worker.postMessage({ id: ++this.#id, files: job.files, request: job.request });
    this.#allowCall();
  }

  /** @param {Job} job whose files are fetched beside Python */
  #start({ files }) {
    const script = new URL("./worker.js", import.meta.url);
    const worker = new Worker(script, { type: "module" });
    // A worker that was ended may still have something to say: it is not listened to.
    worker.onmessage = ({ data }) => worker === this.#worker && this.#hear(data);
    worker.onerror = async () => {
      const reason = await whyNot(script.href);
      if (worker === this.#worker) this.#fail(reason);
    };
    worker.postMessage({ manifest: this.manifest, files, doubtful: [...this.#doubtful] });
    this.#worker = worker;
    this.#allowStart();
  }

  /** @param {any} news of worker.js */
  #hear({ type, id, response, failure, loaded, total }) {
    if (type === "progress") {
      this.#allowStart();
      for (const job of this.#waiting.values()) job.progress(loaded, total);
    } else if (type === "broken") {
      this.#fail(failure);
    } else if (type === "ready") {
      this.#ready = true;
      clearTimeout(this.#clock);
      this.#next();
    } else if (id !== this.#id) {
      return;
    } else if (type === "fetching") {
      this.#allowFiles();
    } else if (type === "fetched") {
      this.#allowCall();
    } else {
      this.#finish(response, failure);
    }
  }

  /**
   * @param {string | undefined} response
   * @param {Reason | undefined} failure of this call alone
   */
  #finish(response, failure) {
    const job = this.#running;
    clearTimeout(this.#clock);
    this.#running = undefined;
    this.#repeated = false;
    if (failure) job?.reject(told(failure));
    else job?.resolve(response ?? null);
    this.#next();
  }

  #allowStart() {
    this.#allow(PATIENCE.start, () =>
      this.#fail({ code: "SC503", message: "Python did not start in time." }),
    );
  }

  #allowCall() {
    this.#allow(PATIENCE.call, () =>
      this.#fail({ code: "SC504", message: "Working out the result took too long." }),
    );
  }

  /** Python is well while a file does not arrive: the worker gives it up, and says so. */
  #allowFiles() {
    this.#allow(PATIENCE.file, () => {
      this.#worker?.postMessage({ forgo: this.#id });
      this.#allowCall();
    });
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} late what is done when they are over
   */
  #allow(milliseconds, late) {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(late, milliseconds);
  }

  /**
   * The worker is of no more use: start another, or give up.
   *
   * @param {Reason} reason
   */
  #fail(reason) {
    if (reason.address) this.#doubtful.add(reason.address);
    const jobs = this.#leave();
    const again = !this.#repeated;
    this.#repeated = again;
    for (const job of jobs) {
      if (again) this.#waiting.set(job.form, job);
      else job.reject(told(reason));
    }
    this.#next();
  }

  /** @returns {Job[]} what was under way, without what a newer request replaces */
  #leave() {
    this.#worker?.terminate();
    clearTimeout(this.#clock);
    const running = this.#running;
    if (running && this.#waiting.has(running.form)) running.resolve(null);
    const jobs = new Map(running ? [[running.form, running], ...this.#waiting] : this.#waiting);
    this.#worker = this.#running = undefined;
    this.#ready = false;
    this.#waiting.clear();
    return [...jobs.values()];
  }
}

/**
 * @param {Reason} reason
 * @returns {Failure}
 */
function told({ code, message, hint }) {
  const other = code === "SC502" && !navigator.onLine ? OFFLINE : AGAIN;
  return { code, message, hint: hint ?? other };
}

/**
 * The browser does not say why a worker cannot be loaded.
 *
 * @param {string} script
 * @returns {Promise<Reason>}
 */
async function whyNot(script) {
  const message = "The part of this page that works out results does not run.";
  return get(script, { cache: "reload" }).then(
    () => ({ code: "SC501", message }),
    ({ failure }) =>
      failure.code === "SC507" || !navigator.onLine ? failure : { code: "SC501", message },
  );
}
