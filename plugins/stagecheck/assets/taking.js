// @ts-check
/** All that a reader has, into a file and out of one. Nothing that is here already is replaced. */
import { MOST, keep, prefixOf, readKept, readNext, write, writeNext } from "./kept.js";
import { pack } from "./saved.js";

/** @typedef {import("./results.js").Mine} Mine */
/** @typedef {import("./form.js").Answers} Answers */
/** @typedef {import("./kept.js").Past & {quiz: string}} Result */
/** @typedef {{quiz: string, answers: Answers, versions: Record<string, number>}} Unfinished */
/** @typedef {{results: Result[], unfinished: Unfinished[], checks: {quiz: string, day: string}[]}} Found */

/**
 * @param {Mine} mine
 * @returns {Record<string, unknown>} in the shape of the file
 */
export function gathered({ checks, name, site }) {
  const results = checks.flatMap(({ quiz }) =>
    readKept(site, quiz).kept.map((past) => ({ quiz, ...past })),
  );
  const unfinished = checks
    .filter(({ store }) => Object.keys(store.answers).length)
    .map(({ quiz, store }) => ({ quiz, answers: store.answers, versions: store.versions }));
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
 * Take in what Python found sound. Answers and days that are here stay.
 *
 * @param {Mine} mine
 * @param {Found} found
 * @returns {string} what was taken in, and what was not
 */
export function takeIn({ checks, site }, { results, unfinished, checks: days }) {
  const known = new Map(checks.map((check) => [check.quiz, check]));
  let [taken, there, foreign, failed, gone] = [0, 0, 0, 0, 0];
  /** @param {boolean} fault @param {number} fresh @param {number} [old] */
  const count = (fault, fresh, old = 0) => {
    if (fault) failed += fresh + old;
    else [taken, there] = [taken + fresh, there + old];
  };
  for (const quiz of new Set(results.map((one) => one.quiz))) {
    const own = results.filter((one) => one.quiz === quiz);
    if (!known.has(quiz)) foreign += own.length;
    else {
      const before = readKept(site, quiz).kept.length;
      const past = own.map(({ day, version, answers }) => ({ day, version, answers }));
      const { fault, gone: oldest } = keep(site, quiz, past);
      const fresh = fault ? own.length : readKept(site, quiz).kept.length + oldest - before;
      if (!fault) gone += oldest;
      count(Boolean(fault), fresh, own.length - fresh);
    }
  }
  for (const { quiz, answers, versions } of unfinished) {
    const store = known.get(quiz)?.store;
    if (!store) foreign += 1;
    else if (Object.keys(store.answers).length) count(false, 0, 1);
    else {
      const latest = Math.max(0, ...Object.values(versions));
      const saved = { answers, versions: new Map(Object.entries(versions)), latest };
      const key = `${prefixOf(site)}${quiz}`;
      // What a newer page stored stays, and so does the wish to store nothing.
      const fault = store.keeping === "saved" ? write(key, pack(quiz, saved)) : "off";
      store.reload();
      count(Boolean(fault), 1);
    }
  }
  for (const { quiz, day } of days) {
    if (!known.has(quiz)) foreign += 1;
    else if (readNext(site, quiz)) count(false, 0, 1);
    else count(Boolean(writeNext(site, quiz, day)), 1);
  }
  return [
    `Taken in: ${taken}.`,
    gone ? `The oldest went, for ${MOST} of a check are kept at most: ${gone}.` : "",
    there ? `Left as they are, for they are here already or you have answers of your own: ${there}.` : "",
    foreign ? `Left out, for this site has no such check: ${foreign}.` : "",
    failed ? `Not stored, for this browser has no room or may not store them: ${failed}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
