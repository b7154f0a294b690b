// @ts-check
/**
 * The answers to one quiz, shared by all its forms: on this page, on other pages, in other tabs.
 * Kept in the browser under a key with the site's path, unless the reader says no.
 *
 * Answers to questions and options that are gone stay in the store: an editor may bring them back.
 */

/** @typedef {import("./form.js").Answers} Answers */
/**
 * unsaved: the reader wants it so; removed: what was stored went elsewhere, and this tab still has
 * it; failed: the browser stores nothing.
 *
 * @typedef {"saved" | "unsaved" | "removed" | "failed"} Keeping
 */

const FORMAT = 1;

/** @type {Map<string, Store>} */
const stores = new Map();

/**
 * @param {string} site the site's path, with a slash at both ends
 * @param {string} quiz
 * @param {number} version of the quiz on this page
 */
export function storeOf(site, quiz, version) {
  const key = `stagecheck:${site}:${quiz}`;
  const store = stores.get(key) ?? new Store(key, quiz);
  stores.set(key, store);
  store.version = version;
  return store;
}

export class Store {
  /** @type {Answers} */
  answers = {};
  /** @type {Keeping} */
  keeping = "saved";
  /** @type {Answers | null} what "Clear all" took away, until the next answer */
  cleared = null;
  version = 0;
  /** @type {Set<() => boolean>} */
  #listeners = new Set();
  /** @type {Answers} what was stored when this tab stopped following it */
  #base = {};

  /**
   * @param {string} key in the browser's storage
   * @param {string} quiz
   */
  constructor(key, quiz) {
    this.key = key;
    this.quiz = quiz;
    if (attempt(() => sessionStorage.getItem(key))) this.keeping = "unsaved";
    this.#base = this.#load() ?? {};
    if (this.keeping === "saved") this.answers = this.#base;
    addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) this.reload();
    });
    // A page that comes back from the browser's memory may have missed what other tabs did.
    addEventListener("pageshow", (event) => event.persisted && this.reload());
  }

  /** @param {() => boolean} listener called after each change; true as long as it wants more */
  listen(listener) {
    this.#listeners.add(listener);
  }

  /** Follow what another tab stored; what it removed stays in this one until the reader acts. */
  reload() {
    if (this.keeping === "unsaved" || this.keeping === "failed") return;
    const stored = this.#load();
    if (!stored) {
      if (Object.keys(this.answers).length) this.keeping = "removed";
    } else if (this.keeping === "saved") {
      this.answers = stored;
    } else {
      this.answers = { ...this.answers, ...stored };
      if (Object.keys(this.answers).every((item) => item in stored)) this.keeping = "saved";
    }
    this.#tell();
  }

  /**
   * @param {string} item
   * @param {string | undefined} key of the option; undefined clears the answer
   */
  set(item, key) {
    const { [item]: _, ...others } = this.answers;
    this.#become(key === undefined ? others : { ...others, [item]: key }, null);
  }

  clear() {
    this.#become({}, this.answers);
  }

  undo() {
    // Another tab may have stored an answer since, which is newer.
    if (this.cleared) this.#become({ ...this.cleared, ...this.answers }, null);
  }

  /** Forget what is stored, and store nothing more as long as this tab is open. */
  stopSaving() {
    this.keeping = "unsaved";
    this.#base = this.answers;
    attempt(() => localStorage.removeItem(this.key));
    attempt(() => sessionStorage.setItem(this.key, "unsaved"));
    this.#tell();
  }

  /** Store again, together with what other tabs stored meanwhile. */
  startSaving() {
    this.keeping = "saved";
    attempt(() => sessionStorage.removeItem(this.key));
    this.#become(merge(this.answers, this.#load() ?? {}, this.#base), this.cleared);
  }

  /**
   * @param {Answers} answers
   * @param {Answers | null} cleared
   */
  #become(answers, cleared) {
    this.answers = answers;
    this.cleared = cleared;
    if (this.keeping !== "unsaved") this.#save();
    this.#tell();
  }

  #save() {
    const { quiz, version, answers } = this;
    const text = JSON.stringify({ format: FORMAT, quiz, version, answers });
    const empty = Object.keys(answers).length === 0;
    const done = attempt(() => {
      if (empty) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, text);
      return true;
    });
    this.keeping = done ? "saved" : "failed";
  }

  /** @returns {Answers | undefined} undefined when nothing readable is stored, or may be read */
  #load() {
    const text = attempt(() => localStorage.getItem(this.key));
    const stored = attempt(() => JSON.parse(text ?? "null"));
    if (stored?.format !== FORMAT || typeof stored.answers !== "object") return undefined;
    const texts = Object.entries(stored.answers ?? {}).filter(([, key]) => typeof key === "string");
    return /** @type {Answers} */ (Object.fromEntries(texts));
  }

  #tell() {
    for (const listener of this.#listeners) {
      if (!listener()) this.#listeners.delete(listener);
    }
  }
}

/**
 * Bring together two sets of answers that went their own ways. The stored answer to an item counts
 * if it changed since; otherwise the one held here does. No item is lost.
 *
 * @param {Answers} held
 * @param {Answers} stored
 * @param {Answers} base where both began
 * @returns {Answers}
 */
function merge(held, stored, base) {
  const changed = Object.entries(stored).filter(([item, key]) => key !== base[item]);
  return { ...stored, ...held, ...Object.fromEntries(changed) };
}

/**
 * Storage throws where the reader or an administrator has switched it off, and when it is full.
 *
 * @template T
 * @param {() => T} action
 * @returns {T | undefined}
 */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
