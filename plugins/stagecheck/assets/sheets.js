// @ts-check
/** Answers on paper, typed in: Python makes a code of each sheet, which goes the way of all codes. */
import { worded } from "./asking.js";
import { drafted } from "./draft.js";
import { button, make, say, speaker } from "./elements.js";
import { labelled } from "./fields.js";

/** @typedef {import("./opened.js").Opened} Opened */
/** @typedef {{codes: string[], refused: {line: number, text: string, reason: string}[]}} Typed */

const HELP =
  "One sheet a line: for each question in order, what is printed behind the crossed box, such as c, or a " +
  "full stop where none is crossed; a + joins several. A number is read as the one printed before a " +
  "box, never as a place. For instance: a c b ? . d";

/** So many lines that were not taken are shown; of the others the number is enough. */
const SHOWN = 20;

/**
 * @param {Opened} opened
 * @param {(codes: string) => Promise<boolean>} add what to do with the codes; tells whether it was done
 * @returns {HTMLElement} where sheets are typed in
 */
export function typing(opened, add) {
  const text = make("textarea", { rows: 4, spellcheck: false, autocomplete: "off" });
  const write = drafted(opened, "sheets", text);
  const said = speaker();
  const wrong = make("ul", { className: "stagecheck-refused" });
  const press = button("Add the sheets", async () => {
    // The same sheets once more would be other people's.
    if (text.readOnly) return;
    say(said);
    wrong.replaceChildren();
    if (!text.value.trim()) return say(said, "There is nothing to add: type in a sheet first.");
    text.readOnly = true;
    try {
      const typed = await coded(opened, text.value, add);
      if (!typed) return say(said, "Nothing was added. The sheets still stand in the field.");
      const left = new Set(typed.refused.map(({ line }) => line - 1));
      // What was not taken stays in the field, to be mended.
      write(text.value.split("\n").filter((_, at) => left.has(at)).join("\n"));
      wrong.append(...listed(typed.refused));
      if (left.size) say(said, `Not added: ${left.size} of these lines.`);
    } catch (failure) {
      say(said, worded(failure));
    } finally {
      text.readOnly = false;
    }
  });
  const field = labelled("Answers on paper", text, HELP);
  const buttons = make("div", { className: "stagecheck-buttons" }, press);
  const open = text.value !== "";
  return make("details", { open }, make("summary", {}, "Type in answers on paper"), field, buttons, said, wrong);
}

/**
 * @param {Opened} opened
 * @param {string} text
 * @param {(codes: string) => Promise<boolean>} add
 * @returns {Promise<Typed | null>} what became of the sheets; null where none was added for another reason
 */
async function coded(opened, text, add) {
  const [seed] = crypto.getRandomValues(new Uint32Array(1));
  /** @type {Typed | null} */
  const typed = await opened.ask({ op: "paper", text, seed });
  if (!typed?.codes.length) return typed;
  return (await add(typed.codes.join("\n"))) ? typed : null;
}

/** @param {Typed["refused"]} refused */
function listed(refused) {
  const more = refused.length - SHOWN;
  const shown = refused
    .slice(0, SHOWN)
    .map(({ line, text, reason }) =>
      make("li", {}, make("strong", {}, `Line ${line}: `), make("code", {}, text), ` ${reason}`),
    );
  return more > 0 ? [...shown, make("li", {}, `And ${more} more.`)] : shown;
}
