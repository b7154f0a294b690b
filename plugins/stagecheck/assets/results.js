// @ts-check
/**
 * The page of a reader's own results: of each check the last one kept and what changed, what is
 * unfinished, and when to come back. Words about results come from Python.
 */
import { ask, worded } from "./asking.js";
import { button, dayIn, download, make, say, speaker, spoken, today } from "./elements.js";
import { changeKept, damaged, prefixOf, readKept, readNext, writeNext } from "./kept.js";
import { mountAll } from "./mounting.js";
import { attempt, storeOf } from "./store.js";
import { Stored } from "./stored.js";
import { told } from "./taking.js";

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

  /**
   * @param {Mine} mine
   * @param {HTMLElement} element
   */
  constructor(mine, element) {
    const { items, ledger, pack = "", quiz = "", version } = element.dataset;
    const link = element.querySelector("h3 a");
    this.mine = mine;
    this.element = element;
    this.quiz = quiz;
    this.title = link?.textContent ?? quiz;
    this.page = /** @type {HTMLAnchorElement} */ (link).href;
    this.items = Number(items);
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
    const answered = Math.min(Object.keys(this.store.answers).length, this.items);
    const parts = [
      ...this.#notices(fault),
      ...(kept.length ? [this.#headline, this.#report] : []),
      ...(answered ? [this.#unfinished(answered, kept)] : []),
      ...(kept.length || answered || this.#next ? [this.#coming()] : []),
      ...(kept.length ? [this.#list(kept)] : []),
    ];
    this.element.toggleAttribute("data-some", parts.length > 0);
    this.#part("mine").replaceChildren(...parts);
    if (kept.length) this.#word(kept);
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

  /** @param {Past[]} kept */
  async #word(kept) {
    const { ledger, mine, pack } = this;
    const request = { op: "kept", kept: kept.slice(-2), ...(ledger ? {} : { ledger: "" }) };
    const asked = JSON.stringify(request);
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (!this.#headline.textContent) say(this.#headline, "Your result is being worked out.");
    try {
      const files = { quiz: pack, ...(ledger ? { ledger } : {}) };
      const found = await ask(mine.manifest, this, files, request);
      if (!found) return;
      say(this.#headline, found.headline);
      this.#report.innerHTML = found.html;
    } catch (failure) {
      this.#asked = "";
      say(this.#headline, worded(failure));
      this.#report.replaceChildren(button("Try again", () => this.show()));
    }
  }

  /**
   * @param {number} answered
   * @param {Past[]} kept
   */
  #unfinished(answered, kept) {
    const last = kept.at(-1);
    const title = make("span", { className: "stagecheck-hidden" }, `: ${this.title}`);
    if (last && told(last.answers) === told(this.store.answers)) {
      const text = "Your answers still stand there: clear them before you ";
      return make("p", {}, text, make("a", { href: this.page }, "take it again", title), ".");
    }
    const all = answered === this.items;
    const count = `${answered} of ${this.items} questions are answered${all ? " and not kept" : ""}: `;
    const link = make("a", { href: this.page }, all ? "see the result" : "go on", title);
    return make("p", {}, count, link, ".");
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
    const lines = kept.map((one, at) => {
      const remove = button("Remove", () => this.#remove(at, one));
      remove.ariaLabel = `Remove: ${this.title}, ${spoken(one.day)}`;
      const count = Object.keys(one.answers).length;
      return make("li", {}, make("span", {}, `${spoken(one.day)}, ${count} ${count === 1 ? "answer" : "answers"}`), remove);
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
