// @ts-check
/**
 * The bar of a quiz, which editors have under `mkdocs serve` and nobody else: fills in example teams,
 * shows ids, and asks Python which single answers would change the result. It carries strings.
 */
import { ask, worded } from "../asking.js";
import { make, say } from "../elements.js";
import { idOf, questions, read } from "../form.js";
import { attempt, storeOf } from "../store.js";

/** @typedef {import("../form.js").Answers} Answers */
/** What was there before a team was filled in: as text where it was stored, or the answers. */
/** @typedef {{text: string | null, answers: Answers}} Before */
/** @typedef {{open?: boolean, ids?: boolean, single?: boolean, filled?: string, before?: Before[]}} State */

const NOTHING = "There were no answers before.";
const ASIDE = "The answers that were here are set aside in this tab.";

/** @type {WeakSet<Element>} */
const mounted = new WeakSet();

class Bar {
  #asked = "";

  /**
   * @param {HTMLDetailsElement} bar
   * @param {HTMLElement} root the section of the quiz
   */
  constructor(bar, root) {
    const { anchor = "", base = "./", manifest = "", quiz = "", version = "0" } = root.dataset;
    const id = bar.dataset.stagecheckEditing ?? "";
    const site = new URL(base, location.href).pathname;
    this.bar = bar;
    this.root = root;
    this.anchor = anchor;
    this.quiz = new URL(quiz, location.href).href;
    this.manifest = new URL(manifest, location.href).href;
    this.store = storeOf(site, id, Number(version));
    this.key = `stagecheck-editing:${site}:${id}`;
    /** @type {State} so that a reload after a save shows what was shown before */
    this.state = JSON.parse(attempt(() => sessionStorage.getItem(this.key)) ?? "{}");
  }

  begin() {
    const { ids, open, single } = this.state;
    this.bar.open = open ?? false;
    this.#box("ids").checked = ids ?? false;
    this.#box("single").checked = single ?? false;
    this.bar.addEventListener("toggle", () => this.#keep({ open: this.bar.open }));
    this.bar.addEventListener("change", ({ target }) => this.#changed(target));
    this.#find("back")?.addEventListener("click", () => this.#putBack());
    this.store.listen(() => this.root.isConnected && this.#follow());
    this.#ids();
    this.#follow();
    this.#back();
  }

  /** @param {string} part */
  #find(part) {
    return /** @type {HTMLElement | null} */ (this.bar.querySelector(`[data-part=${part}]`));
  }

  /** @param {string} part */
  #box(part) {
    return /** @type {HTMLInputElement} */ (this.#find(part));
  }

  /** @param {State} more */
  #keep(more) {
    this.state = { ...this.state, ...more };
    attempt(() => sessionStorage.setItem(this.key, JSON.stringify(this.state)));
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (target instanceof HTMLSelectElement) this.#fill(target);
    if (!(target instanceof HTMLInputElement)) return;
    this.#keep({ ids: this.#box("ids").checked, single: this.#box("single").checked });
    this.#ids();
    this.#asked = "";
    this.#follow();
  }

  /** @param {HTMLSelectElement} select */
  #fill({ selectedOptions: [option], value }) {
    const text = option?.dataset.answers;
    if (!text) return;
    const { answers } = this.store;
    const some = Object.keys(answers).length > 0;
    // What a team before this one gave is in the file, and need not be kept.
    if (JSON.stringify(answers) !== this.state.filled) this.#setAside(answers);
    this.#become(JSON.parse(text));
    this.#keep({ filled: JSON.stringify(this.store.answers) });
    this.#say(`Filled in: ${value}. ${some ? ASIDE : NOTHING}`);
    this.#back();
  }

  /** @param {Answers} answers */
  #setAside(answers) {
    const stored = this.store.keeping === "saved";
    const text = (stored && attempt(() => localStorage.getItem(this.store.key))) || null;
    this.#keep({ before: [...(this.state.before ?? []), { text, answers }] });
  }

  #putBack() {
    const [...before] = this.state.before ?? [];
    const last = before.pop();
    if (!last) return;
    const { text } = last;
    this.#become(last.answers);
    // As it was stored, with the versions of the quiz that were answered.
    if (text) {
      attempt(() => localStorage.setItem(this.store.key, text));
      this.store.reload();
    }
    this.#keep({ before, filled: "" });
    const select = this.#find("example");
    if (select instanceof HTMLSelectElement) select.value = "";
    this.#say("The answers from before are back.");
    this.#back();
    select?.focus();
  }

  /** @param {Answers} answers */
  #become(answers) {
    this.store.clear();
    for (const [item, answer] of Object.entries(answers)) this.store.set(item, answer);
  }

  /** @param {string} text */
  #say(text) {
    const filled = this.#find("filled");
    if (filled) say(filled, text);
  }

  #back() {
    const back = this.#find("back");
    if (back) back.hidden = !this.state.before?.length;
  }

  /** Show or hide the ids of dimensions, questions and options, and the rule. */
  #ids() {
    const { checked } = this.#box("ids");
    for (const shown of this.root.querySelectorAll("code.stagecheck-id")) shown.remove();
    const rule = this.#find("rule");
    if (rule) rule.hidden = !checked;
    if (!checked) return;
    this.root.querySelector("details.stagecheck-how")?.setAttribute("open", "");
    for (const heading of this.root.querySelectorAll("form h3[id]")) {
      const id = heading.id.slice(this.anchor.length + 1);
      // The page's own headings have a full stop there.
      if (!id.startsWith(".")) heading.append(chip(id));
    }
    for (const field of questions(this.root)) {
      field.querySelector("legend")?.append(chip(idOf(field)));
      for (const input of field.querySelectorAll("input")) input.after(chip(input.value));
    }
  }

  #follow() {
    this.#single();
    return true;
  }

  async #single() {
    const [said, list] = [this.#find("said"), this.#find("list")];
    if (!said || !list) return;
    const answers = read(this.root);
    const asked = this.#box("single").checked ? JSON.stringify(answers) : "";
    if (asked && asked === this.#asked) return;
    this.#asked = asked;
    if (!asked) return this.#show("");
    try {
      const request = { op: "single", answers, anchor: this.anchor };
      const found = await ask(this.manifest, this, { quiz: this.quiz }, request);
      if (found && asked === this.#asked) this.#show(found.headline, found);
    } catch (failure) {
      this.#asked = "";
      this.#show(worded(failure));
    }
  }

  /**
   * @param {string} headline
   * @param {{html: string, items: string[], mark: string}} [found] list, and how to mark which items
   */
  #show(headline, { html, items, mark } = { html: "", items: [], mark: "" }) {
    const [said, list] = [this.#find("said"), this.#find("list")];
    if (!said || !list) return;
    say(said, headline);
    list.innerHTML = html;
    for (const field of questions(this.root)) {
      field.querySelector(".stagecheck-id[data-single]")?.remove();
      if (!items.includes(idOf(field))) continue;
      const told = make("span", { className: "stagecheck-id" }, mark);
      told.dataset.single = "";
      field.querySelector("legend")?.append(told);
    }
  }
}

/** @param {string} id */
const chip = (id) => make("code", { className: "stagecheck-id" }, id);

function mountAll() {
  for (const bar of document.querySelectorAll("[data-stagecheck-editing]")) {
    const root = bar.closest("[data-stagecheck]");
    if (mounted.has(bar) || !(bar instanceof HTMLDetailsElement) || !(root instanceof HTMLElement)) continue;
    mounted.add(bar);
    new Bar(bar, root).begin();
  }
}

mountAll();
// The theme tells of another page here, if it changes pages without a reload.
/** @type {any} */ (window).document$?.subscribe(mountAll);
