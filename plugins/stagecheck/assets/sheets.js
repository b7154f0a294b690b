// @ts-check
/** Answers on paper, typed in: Python makes a code of each sheet, which goes the way of all codes. */
import { worded } from "./asking.js";
import { button, make, say, speaker } from "./elements.js";
import { labelled } from "./fields.js";

/** @typedef {import("./opened.js").Opened} Opened */
/** @typedef {{codes: string[], refused: {line: number, text: string, reason: string}[]}} Typed */

const HELP =
  "One sheet a line: for each question in order, what is printed behind the crossed box, such as c, or a " +
  "full stop where none is crossed; a + joins several. A number is read as the one printed before a " +
  "box, never as a place. For instance: a c b ? . d";

/**
 * @param {Opened} opened
 * @param {(codes: string) => Promise<void>} add what to do with the codes
 * @returns {HTMLElement} where sheets are typed in
 */
export function typing(opened, add) {
  const text = make("textarea", { rows: 4, spellcheck: false, autocomplete: "off" });
  const said = speaker();
  const wrong = make("ul", { className: "stagecheck-refused" });
  const press = button("Add the sheets", async () => {
    say(said);
    wrong.replaceChildren();
    if (!text.value.trim()) return say(said, "There is nothing to add: type in a sheet first.");
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    try {
      /** @type {Typed | null} */
      const typed = await opened.ask({ op: "paper", text: text.value, seed });
      if (!typed) return;
      if (typed.codes.length) await add(typed.codes.join("\n"));
      const left = new Set(typed.refused.map(({ line }) => line - 1));
      // What is no sheet stays in the field, to be mended.
      text.value = text.value.split("\n").filter((_, at) => left.has(at)).join("\n");
      wrong.append(
        ...typed.refused.map((one) => make("li", {}, make("code", {}, one.text), ` ${one.reason}`)),
      );
      if (left.size) say(said, `Not added: ${left.size} of these lines.`);
    } catch (failure) {
      say(said, worded(failure));
    }
  });
  const field = labelled("Answers on paper", text, HELP);
  const buttons = make("div", { className: "stagecheck-buttons" }, press);
  return make("details", {}, make("summary", {}, "Type in answers on paper"), field, buttons, said, wrong);
}
