// @ts-check
/** The text in which answers are stored, and what to make of one that is not as it should be. */

/** @typedef {import("./form.js").Answers} Answers */
/**
 * versions: of the quiz, by item: to which one it was answered; latest: the newest of them, ever.
 * newer: a later build's, not to be touched; damaged: `answers` holds what could be read.
 *
 * @typedef {object} Saved
 * @property {Answers} answers
 * @property {Map<string, number>} versions
 * @property {number} latest
 * @property {"newer" | "damaged"} [fault]
 */

const FORMAT = 1;
/** Characters; the answers to a thousand questions take fewer. */
export const LIMIT = 100_000;

/**
 * @param {string} quiz
 * @param {Saved} saved
 * @returns {string} with the versions that are not `latest` as "earlier", if there are any
 */
export function pack(quiz, { answers, versions, latest }) {
  const older = Object.keys(answers)
    .map((item) => /** @type {const} */ ([item, versions.get(item) ?? latest]))
    .filter(([, version]) => version < latest);
  const earlier = older.length ? Object.fromEntries(older) : undefined;
  return JSON.stringify({ format: FORMAT, quiz, version: latest, answers, earlier });
}

/**
 * @param {string} text
 * @param {string} quiz
 * @param {number} version of the quiz, where the text does not tell it
 * @returns {Saved}
 */
export function unpack(text, quiz, version) {
  const data = parsed(text);
  if (data.format > FORMAT) {
    return { answers: {}, versions: new Map(), latest: version, fault: "newer" };
  }
  const own = text.length > LIMIT ? {} : data;
  const latest = isVersion(own.version) ? own.version : version;
  const answers = sift(own.answers, (key) => typeof key === "string");
  const earlier = sift(own.earlier ?? {}, isVersion);
  const sound = own.format === FORMAT && own.quiz === quiz && own.version === latest;
  const older = new Map(earlier.kept);
  return {
    answers: Object.fromEntries(answers.kept),
    versions: new Map(answers.kept.map(([item]) => [item, older.get(item) ?? latest])),
    latest,
    fault: sound && answers.whole && earlier.whole ? undefined : "damaged",
  };
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
export function merge(held, stored, base) {
  const changed = Object.entries(stored).filter(([item, key]) => key !== base[item]);
  return { ...stored, ...held, ...Object.fromEntries(changed) };
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
 * @param {any} record anything
 * @param {(value: unknown) => boolean} fits
 * @returns {{kept: [string, any][], whole: boolean}} what fits, and whether that is all
 */
function sift(record, fits) {
  const plain = record !== null && typeof record === "object" && !Array.isArray(record);
  const found = plain ? Object.entries(record) : [];
  const kept = found.filter(([, value]) => fits(value));
  return { kept, whole: plain && kept.length === found.length };
}

/** @param {unknown} value */
const isVersion = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
