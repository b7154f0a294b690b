// @ts-check
/**
 * The rounds of team boards, in the browser's storage beside a reader's own answers and apart from
 * them. What cannot be stored stays in this tab; what cannot be read is set aside; what a newer page
 * wrote is left alone.
 */
import { prefixOf, write } from "./kept.js";
import { attempt } from "./store.js";

/** @typedef {{text: string, owner: string, day: string}} Action */
/**
 * The codes of one team at one time: `tag` tells rounds apart, `people` were asked.
 *
 * @typedef {object} Round
 * @property {string} quiz
 * @property {string} name
 * @property {string} tag
 * @property {number} people
 * @property {string} day
 * @property {string[]} codes
 * @property {Action[]} actions
 */

/** A part of a round @typedef {{codes: string[], actions: Action[]}} Part */
/** What a file has for a round that is here @typedef {Part & {round: Round}} More */
/** A round of another check, under the tag of one that is here @typedef {{round: Round, other: Round}} Clash */

const FORMAT = 1;
/** Rounds that are taken in or opened: more than one person leads, and few enough to delete by hand. */
export const MOST = 100;
/** Codes of a round, twice the largest that a board is made for: a file of rounds holds no more. */
export const MOST_CODES = 10_000;
/** Characters; browsers keep no more of a whole site. */
const LIMIT = 5_000_000;
const DAMAGED = ":damaged";
const DAY = /^\d{4}-\d\d-\d\d$/;
/** As codes are written: no letter that looks like another, or like a digit. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TAG = new RegExp(`^[${LETTERS}]{4}$`);

export class Rounds {
  /** @type {Round[]} the newest first */
  all = [];
  /** @type {import("./kept.js").Fault} why `all` is not stored */
  fault = "";
  /** Whether a part of what was stored could not be read. */
  damaged = false;

  /** @param {string} site its path, with a slash at both ends */
  constructor(site) {
    // No id of a quiz holds a colon: no answers are ever stored under this key.
    this.key = `${prefixOf(site)}boards:rounds`;
    this.reload();
  }

  /** Follow what other tabs stored. What this one could not store is not lost for it. */
  reload() {
    const unsaved = this.fault !== "";
    const stored = this.#read();
    if (!stored) return;
    this.all = unsaved ? united(this.all, stored).rounds : stored;
    if (unsaved) this.#save();
  }

  /** @param {(all: Round[]) => Round[]} alter */
  change(alter) {
    this.reload();
    this.all = alter(this.all);
    if (this.fault !== "newer") this.#save();
  }

  #save() {
    const { all } = this;
    this.fault = write(this.key, all.length ? packed(all) : null);
  }

  /**
   * @param {string} tag
   * @param {(round: Round) => Partial<Round>} alter what changes
   */
  alter(tag, alter) {
    this.change((all) => all.map((one) => (one.tag === tag ? { ...one, ...alter(one) } : one)));
  }

  /**
   * @param {string} tag
   * @returns {Round | undefined}
   */
  of(tag) {
    return this.all.find((one) => one.tag === tag);
  }

  /** @returns {string} a tag that no other round here has */
  get fresh() {
    const numbers = crypto.getRandomValues(new Uint8Array(4));
    const tag = [...numbers].map((number) => LETTERS[number % LETTERS.length]).join("");
    return this.of(tag) ? this.fresh : tag;
  }

  /** @returns {Round[] | undefined} undefined when what is stored may not be read */
  #read() {
    const text = attempt(() => localStorage.getItem(this.key));
    if (text === undefined) this.fault = "off";
    else if (this.fault === "newer") this.fault = "";
    if (typeof text !== "string") return text === null ? [] : undefined;
    const data = (text.length <= LIMIT && attempt(() => JSON.parse(text))) || {};
    if (data.format > FORMAT) {
      this.fault = "newer";
      return undefined;
    }
    const entries = Array.isArray(data.rounds) ? data.rounds : [];
    const rounds = entries.filter(isRound);
    const sound = data.format === FORMAT && Array.isArray(data.rounds);
    if (!sound || rounds.length < entries.length) this.#setAside(text, rounds);
    return rounds;
  }

  /**
   * @param {string} text that cannot be read whole
   * @param {Round[]} rounds what could be read of it
   */
  #setAside(text, rounds) {
    this.damaged = true;
    // First, to make room for the copy.
    write(this.key, null);
    write(this.key + DAMAGED, text.slice(0, LIMIT));
    if (rounds.length) write(this.key, packed(rounds));
  }
}

/**
 * Bring together two sets of rounds. No code and no action is lost, and no round but those left out:
 * a tag is all that tells rounds apart, and these have that of a round of another check.
 *
 * @param {Round[]} held whose names count
 * @param {Round[]} others
 * @returns {{rounds: Round[], left: Clash[]}}
 */
export function united(held, others) {
  const rounds = [...held];
  const places = new Map(held.map(({ tag }, at) => [tag, at]));
  /** @type {Clash[]} */
  const left = [];
  for (const round of others) {
    const at = places.get(round.tag) ?? rounds.length;
    const other = rounds[at];
    places.set(round.tag, at);
    if (other && other.quiz !== round.quiz) left.push({ round, other });
    else rounds[at] = other ? joined(other, round) : round;
  }
  return { rounds, left };
}

/**
 * Tell what rounds would add to those that are here, and alter nothing.
 *
 * @param {Round[]} held
 * @param {Round[]} others
 * @returns {{fresh: Round[], more: More[], known: number, clashing: Clash[]}} `known` add nothing
 */
export function compared(held, others) {
  const { left: clashing, rounds } = united([], others);
  const here = new Map(held.map((one) => [one.tag, one]));
  const fresh = rounds.filter(({ tag }) => !here.has(tag));
  /** @type {More[]} */
  const more = [];
  let known = 0;
  for (const round of rounds) {
    const other = here.get(round.tag);
    if (!other) continue;
    const part = without(round, other);
    if (other.quiz !== round.quiz) clashing.push({ round, other });
    else if (part.codes.length || part.actions.length) more.push({ ...part, round: other });
    else known += 1;
  }
  return { fresh, more, known, clashing };
}

/**
 * @template {Part} Whole
 * @param {Whole} one
 * @param {Part} part
 * @returns {Whole} with the codes and actions of both
 */
export function joined(one, part) {
  const { actions, codes } = without(part, one);
  return { ...one, codes: [...one.codes, ...codes], actions: [...one.actions, ...actions] };
}

/**
 * @param {Part} one
 * @param {Part} part
 * @returns {Part} the codes and actions that are in the first alone
 */
export function without(one, part) {
  const [codes, actions] = [new Set(part.codes), new Set(part.actions.map(told))];
  return {
    codes: one.codes.filter((code) => !codes.has(code)),
    actions: one.actions.filter((action) => !actions.has(told(action))),
  };
}

/** @param {Round[]} rounds */
const packed = (rounds) => JSON.stringify({ format: FORMAT, rounds });

/** @param {Action} action */
const told = ({ text, owner, day }) => JSON.stringify([text, owner, day]);

/**
 * @param {any} data anything
 * @returns {data is Round}
 */
export function isRound(data) {
  const { actions, codes, day, name, people, quiz, tag } = data ?? {};
  return (
    [name, quiz, tag, day].every(isText) &&
    TAG.test(tag) &&
    DAY.test(day) &&
    Number.isSafeInteger(people) &&
    people >= 0 &&
    Array.isArray(codes) &&
    codes.every(isText) &&
    Array.isArray(actions) &&
    actions.every((one) => [one?.text, one?.owner, one?.day].every(isText))
  );
}

/** @param {unknown} value */
const isText = (value) => typeof value === "string";
