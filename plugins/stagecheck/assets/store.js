// @ts-check
/**
 * The answers to one quiz, shared by all its forms: on this page, on other pages, in other tabs.
 * Kept in the browser under a key with the site's path, unless the reader says no.
 *
 * Answers to questions and options that are gone stay in the store: an editor may bring them back.
 */
import { LIMIT, merge, pack, unpack } from "./saved.js";

/** @typedef {import("./form.js").Answers} Answers */
/** @typedef {import("./saved.js").Saved} Saved */
/**
 * unsaved: the reader wants it so. In all others this tab has answers that are not stored. removed:
 * what was stored went elsewhere; full, off: the browser stores nothing; newer: what is stored is
 * of a later format, and stays as it is.
 *
 * @typedef {"saved" | "unsaved" | "removed" | "full" | "off" | "newer"} Keeping
 */

/** Ends the key of the text that could not be read. */
const DAMAGED = ":damaged";

/** @type {Map<string, Store>} */
const stores = new Map();

/**
 * @param {string} site the site's path, with a slash at both ends
 * @param {string} quiz
 * @param {number} version of the quiz on this page
 */
export function storeOf(site, quiz, version) {
  const key = `stagecheck:${site}:${quiz}`;
  const store = stores.get(key) ?? new Store(key, quiz, version);
  stores.set(key, store);
  store.version = version;
  return store;
}

export class Store {
  /** @type {Answers} */
  answers = {};
  /** @type {Keeping} */
  keeping = "saved";
  /** @type {Answers | null} all answers before some were taken away, until the next one */
  cleared = null;
  /** @type {"" | "part" | "all"} what of the stored text could not be read, and was set aside */
  damaged = "";
  /** How often answers came from the browser's storage. */
  loads = 0;
  /** @type {Answers | null} those of `earlier` that still stand, once Python has said so */
  standing = null;
  /** @type {Set<() => boolean>} */
  #listeners = new Set();
  /** @type {Answers} what was stored when this tab last followed it */
  #base = {};
  /** @type {Map<string, number>} of the quiz, by item: to which one it was answered */
  #versions = new Map();
  #latest = 0;

  /**
   * @param {string} key in the browser's storage
   * @param {string} quiz
   * @param {number} version of the quiz on this page
   */
  constructor(key, quiz, version) {
    this.key = key;
    this.quiz = quiz;
    this.version = version;
    if (attempt(() => sessionStorage.getItem(key))) this.keeping = "unsaved";
    const stored = this.#load();
    if (stored && this.keeping === "saved") this.#take(stored.answers, stored);
    addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) this.reload();
    });
    // A page that comes back from the browser's memory may have missed what other tabs did.
    addEventListener("pageshow", (event) => event.persisted && this.reload());
  }

  /** Answers to an older version of the quiz than this page's, which are still to be carried over. */
  get earlier() {
    return this.#pick((item) => this.#versionOf(item) < this.version);
  }

  /** To which version of the quiz each answer was given, by item. */
  get versions() {
    const items = Object.keys(this.answers);
    return Object.fromEntries(items.map((item) => [item, this.#versionOf(item)]));
  }

  /** Whether a newer version of the quiz than this page's was answered. */
  get outdated() {
    return this.#latest > this.version;
  }

  /** @returns {Answers} what stands in this version, as far as that is known */
  get current() {
    const { standing } = this;
    if (!standing) return this.answers;
    const answers = Object.entries(this.answers).map(([item, answer]) => {
      return [item, this.#versionOf(item) < this.version ? standing[item] : answer];
    });
    return Object.fromEntries(answers.filter(([, answer]) => typeof answer === "string"));
  }

  /** @param {string} what may be kept beside the answers, in the browser or in the tab: see kept.js, tag.js */
  has(what) {
    const key = this.key.replace(/[^:]*$/, (quiz) => `${what}:${quiz}`);
    return Boolean(attempt(() => localStorage.getItem(key)) ?? attempt(() => sessionStorage.getItem(key)));
  }

  /** @param {() => boolean} listener called after each change; true as long as it wants more */
  listen(listener) {
    this.#listeners.add(listener);
  }

  /** Follow what another tab stored; what it removed stays in this one until the reader acts. */
  reload() {
    if (this.keeping === "unsaved") return;
    const before = this.keeping;
    const stored = this.#load();
    if (stored) this.#follow(stored, before === "saved");
    else if (this.keeping === "saved" && this.#some) {
      this.keeping = "removed";
      this.#base = {};
    }
    this.#tell();
  }

  /**
   * @param {string} item
   * @param {string | undefined} answer undefined clears it
   */
  set(item, answer) {
    const { [item]: _, ...others } = this.answers;
    this.#latest = Math.max(this.version, this.#some ? this.#latest : 0);
    this.#versions.set(item, this.version);
    this.#become(answer === undefined ? others : { ...others, [item]: answer }, null);
  }

  clear() {
    attempt(() => localStorage.removeItem(this.key + DAMAGED));
    this.#become({}, this.answers);
  }

  /** @param {string[]} items to be answered again */
  drop(items) {
    this.#become(this.#pick((item) => !items.includes(item)), this.answers);
  }

  undo() {
    // Another tab may have stored an answer since, which is newer.
    if (this.cleared) this.#become({ ...this.cleared, ...this.answers }, null);
  }

  /** @param {Answers} standing those of `earlier` that Python found to stand */
  judge(standing) {
    this.standing = standing;
    this.#tell();
  }

  /** The reader has seen what became of the earlier answers: what does not stand may go. */
  confirm() {
    const answers = this.current;
    for (const item of Object.keys(this.earlier)) this.#versions.set(item, this.version);
    this.#latest = Math.max(this.version, this.#latest);
    this.standing = null;
    this.#become(answers, null);
  }

  /** Forget what is stored, and store nothing more as long as this tab is open. */
  stopSaving() {
    this.keeping = "unsaved";
    this.#base = this.answers;
    attempt(() => localStorage.removeItem(this.key));
    attempt(() => localStorage.removeItem(this.key + DAMAGED));
    attempt(() => sessionStorage.setItem(this.key, "unsaved"));
    this.#tell();
  }

  /** Store again, together with what other tabs stored meanwhile. */
  startSaving() {
    this.keeping = "saved";
    attempt(() => sessionStorage.removeItem(this.key));
    const stored = this.#load();
    if (stored) this.#take(merge(this.answers, stored.answers, this.#base), stored);
    this.#become(this.answers, this.cleared);
  }

  get #some() {
    return Object.keys(this.answers).length > 0;
  }

  /** @param {(item: string) => boolean} wanted */
  #pick(wanted) {
    return Object.fromEntries(Object.entries(this.answers).filter(([item]) => wanted(item)));
  }

  /** @param {string} item */
  #versionOf(item) {
    return this.#versions.get(item) ?? this.version;
  }

  /**
   * @param {Saved} stored
   * @param {boolean} closely whether this tab has nothing but what was stored
   */
  #follow(stored, closely) {
    // What is damaged may be short of what this tab has.
    const whole = closely && !stored.fault;
    this.#take(whole ? stored.answers : merge(this.answers, stored.answers, this.#base), stored);
    const kept = Object.entries(this.answers);
    if (stored.fault) this.#save();
    else if (kept.every(([item, key]) => stored.answers[item] === key)) this.keeping = "saved";
  }

  /**
   * @param {Answers} answers
   * @param {Saved} stored where some of them, or all, come from
   */
  #take(answers, stored) {
    for (const [item, version] of stored.versions) {
      if (answers[item] === stored.answers[item]) this.#versions.set(item, version);
    }
    this.#latest = Math.max(this.#latest, stored.latest);
    this.#base = stored.answers;
    this.answers = answers;
    this.standing = null;
    this.loads += 1;
  }

  /**
   * @param {Answers} answers
   * @param {Answers | null} cleared
   */
  #become(answers, cleared) {
    this.answers = answers;
    this.cleared = cleared;
    if (this.keeping !== "unsaved" && this.keeping !== "newer") this.#save();
    this.#tell();
  }

  #save() {
    const { quiz, answers } = this;
    const saved = { answers, versions: this.#versions, latest: this.#latest };
    try {
      if (this.#some) localStorage.setItem(this.key, pack(quiz, saved));
      else localStorage.removeItem(this.key);
      this.keeping = "saved";
      this.#base = answers;
    } catch (error) {
      const { name } = /** @type {Error} */ (error);
      this.keeping = name === "QuotaExceededError" ? "full" : "off";
    }
  }

  /** @returns {Saved | undefined} undefined when nothing is stored, or may be read */
  #load() {
    // null for nothing, undefined where nothing may be read.
    const text = attempt(() => localStorage.getItem(this.key));
    if (this.keeping === "newer") this.keeping = this.#some ? "removed" : "saved";
    if (text === undefined && this.keeping === "saved") this.keeping = "off";
    if (typeof text !== "string") return undefined;
    const saved = unpack(text, this.quiz, this.version);
    if (saved.fault === "newer") {
      if (this.keeping !== "unsaved") this.keeping = "newer";
      return undefined;
    }
    if (saved.fault) this.#setAside(text, saved);
    return saved;
  }

  /**
   * Keep a damaged text for somebody who can mend it, and what could be read of it for the reader.
   *
   * @param {string} text
   * @param {Saved} saved
   */
  #setAside(text, saved) {
    const some = Object.keys(saved.answers).length > 0;
    this.damaged = some || this.#some ? "part" : "all";
    attempt(() => {
      // First, to make room for the copy.
      localStorage.removeItem(this.key);
      localStorage.setItem(this.key + DAMAGED, text.slice(0, LIMIT));
    });
    if (some) attempt(() => localStorage.setItem(this.key, pack(this.quiz, saved)));
  }

  #tell() {
    for (const listener of this.#listeners) {
      if (!listener()) this.#listeners.delete(listener);
    }
  }
}

/**
 * Storage throws where the reader or an administrator has switched it off, and when it is full.
 *
 * @template T
 * @param {() => T} action
 * @returns {T | undefined}
 */
export function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
