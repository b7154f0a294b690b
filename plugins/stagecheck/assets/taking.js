// @ts-check
/** All that a reader has, into a file and out of one. Nothing that is here already is replaced. */
import { MOST, add, asText, changeKept, isAnswer, lacking, prefixOf, readKept, readNext, write, writeNext } from "./kept.js";
import { pack } from "./saved.js";

/** @typedef {import("./results.js").Mine} Mine */
/** @typedef {import("./results.js").Check} Check */
/** @typedef {import("./form.js").Answers} Answers */
/** @typedef {import("./kept.js").Past} Past */
/** @typedef {Past & {quiz: string}} Result */
/** @typedef {{quiz: string, answers: Answers, versions: Record<string, number>}} Unfinished */
/**
 * What Python found sound in a file; ahead: how many results it left out, for their day is to come.
 *
 * @typedef {object} Found
 * @property {Result[]} results
 * @property {number} ahead
 * @property {Unfinished[]} unfinished
 * @property {{quiz: string, day: string}[]} checks
 */

/**
 * @param {Mine} mine
 * @returns {Record<string, unknown>} in the shape of the file
 */
export function gathered({ checks, name, site }) {
  const results = checks.flatMap(({ quiz }) =>
    readKept(site, quiz).kept.map((past) => ({ quiz, ...past })),
  );
  const unfinished = checks.map(begun).filter(({ answers }) => Object.keys(answers).length);
  const days = checks.map(({ quiz }) => ({ quiz, day: readNext(site, quiz) }));
  return {
    format: 1,
    kind: "stagecheck-results",
    site: name,
    results,
    unfinished,
    checks: days.filter(({ day }) => day),
  };
}

/**
 * @param {Check} check
 * @returns {Unfinished} without what no file may hold
 */
function begun({ quiz, store }) {
  const sound = Object.entries(store.answers).filter((one) => isAnswer(...one));
  const dated = Object.entries(store.versions).filter(([item]) => isAnswer(item, store.answers[item]));
  const versions = dated.map(([item, version]) => [item, Math.max(1, version)]);
  return { quiz, answers: Object.fromEntries(sound), versions: Object.fromEntries(versions) };
}

/** What of a file was taken in, what was not and why, and the way back. */
export class Taking {
  taken = 0;
  #there = 0;
  #over = 0;
  #foreign = 0;
  #failed = 0;
  /** @type {string[]} */
  #begun = [];
  /** @type {string[]} */
  #dated = [];
  /** @type {(() => void)[]} */
  #back = [];

  /**
   * Take in what Python found sound. Answers and days that are here stay.
   *
   * @param {Mine} mine
   * @param {Found} found
   */
  constructor({ checks, site }, { results, ahead, unfinished, checks: days }) {
    this.site = site;
    this.ahead = ahead;
    const known = new Map(checks.map((check) => [check.quiz, check]));
    /**
     * @template {{quiz: string}} One
     * @param {One[]} all
     * @param {(check: Check, some: One[]) => void} take
     */
    const each = (all, take) => {
      for (const quiz of new Set(all.map((one) => one.quiz))) {
        const [check, some] = [known.get(quiz), all.filter((one) => one.quiz === quiz)];
        if (check) take(check, some);
        else this.#foreign += some.length;
      }
    };
    each(results, ({ quiz }, some) => this.#results(quiz, some));
    each(unfinished, (check, some) => some.forEach((one) => this.#unfinished(check, one)));
    each(days, (check, some) => some.forEach(({ day }) => this.#day(check, day)));
  }

  /** Take out again what was taken in, and nothing else. */
  undo() {
    for (const act of this.#back) act();
  }

  /** What became of it, in sentences. */
  get told() {
    const full = `${MOST} of a check are kept at most, and those that are here stay`;
    return [
      `Taken in: ${this.taken}.`,
      this.#there ? `Here already: ${this.#there}.` : "",
      this.#over ? `Left out, for ${full}: ${this.#over}.` : "",
      this.ahead ? `Left out, for this device's clock has not come to their day: ${this.ahead}.` : "",
      ...this.#begun.map((title) => `Not taken in: ${title} (you have begun it here).`),
      ...this.#dated.map((title) => `Not taken in: the next day of ${title} (you have set one here).`),
      this.#foreign ? `Left out, for this site has no such check: ${this.#foreign}.` : "",
      this.#failed
        ? `Not stored, for this browser has no room or may not store them: ${this.#failed}.`
        : "",
    ]
      .filter(Boolean)
      .join(" ");
  }

  /**
   * @param {string} quiz
   * @param {Result[]} results of that quiz
   */
  #results(quiz, results) {
    const { site } = this;
    const past = results.map(({ day, version, answers }) => ({ day, version, answers }));
    const { added, fault, over } = add(site, quiz, past);
    if (fault) {
      this.#failed += past.length;
      return;
    }
    this.#over += over;
    this.#there += past.length - added.length - over;
    this.#took(added.length, () => changeKept(site, quiz, (kept) => lacking(added, kept)));
  }

  /**
   * @param {Check} check
   * @param {Unfinished} unfinished
   */
  #unfinished({ quiz, store, title }, { answers, versions }) {
    if (asText(store.answers) === asText(answers)) this.#there += 1;
    else if (Object.keys(store.answers).length) this.#begun.push(title);
    else {
      const latest = Math.max(0, ...Object.values(versions));
      const saved = { answers, versions: new Map(Object.entries(versions)), latest };
      // What a newer page stored stays, and so does the wish to store nothing.
      const free = store.keeping === "saved";
      const fault = free ? write(`${prefixOf(this.site)}${quiz}`, pack(quiz, saved)) : "off";
      store.reload();
      if (fault) this.#failed += 1;
      else this.#took(1, () => asText(store.answers) === asText(answers) && store.clear());
    }
  }

  /**
   * @param {Check} check
   * @param {string} day
   */
  #day({ quiz, title }, day) {
    const { site } = this;
    const here = readNext(site, quiz);
    if (here === day) this.#there += 1;
    else if (here) this.#dated.push(title);
    else if (writeNext(site, quiz, day)) this.#failed += 1;
    else this.#took(1, () => readNext(site, quiz) === day && writeNext(site, quiz, ""));
  }

  /**
   * @param {number} count
   * @param {() => unknown} back
   */
  #took(count, back) {
    this.taken += count;
    this.#back.push(back);
  }
}
