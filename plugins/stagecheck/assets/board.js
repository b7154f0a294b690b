// @ts-check
/**
 * The page of team boards: rounds are opened, found again, taken along and removed. Codes stay in
 * this browser; what they come to is Python's to say.
 */
import { ask, worded } from "./asking.js";
import { dropped } from "./draft.js";
import { button, dayIn, download, make, say, speaker, spoken } from "./elements.js";
import { labelled, numberOf, oneLine } from "./fields.js";
import { Importing } from "./importing.js";
import { mountAll } from "./mounting.js";
import { Opened } from "./opened.js";
import { MOST, Rounds, united } from "./rounds.js";
import { attempt } from "./store.js";

/** @typedef {import("./rounds.js").Round} Round */
/** @typedef {{quiz: string, title: string, page: string, files: Record<string, string>, briefs: string}} Check */

/** Ends the key under which a tab keeps which round it shows. */
const SHOWN = ":shown";

const NOTICES = {
  "": "",
  full:
    "Not saved: this browser has no room left for this site. What you do here stays until you close " +
    "or reload this page. Save the rounds as a file; once there is room, they are kept again.",
  off:
    "Not saved: this browser lets the page save nothing. What you do here stays until you close or " +
    "reload this page. Save the rounds as a file before you do.",
  newer:
    "Not saved: a newer version of this page kept rounds before, which this one cannot read. They " +
    "stay as they are. Reload this page to get that version; save what you did here as a file first.",
};
const DAMAGED =
  "A part of what was kept of your rounds could not be read, and was set aside. What could be read " +
  "stands here.";

/** The page, its checks and its rounds. */
export class Page {
  #notice = make("p", { className: "stagecheck-note", hidden: true });
  #list = make("ul", { className: "stagecheck-rounds" });
  #none = make("p", {}, "No round yet.");
  #save = button("Save all rounds as a file", () => this.save(this.rounds.all));
  #said = speaker();
  #place = make("div");
  /** @type {Opened | undefined} */
  #opened;

  /** @param {HTMLElement} root the section that lists the checks */
  constructor(root) {
    const { base = "./", manifest = "", site = "", threshold = "" } = root.dataset;
    this.root = root;
    this.base = base;
    this.name = site;
    this.threshold = Number(threshold);
    this.site = new URL(base, location.href).pathname;
    this.manifest = new URL(manifest, location.href).href;
    this.checks = checksOf(root);
    this.rounds = new Rounds(this.site);
    this.#notice.setAttribute("role", "status");
  }

  begin() {
    const part = /** @type {HTMLElement} */ (this.root.querySelector("[data-part=checks]"));
    part.hidden = true;
    const opening = make("h2", { id: "board..open" }, "Open a round");
    const yours = make("h2", { id: "board..rounds" }, "Your rounds");
    const buttons = make("div", { className: "stagecheck-buttons" }, this.#save);
    const lists = [yours, this.#none, this.#list, buttons, new Importing(this).element, this.#said];
    part.after(this.#notice, opening, this.#form(), ...lists, this.#place);
    this.#follow();
    const shown = attempt(() => sessionStorage.getItem(this.rounds.key + SHOWN)) ?? "";
    if (this.rounds.of(shown)) this.open(shown, false);
    this.show();
  }

  #follow() {
    const { key } = this.rounds;
    const follow = (/** @type {StorageEvent} */ event) => {
      if (!this.root.isConnected) removeEventListener("storage", follow);
      else if (event.key === null || event.key === key) this.#reload();
    };
    addEventListener("storage", follow);
    // A page that comes back from the browser's memory may have missed what others did.
    addEventListener("pageshow", ({ persisted }) => persisted && this.root.isConnected && this.#reload());
  }

  #reload() {
    this.rounds.reload();
    this.show();
  }

  /** Show all that there is now. */
  show() {
    const { all, damaged, fault } = this.rounds;
    const told = [NOTICES[fault], damaged ? DAMAGED : ""].filter(Boolean).join(" ");
    this.#notice.hidden = !told;
    if (this.#notice.textContent !== told) say(this.#notice, told);
    this.#none.hidden = all.length > 0;
    this.#list.hidden = this.#save.hidden = all.length === 0;
    this.#rows(all);
    if (this.#opened && !this.rounds.of(this.#opened.tag)) this.#lost(this.#opened);
    this.#opened?.follow();
  }

  /** @param {Round[]} all */
  #rows(all) {
    const focused = document.activeElement?.getAttribute("data-round");
    this.#list.replaceChildren(...all.map((round) => this.#row(round)));
    if (focused) this.#focus(focused);
  }

  /** @param {string} tag of the round whose row is meant */
  #focus(tag) {
    const [row] = this.#list.querySelectorAll(`[data-round="${tag}"]`);
    if (row instanceof HTMLElement) row.focus();
  }

  /** @param {Round} round */
  #row({ codes, day, name, people, quiz, tag }) {
    const open = button(name || tag, () => this.open(tag, true));
    open.dataset.round = tag;
    open.setAttribute("aria-current", String(this.#opened?.tag === tag));
    const title = this.checks.get(quiz)?.title ?? quiz;
    const remove = button("Delete", () => this.remove(tag));
    remove.ariaLabel = `Delete: ${name || tag}`;
    const about = make("span", {}, `${title}, ${spoken(day)}, ${codes.length} of ${people} answered`);
    return make("li", {}, open, about, remove);
  }

  #form() {
    const options = [...this.checks.values()].map(({ quiz, title }) => make("option", { value: quiz }, title));
    const check = make("select", {}, ...options);
    const name = make("input", { type: "text", maxLength: 100, required: true, autocomplete: "off" });
    const people = numberOf("");
    const form = make(
      "form",
      { className: "stagecheck-opening" },
      labelled("Check", check),
      labelled("Name of the round", name, "For you alone: it stays in this browser."),
      labelled("How many people do you expect?", people),
      make("button", { type: "submit", className: "stagecheck-primary" }, "Open the round"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.rounds.all.length >= MOST) {
        say(this.#said, `Not opened: at most ${MOST} rounds are kept. Save those that are over as files, and delete them.`);
        return;
      }
      const tag = this.rounds.fresh;
      const round = { quiz: check.value, name: oneLine(name.value), tag, people: people.valueAsNumber };
      this.rounds.change((all) => [{ ...round, day: dayIn(), codes: [], actions: [] }, ...all]);
      name.value = "";
      this.open(tag, true);
    });
    return form;
  }

  /**
   * @param {string} tag
   * @param {boolean} moves whether the reader is led there
   */
  open(tag, moves) {
    attempt(() => sessionStorage.setItem(this.rounds.key + SHOWN, tag));
    this.#opened = new Opened(this, tag);
    this.#place.replaceChildren(this.#opened.element);
    say(this.#said);
    this.show();
    if (moves) this.#opened.focus();
  }

  /** @param {...(Node | string)} words about all rounds */
  tell(...words) {
    say(this.#said, ...words);
  }

  #close() {
    attempt(() => sessionStorage.removeItem(this.rounds.key + SHOWN));
    this.#opened = undefined;
    this.#place.replaceChildren();
  }

  /** @param {string} tag of the round to delete; it can be put back until something else is done */
  remove(tag) {
    const at = this.rounds.all.findIndex((one) => one.tag === tag);
    const round = this.rounds.all[at];
    if (!round) return;
    const shown = this.#opened?.tag === tag;
    this.drop(new Set([tag]));
    const typed = dropped(this.rounds.key, tag);
    const undo = button("Undo", () => {
      typed();
      this.#restore(round, at, shown);
    });
    say(this.#said, `Deleted: ${round.name || tag}. `, undo);
    undo.focus();
  }

  /** @param {Set<string>} tags of rounds that go */
  drop(tags) {
    if (this.#opened && tags.has(this.#opened.tag)) this.#close();
    this.rounds.change((rounds) => rounds.filter(({ tag }) => !tags.has(tag)));
    this.show();
  }

  /**
   * @param {Round} round that was deleted; a part of it may have come back meanwhile
   * @param {number} at its place
   * @param {boolean} opens whether it was open
   */
  #restore(round, at, opens) {
    const { tag } = round;
    this.rounds.change((rounds) =>
      rounds.some((one) => one.tag === tag)
        ? united(rounds, [round]).rounds
        : [...rounds.slice(0, at), round, ...rounds.slice(at)],
    );
    if (opens) this.open(tag, false);
    this.show();
    say(this.#said, "It is back.");
    this.#focus(tag);
  }

  /** @param {Opened} opened whose round is there no more, which nobody did in this tab */
  #lost({ element, last }) {
    const inside = element.contains(document.activeElement);
    this.#close();
    if (!last) return;
    const back = button("Bring it back", () => this.#restore(last, 0, true));
    const name = last.name || last.tag;
    say(this.#said, `“${name}” was deleted in another tab. What you typed into it is kept until you close this one. `, back);
    if (inside) back.focus();
  }

  /** @param {Round[]} rounds to write into a file */
  async save(rounds) {
    say(this.#said);
    const whole = { format: 1, kind: "stagecheck-rounds", site: this.name.slice(0, 300), rounds };
    try {
      download(await ask(this.manifest, {}, {}, { op: "rounds", what: "write", day: dayIn(), rounds: whole }));
    } catch (failure) {
      say(this.#said, worded(failure));
    }
  }
}

/**
 * @param {HTMLElement} root
 * @returns {Map<string, Check>} in the order of the page
 */
function checksOf(root) {
  const items = [...root.querySelectorAll("[data-quiz]")].map((element) => {
    const { briefs = "", ledger = "", pack = "", quiz = "" } = /** @type {HTMLElement} */ (element).dataset;
    const link = /** @type {HTMLAnchorElement} */ (element.querySelector("a"));
    /** @param {string} address */
    const here = (address) => new URL(address, location.href).href;
    const files = { quiz: here(pack), ...(ledger ? { ledger: here(ledger) } : {}) };
    const title = link.textContent ?? quiz;
    const check = { quiz, title, page: link.href, files, briefs: briefs && here(briefs) };
    return /** @type {[string, Check]} */ ([quiz, check]);
  });
  return new Map(items);
}

mountAll("[data-stagecheck-board]", import.meta.url, (root) => new Page(root).begin());
