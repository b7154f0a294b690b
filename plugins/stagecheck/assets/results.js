// @ts-check
/**
 * The page of a reader's own results: of each check the last one kept and what changed, what is
 * unfinished, and when to come back. Words about results come from Python.
 */
import { ask, worded } from "./asking.js";
import { button, dayIn, download, make, say, speaker, spoken, today } from "./elements.js";
import { asText, changeKept, damaged, prefixOf, readKept, readNext, writeNext } from "./kept.js";
import { mountAll } from "./mounting.js";
import { attempt, storeOf } from "./store.js";
import { Stored } from "./stored.js";

/** @typedef {import("./kept.js").Past} Past */

const OFF =
  "This browser lets the page save nothing, so nothing is kept here. Take your results along as " +
  "files, by code or on paper.";
const NEWER =
  "A newer version of this page kept results of this check, which this one cannot read. They stay " +
  "as they are. Reload this page to get that version.";
const DAMAGED =
  "A part of what was kept of this check could not be read, and was set aside. What could be read " +
  "stands here.";

/** The page, its checks and what is stored. */
export class Mine {
  /** @param {HTMLElement} root the section that lists the checks */
  constructor(root) {
    const { base = "./", manifest = "", site = "" } = root.dataset;
    this.root = root;
    this.name = site;
    this.site = new URL(base, location.href).pathname;
    this.manifest = new URL(manifest, location.href).href;
    this.checks = [...root.querySelectorAll("[data-quiz]")].map(
      (element) => new Check(this, /** @type {HTMLElement} */ (element)),
    );
    this.stored = new Stored(this);
  }

  begin() {
    this.show();
    const follow = (/** @type {StorageEvent} */ { key }) => {
      if (!this.root.isConnected) removeEventListener("storage", follow);
      else if (key === null || key.startsWith(prefixOf(this.site))) this.show();
    };
    addEventListener("storage", follow);
    // A page that comes back from the browser's memory may have missed what others did.
    addEventListener("pageshow", ({ persisted }) => persisted && this.root.isConnected && this.show());
  }

  /** Show all that there is now. */
  show() {
    const off = attempt(() => localStorage.length) === undefined;
    const notice = /** @type {HTMLElement} */ (this.root.querySelector("[data-part=notice]"));
    notice.hidden = !off;
    say(notice, off ? OFF : "");
    for (const check of this.checks) check.show();
    this.stored.show();
  }
}

/** One quiz of the page. */
export class Check {
  #headline = make("p", { className: "stagecheck-headline" });
  #report = make("div", { className: "stagecheck-report" });
  /** What Python was asked about last. */
  #asked = "";
  /** @type {string[]} what each of the results kept came to, as far as Python has told */
  #told = [];
  /** @type {HTMLElement[]} where that stands */
  #places = [];

  /**
   * @param {Mine} mine
   * @param {HTMLElement} element
   */
  constructor(mine, element) {
    const { items = "", ledger, pack = "", quiz = "", version } = element.dataset;
    const link = element.querySelector("h3 a");
    this.mine = mine;
    this.element = element;
    this.quiz = quiz;
    this.title = link?.textContent ?? quiz;
    this.page = /** @type {HTMLAnchorElement} */ (link).href;
    /** Ids of the questions, in their order. */
    this.items = items.split(" ");
    this.pack = new URL(pack, location.href).href;
    this.ledger = ledger && new URL(ledger, location.href).href;
    this.store = storeOf(mine.site, quiz, Number(version));
    this.#headline.setAttribute("role", "status");
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.element.querySelector(`[data-part="${name}"]`));
  }

  show() {
    const { kept, fault } = readKept(this.mine.site, this.quiz);
    const answered = Object.keys(this.#answers).length;
    const fresh = this.#unkept(kept);
    const some = kept.length + fresh.length > 0;
    const parts = [
      ...this.#notices(fault),
      ...(some ? [this.#headline, this.#report] : []),
      ...(answered ? [this.#unfinished(answered, kept)] : []),
      ...(kept.length || answered || this.#next ? [this.#coming()] : []),
      ...(kept.length ? [this.#list(kept)] : []),
    ];
    this.element.toggleAttribute("data-some", parts.length > 0);
    this.#part("mine").replaceChildren(...parts);
    if (some) this.#word(kept, fresh);
  }

  /** Those to the questions of the page; the store has also those to questions that are gone. */
  get #answers() {
    return Object.fromEntries(Object.entries(this.store.answers).filter(([item]) => this.items.includes(item)));
  }

  /** @param {Past[]} kept */
  #isKept(kept) {
    const answers = asText(this.#answers);
    return kept.some((one) => asText(one.answers) === answers);
  }

  /**
   * @param {Past[]} kept
   * @returns {Past[]} the result of a check that is finished and not kept; none where that is not so
   */
  #unkept(kept) {
    const { store } = this;
    const answers = this.#answers;
    const whole = Object.keys(answers).length === this.items.length;
    // What answers to another version came to is told on the page of the check.
    const same = !store.outdated && Object.keys(store.earlier).length === 0;
    return whole && same && !this.#isKept(kept) ? [{ day: dayIn(), version: store.version, answers }] : [];
  }

  get #next() {
    return readNext(this.mine.site, this.quiz);
  }

  /** @param {string} fault */
  #notices(fault) {
    const key = `${prefixOf(this.mine.site)}kept:${this.quiz}`;
    const told = [fault === "newer" ? NEWER : "", damaged.has(key) ? DAMAGED : ""];
    return told.filter(Boolean).map((text) => make("p", { className: "stagecheck-note" }, text));
  }

  /**
   * @param {Past[]} kept
   * @param {Past[]} unkept one at most
   */
  async #word(kept, unkept) {
    const { ledger, mine, pack } = this;
    const request = { op: "kept", kept, unkept, ...(ledger ? {} : { ledger: "" }) };
    const asked = JSON.stringify(request);
    if (asked === this.#asked) return this.#fill();
    this.#asked = asked;
    this.#told = [];
    if (!this.#headline.textContent) say(this.#headline, "Your result is being worked out.");
    try {
      const files = { quiz: pack, ...(ledger ? { ledger } : {}) };
      const found = await ask(mine.manifest, this, files, request);
      if (!found) return;
      say(this.#headline, found.headline);
      this.#report.innerHTML = found.html;
      this.#told = found.each;
      this.#fill();
    } catch (failure) {
      this.#asked = "";
      say(this.#headline, worded(failure));
      this.#report.replaceChildren(button("Try again", () => this.show()));
    }
  }

  /** Say of each result that is listed what it came to. */
  #fill() {
    this.#places.forEach((place, at) => say(place, this.#told[at] ?? ""));
  }

  /**
   * @param {number} answered
   * @param {Past[]} kept
   */
  #unfinished(answered, kept) {
    const answers = this.#answers;
    const open = this.items.find((item) => !Object.hasOwn(answers, item));
    if (open) {
      const count = `${answered} of ${this.items.length} questions are answered: `;
      return make("p", {}, count, this.#link("go on", open), ".");
    }
    if (this.#isKept(kept)) return this.#again();
    const all = this.items.length === 1 ? "The question is answered. " : `All ${this.items.length} questions are answered. `;
    return make("p", {}, all, this.#link("See and keep the result", ".result"), ".");
  }

  /** The way to an empty form. Nothing is lost: these very answers are kept. */
  #again() {
    const link = this.#link("Take it again");
    link.addEventListener("click", () => this.store.clear());
    return make("p", {}, link, " from an empty form. What you kept stays.");
  }

  /**
   * @param {string} text
   * @param {string} [part] of the check
   */
  #link(text, part) {
    const hash = `#quiz.${this.quiz}${part ? `.${part}` : ""}`;
    const title = make("span", { className: "stagecheck-hidden" }, `: ${this.title}`);
    return make("a", { href: this.page + hash }, text, title);
  }

  /** When to take the check again. */
  #coming() {
    const said = speaker();
    const day = make("input", { type: "date", value: this.#next, min: "2000-01-01", max: "2199-12-31" });
    const come = () => say(said, day.value && day.value <= dayIn() ? "The day has come." : "");
    day.addEventListener("change", () => {
      if (!day.validity.valid) return;
      const fault = writeNext(this.mine.site, this.quiz, day.value);
      come();
      if (fault) say(said, "Not noted: this browser has no room, or lets the page save nothing.");
      file.hidden = !day.value;
      this.mine.stored.show();
    });
    const file = button("Calendar file", () => this.#calendar(day.value, said), { hidden: !day.value });
    file.ariaLabel = `Calendar file: ${this.title}`;
    const title = make("span", { className: "stagecheck-hidden" }, `: ${this.title}`);
    const label = make("label", {}, make("span", {}, "Next check", title), day);
    come();
    return make("div", { className: "stagecheck-coming" }, label, file, said);
  }

  /**
   * @param {string} on the day
   * @param {HTMLElement} said
   */
  async #calendar(on, said) {
    const site = location.origin + this.mine.site;
    const request = { op: "export", what: "calendar", ...today(), on, play: "", site, link: this.page };
    try {
      download(await ask(this.mine.manifest, {}, { quiz: this.pack }, request));
      say(said, "The calendar file was saved.");
    } catch (failure) {
      say(said, worded(failure));
    }
  }

  /** @param {Past[]} kept */
  #list(kept) {
    this.#places = kept.map(() => make("span"));
    const lines = kept.map((one, at) => {
      const remove = button("Remove", () => this.#remove(at, one));
      remove.ariaLabel = `Remove: ${this.title}, ${spoken(one.day)}`;
      const count = Object.keys(one.answers).length;
      const about = `${spoken(one.day)}, ${count} ${count === 1 ? "answer" : "answers"}`;
      const place = /** @type {HTMLElement} */ (this.#places[at]);
      return make("li", {}, make("span", {}, about), place, remove);
    });
    const all = make("summary", {}, kept.length === 1 ? "1 result kept" : `${kept.length} results kept`);
    const open = this.element.querySelector("details.stagecheck-kept[open]") !== null;
    return make("details", { className: "stagecheck-kept", open }, all, make("ul", {}, ...lines));
  }

  /**
   * @param {number} at
   * @param {Past} past
   */
  #remove(at, past) {
    const key = `${prefixOf(this.mine.site)}kept:${this.quiz}`;
    const title = `the result of ${spoken(past.day)}, ${this.title}`;
    this.mine.stored.removing(title, [key], {
      act: () => changeKept(this.mine.site, this.quiz, (kept) => kept.filter((_, index) => index !== at)),
      home: () => this.element.querySelector(".stagecheck-kept summary"),
    });
  }
}

mountAll("[data-stagecheck-mine]", import.meta.url, (root) => new Mine(root).begin());
