// @ts-check
/**
 * The page's side of Python: one worker for the tab, one call at a time, the newest request of
 * each form first to count. A worker that dies is started once more and its call repeated; if it
 * dies again, every request ends with a `Failure`, and the next one starts afresh.
 */

/** @typedef {{code: string, message: string, hint: string}} Failure */
/** @typedef {(loaded: number, total: number) => void} Progress bytes */

/**
 * @typedef {object} Job
 * @property {object} form whose request it is; a newer one of the same form replaces it
 * @property {string} quiz address of the packed quiz
 * @property {Record<string, unknown>} request what Python is asked, without the quiz
 * @property {Progress} progress called while Python is being loaded
 * @property {(response: string | null) => void} resolve null: replaced by a newer request
 * @property {(failure: Failure) => void} reject
 */

/** Milliseconds without a byte while Python starts or a quiz is fetched, and for one call. */
const PATIENCE = { start: 30_000, quiz: 30_000, call: 10_000 };

const AGAIN = "Your answers are kept. Try again, or reload the page.";

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
    this.#worker.postMessage({ id: ++this.#id, quiz: job.quiz, request: job.request });
    this.#allowCall();
  }

  /** @param {Job} job whose quiz is fetched beside Python */
  #start({ quiz }) {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    // A worker that was ended may still have something to say: it is not listened to.
    worker.onmessage = ({ data }) => worker === this.#worker && this.#hear(data);
    worker.onerror = () => {
      if (worker !== this.#worker) return;
      this.#fail("SC501", "The part of this page that works out results does not run.");
    };
    worker.postMessage({ manifest: this.manifest, quiz });
    this.#worker = worker;
    this.#allowStart();
  }

  /** @param {any} news of worker.js */
  #hear({ type, id, quiz, response, failure, loaded, total }) {
    if (type === "progress") {
      this.#allowStart();
      for (const job of this.#waiting.values()) job.progress(loaded, total);
    } else if (type === "broken") {
      this.#fail(failure.code, failure.message);
    } else if (type === "ready") {
      this.#ready = true;
      clearTimeout(this.#clock);
      this.#next();
    } else if (type === "fetching" || type === "fetched") {
      // Quizzes are fetched ahead too: only the one that the call waits for moves its clock.
      if (quiz !== this.#running?.quiz) return;
      if (type === "fetching") this.#allowQuiz(quiz);
      else this.#allowCall();
    } else if (id === this.#id) {
      this.#finish(response, failure);
    }
  }

  /**
   * @param {string | undefined} response
   * @param {{code: string, message: string} | undefined} failure of this call alone
   */
  #finish(response, failure) {
    const job = this.#running;
    clearTimeout(this.#clock);
    this.#running = undefined;
    this.#repeated = false;
    if (failure) job?.reject({ ...failure, hint: AGAIN });
    else job?.resolve(response ?? null);
    this.#next();
  }

  #allowStart() {
    this.#allow(PATIENCE.start, () => this.#fail("SC503", "Python did not start in time."));
  }

  #allowCall() {
    this.#allow(PATIENCE.call, () => this.#fail("SC504", "Working out the result took too long."));
  }

  /**
   * Python is well while a quiz does not arrive: the worker gives up the file, and says so.
   *
   * @param {string} quiz
   */
  #allowQuiz(quiz) {
    this.#allow(PATIENCE.quiz, () => {
      this.#worker?.postMessage({ forgo: quiz });
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
   * @param {string} code
   * @param {string} message
   */
  #fail(code, message) {
    const jobs = this.#leave();
    const again = !this.#repeated;
    this.#repeated = again;
    for (const job of jobs) {
      if (again) this.#waiting.set(job.form, job);
      else job.reject({ code, message, hint: AGAIN });
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
