// @ts-check
/**
 * One quiz on a page: moves answers from the form to the store, from the store to Python, and what
 * Python says to the view.
 */
import { clientOf } from "./client.js";
import { apply, chosen, homeless, idOf, questions, read, settle } from "./form.js";
import { lead } from "./leading.js";
import { prefetch } from "./prefetch.js";
import { storeOf } from "./store.js";
import { View } from "./view.js";
import { renew } from "./wake.js";

/** @param {HTMLElement} root the section that holds the quiz */
export function mount(root) {
  new Quiz(root).begin();
}

/** What a shared result or a round begins with, in the address. */
const BROUGHT = /^#(code|round)=/;

/** @typedef {typeof import("./share.js")} Sharing */
/** @type {Promise<Sharing> | undefined} what few readers need */
let sharing;

export class Quiz {
  /** @type {Record<string, () => void>} what a click on `data-action` does */
  #actions = {
    "show-result": () => this.#showResult(),
    "clear-all": () => this.#clearAll(),
    undo: () => this.#undo(),
    reload: () => location.reload(),
    retry: () => this.#retry(),
    print: () => window.print(),
    share: () => this.#sharing((it) => it.open(this)),
    again: () => this.#again(),
    confirm: () => this.#confirm(),
    why: () => this.view.part("kept").focus(),
  };
  #asked = false;
  #turn = 0;
  /** @type {import("./form.js").Answers} what Python was asked about last */
  #scored = {};
  /** @type {string[]} items that Python would have answered again */
  #open = [];
  /** Which of the store's loads was carried over. */
  #carried = -1;

  /** @param {HTMLElement} root */
  constructor(root) {
    const { anchor = "", base = "./", kind, ledger, manifest = "", quiz = "" } = root.dataset;
    const { stagecheck = "", version = "0" } = root.dataset;
    /** @param {string} address */
    const here = (address) => new URL(address, location.href);
    this.root = root;
    this.quiz = here(quiz).href;
    this.ledger = ledger && here(ledger).href;
    this.onDemand = kind === "knowledge";
    this.manifest = here(manifest).href;
    this.request = { op: "score", base, anchor };
    this.site = here(base).pathname;
    this.store = storeOf(this.site, stagecheck, Number(version));
    this.view = new View(root);
  }

  begin() {
    this.#adopt();
    this.root.addEventListener("change", ({ target }) => this.#changed(target));
    this.root.addEventListener("click", (event) => this.#clicked(event));
    this.root.addEventListener("wake", () => this.#wake());
    this.store.listen(() => this.root.isConnected && this.#follow());
    this.view.enable();
    this.#follow();
    this.#arrive();
    prefetch(this.manifest, [this.quiz], () => clientOf(this.manifest).started);
  }

  /** What somebody else's link brought is shown beside the reader's own answers. */
  #arrive() {
    const listen = () => {
      if (!this.root.isConnected) removeEventListener("hashchange", listen);
      else if (sharing || this.#isBegun || BROUGHT.test(location.hash)) this.#sharing((it) => it.arrive(this));
    };
    addEventListener("hashchange", listen);
    listen();
  }

  /** Whether a round was begun, or there are answers that may be of an earlier day. */
  get #isBegun() {
    const { answers } = this.store;
    return this.store.has("round") || (Object.keys(answers).length > 0 && this.store.has("kept"));
  }

  /** @param {(it: Sharing) => unknown} then */
  async #sharing(then) {
    const said = this.root.querySelector("[data-part=share-said]");
    try {
      await then(await (sharing ??= import("./share.js")));
      said?.replaceChildren();
    } catch {
      sharing = undefined;
      said?.append("This part of the page could not be loaded. Try again, or reload the page.");
      renew();
    }
  }

  /** Keep what the reader chose before this script ran. */
  #adopt() {
    for (const input of this.root.querySelectorAll("input")) settle(input);
    for (const [item, answer] of Object.entries(read(this.root))) {
      if (!Object.hasOwn(this.store.answers, item)) this.store.set(item, answer);
    }
  }

  /** Show what the store holds. */
  #follow() {
    const { current } = this.store;
    apply(this.root, current);
    this.#mark();
    this.view.kept(this.store, homeless(this.root, current));
    this.#carry();
    const some = Object.keys(read(this.root)).length > 0;
    if (this.onDemand) this.#withhold(some);
    else if (some || this.#asked) this.#score();
    else this.#rest("empty");
    return true;
  }

  /**
   * A knowledge check shows nothing before the reader asks, and nothing of what changed since.
   *
   * @param {boolean} some whether anything is answered
   */
  #withhold(some) {
    const stale = questions(this.root).filter((it) => chosen(it) !== this.#scored[idOf(it)]);
    this.view.mark(stale);
    const { state } = this.root.dataset;
    const checked = some && (state ?? "empty") !== "empty";
    if (stale.length || !state) this.#rest(checked ? "stale" : "empty");
    // The very answers that were checked are back.
    else if (some && /^(empty|stale)$/.test(state)) this.#score();
    // Python is there when the reader asks.
    const client = clientOf(this.manifest);
    if (some && !client.started) client.ask(this.#job()).catch(() => {});
  }

  /** Have Python say what stands of answers to an older version, each time some were loaded. */
  async #carry() {
    const { store, ledger } = this;
    const { earlier: answers, loads } = store;
    if (!ledger || this.#carried === loads || !Object.keys(answers).length) return;
    this.#carried = loads;
    try {
      const text = await clientOf(this.manifest).ask({
        form: this,
        files: { quiz: this.quiz, ledger },
        request: { ...this.request, op: "carry", answers, versions: store.versions },
        progress() {},
      });
      const response = JSON.parse(text ?? "{}");
      if (!response.ok || loads !== store.loads) return;
      this.view.changes(response);
      store.judge(response.kept);
      if (!response.headline) store.confirm();
    } catch {
      // Until the next answer asks again, the page says how many have no place.
      this.#carried = -1;
    }
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

  /** @param {"empty" | "stale"} state */
  #rest(state) {
    this.#turn += 1;
    this.view.empty(state);
  }

  #job() {
    return {
      form: this.root,
      files: { quiz: this.quiz },
      request: { ...this.request, answers: read(this.root) },
      /** @type {import("./client.js").Progress} */
      progress: (loaded, total) => this.view.progress(loaded, total),
    };
  }

  async #score() {
    const turn = ++this.#turn;
    const job = this.#job();
    this.#scored = job.request.answers;
    this.view.wait();
    try {
      const text = await clientOf(this.manifest).ask(job);
      if (text !== null && turn === this.#turn) this.#show(JSON.parse(text));
    } catch (failure) {
      if (turn === this.#turn) this.view.error(/** @type {any} */ (failure));
      // Perhaps because this page is older than what is on the server.
      renew();
    }
  }

  /** @param {any} response of the bridge */
  #show(response) {
    if (!response.ok) return this.view.error(response.error);
    this.#open = response.again ?? [];
    this.view.result(response);
    if (this.onDemand) this.view.mark(questions(this.root), response);
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (!(target instanceof HTMLInputElement)) return;
    const field = target.closest("fieldset");
    if (target.dataset.action === "dont-save") {
      if (target.checked) this.store.stopSaving();
      else this.store.startSaving();
    } else if (field?.dataset.item) {
      settle(target);
      this.store.set(field.dataset.item, chosen(field));
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const { target } = event;
    const found = target instanceof Element && target.closest("button, a[href*='#']");
    if (found instanceof HTMLAnchorElement) lead(event, found);
    else if (found instanceof HTMLButtonElement) {
      const { action = "" } = found.dataset;
      const field = found.closest("fieldset");
      if (action === "clear-item" && field) this.#clearItem(field);
      else this.#actions[action]?.();
    }
  }

  #showResult() {
    this.#asked = true;
    this.#mark();
    if (/^(empty|stale|error)$/.test(this.root.dataset.state ?? "")) this.#score();
    const title = this.view.part("result-title");
    title.focus({ preventScroll: true });
    title.scrollIntoView();
  }

  /** Go on by itself, if there is anything to go on with. */
  #wake() {
    if (this.root.dataset.state !== "error") return;
    this.#carry();
    this.#score();
  }

  #retry() {
    this.#wake();
    // The button goes while Python tries, and the focus must not go with it.
    this.view.part("result-title").focus({ preventScroll: true });
  }

  #again() {
    this.#asked = false;
    this.store.drop(this.#open);
    questions(this.root)
      .find((field) => this.#open.includes(idOf(field)))
      ?.focus();
  }

  #confirm() {
    this.store.confirm();
    questions(this.root)[0]?.focus({ preventScroll: true });
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
