// @ts-check
/** A second round beside the one that is open. Nothing is computed between them. */
import { make, spoken } from "./elements.js";
import { labelled } from "./fields.js";
import { attempt } from "./store.js";
import { Told } from "./told.js";

/** @typedef {import("./opened.js").Opened} Opened */

export class Beside {
  #choice = make("select");
  #asked = "";
  /** Tag of the round that is chosen, here or in this tab before; it may not be there any more. */
  #chosen;

  /** @param {Opened} opened */
  constructor(opened) {
    this.opened = opened;
    this.told = new Told(opened.page, "beside");
    const key = `${opened.page.rounds.key}:beside:${opened.tag}`;
    this.#chosen = attempt(() => sessionStorage.getItem(key)) ?? "";
    this.#choice.addEventListener("change", () => {
      this.#chosen = this.#choice.value;
      attempt(() => sessionStorage.setItem(key, this.#chosen));
      this.#compare();
    });
    const title = make("h3", {}, "Beside another round");
    this.element = make("section", { hidden: true }, title, labelled("Round", this.#choice), this.told.element);
  }

  /** Offer the rounds of the same check, and show the one that is chosen as it is now. */
  follow() {
    const { page, round, tag } = this.opened;
    const others = page.rounds.all.filter((one) => one.quiz === round?.quiz && one.tag !== tag);
    this.element.hidden = others.length === 0;
    const options = others.map((one) => {
      return make("option", { value: one.tag }, `${one.name || one.tag}, ${spoken(one.day)}`);
    });
    this.#choice.replaceChildren(make("option", { value: "" }, "None"), ...options);
    this.#choice.value = others.some(({ tag }) => tag === this.#chosen) ? this.#chosen : "";
    this.#compare();
  }

  async #compare() {
    const { check, page, round } = this.opened;
    const other = page.rounds.of(this.#choice.value);
    const codes = this.opened.late.ready(round?.codes ?? []);
    const asked = other && round ? JSON.stringify([round, codes, other]) : "";
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (!other || !round || !check) {
      this.told.clear();
      return;
    }
    try {
      // The older one first.
      const rounds = [other, { ...round, codes }].sort((one, two) => (one.day < two.day ? -1 : +(one.day > two.day)));
      const sides = rounds.map(({ codes, name, tag }) => ({ codes: codes.join("\n"), name: name || tag, round: tag }));
      const lines = round.codes.length + other.codes.length;
      const found = await this.told.ask(this, check, { op: "beside", sides }, lines);
      if (found && this.#asked === asked) this.told.show(found);
    } catch (failure) {
      this.#asked = "";
      this.told.fail(failure, () => this.#compare());
    }
  }
}
