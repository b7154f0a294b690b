// @ts-check
/**
 * One quiz on a page: moves answers from the form to the store, from the store to Python, and what
 * Python says to the view.
 */
import { clientOf } from "./client.js";
import { apply, chosen, homeless, idOf, questions, read } from "./form.js";
import { prefetch } from "./prefetch.js";
import { storeOf } from "./store.js";
import { View } from "./view.js";

/** @param {HTMLElement} root the section that holds the quiz */
export function mount(root) {
  new Quiz(root).begin();
}

class Quiz {
  /** @type {Record<string, () => void>} what a click on `data-action` does */
  #actions = {
    "show-result": () => this.#showResult(),
    "clear-all": () => this.#clearAll(),
    undo: () => this.#undo(),
    retry: () => this.#retry(),
  };
  #asked = false;
  #turn = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    const { anchor = "", base = "./", manifest = "", quiz = "", stagecheck = "", version = "0" } =
      root.dataset;
    /** @param {string} address */
    const here = (address) => new URL(address, location.href);
    this.root = root;
    this.quiz = here(quiz).href;
    this.manifest = here(manifest).href;
    this.request = { op: "score", base, anchor };
    this.store = storeOf(here(base).pathname, stagecheck, Number(version));
    this.view = new View(root);
  }

  begin() {
    this.#adopt();
    this.root.addEventListener("change", ({ target }) => this.#changed(target));
    this.root.addEventListener("click", (event) => this.#clicked(event));
    this.store.listen(() => this.root.isConnected && this.#follow());
    this.view.enable();
    this.#follow();
    prefetch(this.manifest, this.quiz, () => clientOf(this.manifest).started);
  }

  /** Keep what the reader chose before this script ran. */
  #adopt() {
    for (const [item, key] of Object.entries(read(this.root))) {
      if (!(item in this.store.answers)) this.store.set(item, key);
    }
  }

  /** Show what the store holds. */
  #follow() {
    apply(this.root, this.store.answers);
    this.#mark();
    this.view.kept(this.store, homeless(this.root, this.store.answers));
    if (Object.keys(read(this.root)).length || this.#asked) this.#score();
    else this.#rest();
    return true;
  }

  #mark() {
    const fields = questions(this.root);
    for (const field of fields) {
      const answered = chosen(field) !== undefined;
      field.toggleAttribute("data-answered", answered);
      field.toggleAttribute("data-missing", this.#asked && !answered);
      const word = field.querySelector("[data-part=missing]");
      word?.toggleAttribute("hidden", !this.#asked || answered);
    }
    this.view.count(Object.keys(read(this.root)).length, fields.length);
  }

  #rest() {
    this.#turn += 1;
    this.view.empty();
  }

  async #score() {
    const turn = ++this.#turn;
    const job = {
      form: this.root,
      quiz: this.quiz,
      request: { ...this.request, answers: read(this.root) },
      /** @type {import("./client.js").Progress} */
      progress: (loaded, total) => this.view.progress(loaded, total),
    };
    this.view.wait();
    try {
      const text = await clientOf(this.manifest).ask(job);
      if (text !== null && turn === this.#turn) this.#show(JSON.parse(text));
    } catch (failure) {
      if (turn === this.#turn) this.view.error(/** @type {any} */ (failure));
    }
  }

  /** @param {any} response of the bridge */
  #show(response) {
    if (response.ok) this.view.result(response);
    else this.view.error(response.error);
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (!(target instanceof HTMLInputElement)) return;
    const field = target.closest("fieldset");
    if (target.dataset.action === "dont-save") {
      if (target.checked) this.store.stopSaving();
      else this.store.startSaving();
    } else if (field?.dataset.item) {
      this.store.set(field.dataset.item, target.value);
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const { target } = event;
    const found = target instanceof Element && target.closest("button, a[href^='#']");
    if (found instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey) {
      // Material may fetch this very page anew, and would lose the focus with it.
      event.preventDefault();
      event.stopPropagation();
      document.getElementById(found.hash.slice(1))?.focus();
    } else if (found instanceof HTMLButtonElement) {
      const { action = "" } = found.dataset;
      const field = found.closest("fieldset");
      if (action === "clear-item" && field) this.#clearItem(field);
      else this.#actions[action]?.();
    }
  }

  #showResult() {
    this.#asked = true;
    this.#mark();
    if (/^(empty|error)$/.test(this.root.dataset.state ?? "")) this.#score();
    const title = this.view.part("result-title");
    title.focus({ preventScroll: true });
    title.scrollIntoView();
  }

  #retry() {
    this.#score();
    // The button goes while Python tries, and the focus must not go with it.
    this.view.part("result-title").focus({ preventScroll: true });
  }

  /** @param {HTMLFieldSetElement} field */
  #clearItem(field) {
    this.store.set(idOf(field), undefined);
    field.querySelector("input")?.focus({ preventScroll: true });
  }

  #clearAll() {
    this.#asked = false;
    this.store.clear();
    this.view.part("undo").focus({ preventScroll: true });
  }

  #undo() {
    this.store.undo();
    this.view.part("clear-all").focus({ preventScroll: true });
  }
}
