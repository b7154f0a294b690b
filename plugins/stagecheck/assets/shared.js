// @ts-check
/**
 * What a link brings: somebody's result, to look at, or a round, whose tag the reader's own code
 * will carry. Neither touches the reader's answers.
 */
import { ask, worded } from "./asking.js";
import { button, make, say, speaker, styled } from "./elements.js";
import { questions } from "./form.js";
import { attempt } from "./store.js";

/** @typedef {import("./quiz.js").Quiz} Quiz */

const TAG = /^[0-9A-Za-z]{4}$/;

/** @type {Map<string, string>} codes that are shown, by the page's path */
const codes = new Map();
/** @type {Map<string, string>} tags of rounds, by key: for where the tab can keep none */
const rounds = new Map();

/** @param {Quiz} quiz */
const keyOf = (quiz) => `stagecheck:${quiz.site}:round:${location.pathname}`;

/**
 * @param {Quiz} quiz
 * @returns {string} the tag of the round that the reader answers for, or nothing
 */
export function roundOf(quiz) {
  const key = keyOf(quiz);
  return attempt(() => sessionStorage.getItem(key)) ?? rounds.get(key) ?? "";
}

/**
 * @param {Quiz} quiz
 * @param {string} tag or nothing, to leave the round
 */
function setRound(quiz, tag) {
  rounds.set(keyOf(quiz), tag);
  attempt(() => sessionStorage.setItem(keyOf(quiz), tag));
}

/** @param {Quiz} quiz on a page that a link led to, or that was left and is back */
export async function arrive(quiz) {
  if (!("share" in quiz.root.dataset)) return;
  const { hash, pathname, search } = location;
  const [, what, text = ""] = /^#(code|round)=(.*)$/.exec(hash) ?? [];
  if (what) {
    // Out of the address: it would be bookmarked, and sent on as if it were the page's.
    history.replaceState(history.state, "", pathname + search);
    const brought = attempt(() => decodeURIComponent(text)) ?? text;
    if (what === "code") codes.set(pathname, brought);
    else if (TAG.test(brought)) setRound(quiz, brought.toUpperCase());
    else note(quiz, "The link of this round is cut off: ask for it again, and copy it whole.");
  }
  const round = roundOf(quiz);
  if (round) tell(quiz, round);
  const code = codes.get(pathname);
  // A page may hold a quiz twice.
  const [first] = document.querySelectorAll(`[data-stagecheck="${quiz.store.quiz}"]`);
  if (!code || first !== quiz.root) return;
  await styled(quiz.root, "share.css");
  await show(quiz, code, what === "code");
}

/**
 * @param {Quiz} quiz
 * @param {string} round
 */
function tell(quiz, round) {
  const leave = button("Leave the round", () => {
    setRound(quiz, "");
    place(quiz, "round").remove();
    questions(quiz.root)[0]?.focus();
  });
  const text = `You answer for the round ${round}. Your answers stay here; the code that you make under
    the result will carry the round's tag.`;
  note(quiz, text, leave);
}

/**
 * @param {Quiz} quiz
 * @param {...(Node | string)} words
 */
function note(quiz, ...words) {
  const [text = "", ...others] = words;
  const box = place(quiz, "round");
  box.className = "stagecheck-note";
  box.replaceChildren(make("p", {}, text), ...others);
}

/**
 * @param {Quiz} quiz
 * @param {string} name
 * @returns {HTMLElement} the part of that name above the form
 */
function place(quiz, name) {
  const above = quiz.view.part("brought");
  const there = above.querySelector(`[data-part="${name}"]`);
  if (there instanceof HTMLElement) return there;
  const made = make("div");
  made.dataset.part = name;
  above.append(made);
  return made;
}

/**
 * @param {Quiz} quiz
 * @param {string} code
 * @param {boolean} moves whether the reader is led there
 */
async function show(quiz, code, moves) {
  const box = place(quiz, "shared");
  const id = `${quiz.root.id}..shared`;
  const title = make("h3", { id, tabIndex: -1 }, "A shared result");
  const said = speaker();
  const report = make("div", { className: "stagecheck-report" });
  const end = () => {
    codes.delete(location.pathname);
    box.remove();
  };
  const answer = () => {
    end();
    questions(quiz.root)[0]?.focus();
  };
  const buttons = make(
    "div",
    { className: "stagecheck-buttons" },
    button("Answer for yourself", answer, { className: "stagecheck-primary" }),
    button("Close", () => {
      end();
      quiz.root.querySelector("h2")?.scrollIntoView();
    }),
  );
  box.className = "stagecheck-shared";
  box.setAttribute("role", "region");
  box.setAttribute("aria-labelledby", id);
  box.replaceChildren(title, said, report, buttons);
  say(said, "The shared result is being opened.");
  if (moves) title.focus();
  try {
    const { manifest, ledger } = quiz;
    const { base } = quiz.request;
    const found = await open(manifest, box, quiz, ledger, code, base);
    if (!found) return;
    const about = "Somebody else's answers, to look at. Yours are below, and are not touched.";
    said.className = "stagecheck-headline";
    say(said, found.headline);
    report.innerHTML = found.html;
    said.after(make("p", {}, `${about} ${found.note}`));
    if (moves) box.scrollIntoView();
  } catch (failure) {
    if (isAnothers(quiz, failure)) box.remove();
    else say(said, `This link cannot be shown. ${worded(failure)}`);
  }
}

/**
 * @param {string} manifest
 * @param {object} asker
 * @param {Quiz} quiz
 * @param {string | undefined} ledger its address, or nothing
 * @param {string} code
 * @param {string} base
 */
function open(manifest, asker, quiz, ledger, code, base) {
  const files = { quiz: quiz.quiz, ...(ledger ? { ledger } : {}) };
  return ask(manifest, asker, files, { op: "read", code, base, ...(ledger ? {} : { ledger: "" }) });
}

/**
 * @param {Quiz} quiz
 * @param {unknown} failure
 * @returns {boolean} whether the code is one of another quiz on this page, or may be
 */
function isAnothers({ root }, failure) {
  if (/** @type {import("./client.js").Failure} */ (failure).code !== "SC402") return false;
  // They are asked one after the other: the last one knows of all.
  const [last] = [...document.querySelectorAll("[data-share]")].reverse();
  return root !== last || document.querySelectorAll("[data-part=shared]").length > 1;
}
