// @ts-check
/**
 * What a link brings: somebody's result, to look at, or a round, whose tag the reader's own code
 * will carry. Neither touches the reader's answers.
 */
import { place } from "./above.js";
import { offerAfresh } from "./afresh.js";
import { ask, worded } from "./asking.js";
import { button, make, say, speaker, styled } from "./elements.js";
import { questions } from "./form.js";
import { invitedTo } from "./invited.js";
import { roundOf } from "./tag.js";
import { attempt } from "./store.js";

/** @typedef {import("./quiz.js").Quiz} Quiz */

const AGAIN = "Open the link again to see them.";

/** @type {Map<string, string>} codes that are shown, by the page's path */
const codes = new Map();
/** @typedef {{what: string, text: string, path: string}} Brought */
const NOTHING = { what: "", text: "", path: "" };
/** @type {Brought} what a link brought, and to which page, as long as the reader has done nothing */
let brought = NOTHING;

/** @param {Quiz} quiz on a page that a link led to, or that was left and is back */
export async function arrive(quiz) {
  // What is about one person is not shared, and nothing is kept of it.
  if (!quiz.root.querySelector("[data-part=brought]")) return;
  const shares = "share" in quiz.root.dataset;
  const { what, text } = shares ? taken() : NOTHING;
  if (what === "code") codes.set(location.pathname, text);
  const comes = shares && (await meet(quiz, what === "round" ? text : undefined));
  await offerAfresh(quiz, comes);
  const code = codes.get(location.pathname);
  // A page may hold a quiz twice.
  const [first] = document.querySelectorAll(`[data-stagecheck="${quiz.store.quiz}"]`);
  if (!shares || !code || first !== quiz.root) return;
  await styled(quiz.root, "share.css");
  await show(quiz, code, what === "code");
}

/**
 * Take what a link brought out of the address. Each quiz on its page has it, and again when Material
 * fetches the page anew, as it does for a link of the page that is open.
 *
 * @returns {Brought}
 */
function taken() {
  const { hash, pathname: path, search } = location;
  const [, what = "", text = ""] = /^#(code|round)=(.*)$/.exec(hash) ?? [];
  if (!what) return brought.path === path ? brought : NOTHING;
  // Out of the address: it would be bookmarked, and sent on as if it were the page's.
  history.replaceState(history.state, "", path + search);
  brought = { what, text: attempt(() => decodeURIComponent(text)) ?? text, path };
  const end = () => (brought = NOTHING);
  for (const deed of ["click", "keydown"]) addEventListener(deed, end, { capture: true, once: true });
  return brought;
}

/**
 * Tell of the round, if there is one, that a link brought now or some time ago, and lead the reader
 * there if it was now.
 *
 * @param {Quiz} quiz
 * @param {string | undefined} text what a link brought now
 * @returns {Promise<boolean>} whether the reader comes by the link of one
 */
async function meet(quiz, text) {
  if (text === undefined && !roundOf(quiz)) return false;
  await styled(quiz.root, "share.css");
  const invited = invitedTo(quiz);
  const comes = text !== undefined && invited.enter(text);
  invited.follow();
  const isFirst = document.querySelector("[data-share]") === quiz.root;
  // Over a slow network, the reader may be among the questions by then.
  const hasBegun = quiz.root.querySelector("fieldset :focus");
  if (text !== undefined && isFirst && !hasBegun) invited.focus();
  return comes;
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
      close(place(quiz, "shared"));
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
    const about = `Somebody else's answers, to look at. Yours are below, and are not touched. Closed or
      reloaded, the page shows them no more. ${AGAIN}`;
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

/** @param {HTMLElement} box above the form, from which the reader took a shared result away */
function close(box) {
  box.className = "stagecheck-note";
  box.tabIndex = -1;
  box.replaceChildren(make("p", {}, `The shared answers are closed. ${AGAIN}`));
  box.scrollIntoView({ block: "center" });
  box.focus({ preventScroll: true });
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
