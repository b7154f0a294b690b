// @ts-check
/**
 * Results that the reader kept with their day, and the days of the next checks. They stand in the
 * browser's storage beside the answers (store.js), and are treated with the same care: what cannot
 * be read is set aside, what a newer page wrote is left alone.
 */
import { attempt } from "./store.js";

/** @typedef {import("./form.js").Answers} Answers */
/** @typedef {{day: string, version: number, answers: Answers}} Past */
/** off: nothing may be read or written. @typedef {"" | "full" | "off" | "newer"} Fault */

const FORMAT = 1;
/** Results of one quiz. */
export const MOST = 50;
/** Characters; fifty results of a hundred questions take fewer. */
const LIMIT = 500_000;
const DAMAGED = ":damaged";
/** What files may hold, as Python judges them (fields.py, days.py). */
const DAY = /^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d$/;
const ITEM = /^[a-z0-9-]{1,200}$/;
const ANSWER = /^([?~-]|[a-z0-9-]{1,200}( [a-z0-9-]{1,200})*)$/;
const LONGEST = 2000;
const VERSIONS = 2 ** 14;

/** Keys of texts that could not be read whole, as long as this page is open. */
export const damaged = new Set();

/** @param {string} site its path, with a slash at both ends */
export const prefixOf = (site) => `stagecheck:${site}:`;

/**
 * @param {string} site
 * @param {string} quiz
 */
const keyOf = (site, quiz) => `${prefixOf(site)}kept:${quiz}`;

/**
 * @param {string} site
 * @param {string} quiz
 * @returns {{kept: Past[], fault: Fault}} in the order in which they were kept
 */
export function readKept(site, quiz) {
  const key = keyOf(site, quiz);
  const text = attempt(() => localStorage.getItem(key));
  if (text === undefined) return { kept: [], fault: "off" };
  if (text === null) return { kept: [], fault: "" };
  const data = text.length > LIMIT ? {} : parsed(text);
  if (data.format > FORMAT) return { kept: [], fault: "newer" };
  const entries = Array.isArray(data.kept) ? data.kept : [];
  const kept = entries.filter(isPast);
  const sound = data.format === FORMAT && data.quiz === quiz && Array.isArray(data.kept);
  if (!sound || kept.length < entries.length) setAside(key, text, quiz, kept);
  return { kept, fault: "" };
}

/**
 * @param {string} site
 * @param {string} quiz
 * @param {(kept: Past[]) => Past[]} change what is kept
 * @returns {{fault: Fault, changed: boolean}}
 */
export function changeKept(site, quiz, change) {
  const { kept, fault } = readKept(site, quiz);
  if (fault) return { fault, changed: false };
  const after = change(kept);
  if (JSON.stringify(after) === JSON.stringify(kept)) return { fault, changed: false };
  const key = keyOf(site, quiz);
  return { fault: write(key, after.length ? packed(quiz, after) : null), changed: true };
}

/**
 * Keep a result of today. The oldest of the others goes where there are too many.
 *
 * @param {string} site
 * @param {string} quiz
 * @param {Past} result equal ones of one day are one
 * @returns {{fault: Fault, changed: boolean, gone: number}} how many of the oldest went
 */
export function keep(site, quiz, result) {
  let gone = 0;
  const done = changeKept(site, quiz, (kept) => {
    const fresh = lacking(kept, [result]);
    const others = fresh.length ? kept.slice(-(MOST - 1)) : kept;
    gone = kept.length - others.length;
    return byDay([...others, ...fresh]);
  });
  return { ...done, gone };
}

/**
 * Add results from elsewhere, the newest first, as many as there is room for: what is here stays.
 *
 * @param {string} site
 * @param {string} quiz
 * @param {Past[]} results
 * @returns {{fault: Fault, added: Past[], over: number}} those that are new here; how many did not fit
 */
export function add(site, quiz, results) {
  /** @type {Past[]} */
  let added = [];
  let over = 0;
  const { fault } = changeKept(site, quiz, (kept) => {
    const fresh = byDay(lacking(kept, results));
    over = Math.max(0, fresh.length - Math.max(0, MOST - kept.length));
    added = fresh.slice(over);
    return byDay([...kept, ...added]);
  });
  return { fault, added, over };
}

/**
 * @param {Past[]} kept
 * @param {Past[]} results
 * @returns {Past[]} those of the results that are not kept, each once
 */
export function lacking(kept, results) {
  const known = new Set(kept.map(named));
  return results.filter((one) => !known.has(named(one)) && known.add(named(one)));
}

/** @param {Past[]} results @returns {Past[]} stable: of one day, what was kept later stays later */
export const byDay = (results) =>
  results.sort((one, other) => (one.day < other.day ? -1 : +(one.day > other.day)));

/**
 * @param {string} site
 * @param {string} quiz
 * @returns {string} the day of the next check, or nothing
 */
export function readNext(site, quiz) {
  const day = attempt(() => localStorage.getItem(`${prefixOf(site)}next:${quiz}`)) ?? "";
  return isDay(day) ? day : "";
}

/**
 * @param {string} site
 * @param {string} quiz
 * @param {string} day or nothing, for none
 * @returns {Fault}
 */
export function writeNext(site, quiz, day) {
  return write(`${prefixOf(site)}next:${quiz}`, day || null);
}

/**
 * @param {string} key
 * @param {string | null} text null removes what is there
 * @returns {Fault}
 */
export function write(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return "";
  } catch (error) {
    return /** @type {Error} */ (error).name === "QuotaExceededError" ? "full" : "off";
  }
}

/**
 * @param {string} quiz
 * @param {Past[]} kept
 */
const packed = (quiz, kept) => JSON.stringify({ format: FORMAT, quiz, kept });

/** @param {Past} past */
const named = ({ day, version, answers }) => JSON.stringify([day, version, asText(answers)]);

/** @param {Answers} answers @returns {string} the same for the same answers, in whatever order */
export const asText = (answers) => JSON.stringify(Object.entries(answers).sort());

/**
 * @param {string} key
 * @param {string} text that cannot be read whole
 * @param {string} quiz
 * @param {Past[]} kept what could be read of it
 */
function setAside(key, text, quiz, kept) {
  damaged.add(key);
  // First, to make room for the copy.
  write(key, null);
  write(key + DAMAGED, text.slice(0, LIMIT));
  if (kept.length) write(key, packed(quiz, kept));
}

/**
 * @param {string} text
 * @returns {Record<string, any>} empty where it holds no object
 */
function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/**
 * @param {any} data anything
 * @returns {data is Past} whether a file may hold it
 */
export function isPast(data) {
  const { day, version, answers } = data ?? {};
  const plain = answers !== null && typeof answers === "object" && !Array.isArray(answers);
  const sound = plain && Object.entries(answers).every(([item, answer]) => isAnswer(item, answer));
  return sound && isDay(day) && Number.isSafeInteger(version) && version > 0 && version < VERSIONS;
}

/**
 * @param {string} item
 * @param {unknown} answer
 */
export const isAnswer = (item, answer) =>
  ITEM.test(item) && typeof answer === "string" && answer.length <= LONGEST && ANSWER.test(answer);

/** @param {unknown} day */
function isDay(day) {
  if (typeof day !== "string" || !DAY.test(day)) return false;
  // Some browsers count on from the last day of a month.
  return attempt(() => new Date(day).toISOString().startsWith(day)) === true;
}
