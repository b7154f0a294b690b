// @ts-check
/**
 * A file of rounds, which may come from anybody: all who are asked know the tag of a round. New rounds
 * are taken in, and go out again at once; what one adds to a round that is here is asked for first.
 */
import { ask, worded } from "./asking.js";
import { button, make } from "./elements.js";
import { labelled } from "./fields.js";
import { MOST, MOST_CODES, compared, joined, united, without } from "./rounds.js";

/** @typedef {import("./board.js").Page} Page */
/** @typedef {import("./rounds.js").Round} Round */
/** @typedef {import("./rounds.js").More} More */

/** Bytes; no file of rounds that is saved here is larger. */
const LARGEST = 20_000_000;

export class Importing {
  #asked = make("ul", { className: "stagecheck-asked" });

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    const input = make("input", { type: "file", accept: ".json,application/json" });
    input.addEventListener("change", async () => {
      const [file] = input.files ?? [];
      if (file) await this.#take(file);
      // The same file again is a change too.
      input.value = "";
    });
    const label = labelled("Open a file of rounds that was saved here or on another device", input);
    this.element = make("div", {}, label, this.#asked);
  }

  /** @param {File} file */
  async #take(file) {
    const { page } = this;
    this.#asked.replaceChildren();
    page.tell();
    if (file.size > LARGEST) {
      return page.tell("Nothing was taken in: the file is larger than any that is saved here.");
    }
    try {
      const text = await file.text();
      const found = await ask(page.manifest, {}, {}, { op: "rounds", what: "read", text });
      this.#sort(found.rounds);
    } catch (failure) {
      page.tell(`Nothing was taken in. ${worded(failure)}`);
    }
  }

  /** @param {Round[]} rounds of the file */
  #sort(rounds) {
    const { page } = this;
    page.rounds.reload();
    const { clashing, fresh, known, more } = compared(page.rounds.all, rounds);
    const total = page.rounds.all.length + fresh.length;
    if (fresh.length && total > MOST) {
      page.tell(
        `Nothing was taken in: with this file there would be ${total} rounds, and at most ${MOST} are ` +
          "kept. Delete those that are over, or open a file with fewer.",
      );
      return;
    }
    page.rounds.change((all) => united(all, fresh).rounds);
    page.show();
    this.#asked.replaceChildren(...more.map((one) => this.#question(one)));
    const told = [
      `Rounds taken in: ${fresh.length}.`,
      known ? `${were(known)} here already, with all that the file has of ${known === 1 ? "it" : "them"}.` : "",
      more.length ? `${are(more.length)} here already, and the file has more for ${more.length === 1 ? "it" : "them"}: choose above.` : "",
      ...clashing.map(({ round, other }) => leftOut(round, other)),
    ];
    page.tell(told.filter(Boolean).join(" "), ...(fresh.length ? [" ", this.#undo(fresh)] : []));
  }

  /** @param {Round[]} fresh that were taken in */
  #undo(fresh) {
    return button("Undo", () => {
      this.page.drop(new Set(fresh.map(({ tag }) => tag)));
      this.page.tell("What the file brought is out again.");
    });
  }

  /** @param {More} more */
  #question(more) {
    const { actions, codes, round } = more;
    const what = [counted(codes.length, "code"), counted(actions.length, "action")].filter(Boolean).join(" and ");
    const row = make("li", { tabIndex: -1 }, `The file adds ${what} to ${named(round)}. `);
    const add = button("Add them", () => this.#add(more, what, row));
    const leave = button("Leave it", () => {
      row.replaceChildren(`Left as it is: ${named(round)}.`);
      row.focus();
    });
    row.append(add, " ", leave);
    return row;
  }

  /**
   * @param {More} more
   * @param {string} what in words
   * @param {HTMLElement} row where it was asked
   */
  #add(more, what, row) {
    const { rounds } = this.page;
    const { tag } = more.round;
    const whole = new Set([...(rounds.of(tag)?.codes ?? []), ...more.codes]).size;
    if (whole > MOST_CODES) {
      row.replaceChildren(`Nothing was added to ${named(more.round)}: it would have ${whole} codes, and a round holds ${MOST_CODES}.`);
      return row.focus();
    }
    rounds.alter(tag, (one) => joined(one, more));
    this.page.show();
    const undo = button("Undo", () => {
      rounds.alter(tag, (one) => without(one, more));
      this.page.show();
      row.replaceChildren(`Out of ${named(more.round)} again: ${what}.`);
      row.focus();
    });
    row.replaceChildren(`Added to ${named(more.round)}: ${what}. `, undo);
    undo.focus();
  }
}

/** @param {Round} round */
const named = ({ name, tag }) => `“${name || tag}”`;

/**
 * @param {Round} round of a file
 * @param {Round} other that is here, or stands before it in the file
 */
const leftOut = (round, other) =>
  `Left out: ${named(round)}, for ${named(other)} has its tag, ${other.tag}, and is of another check.`;

/** @param {number} count */
const were = (count) => (count === 1 ? "1 was" : `${count} were`);
/** @param {number} count */
const are = (count) => (count === 1 ? "1 is" : `${count} are`);

/**
 * @param {number} count
 * @param {string} noun
 */
const counted = (count, noun) => (count ? `${count} ${noun}${count === 1 ? "" : "s"}` : "");
