// @ts-check
/** A page for somebody who decides: written by Python in their language, then the reader's own. */
import { worded } from "./asking.js";
import { button, make, say, speaker, styled } from "./elements.js";
import { copied, readable } from "./fields.js";

/**
 * @param {string} address of the sentences that briefs are made of
 * @param {(reader: string) => Promise<{text: string} | null>} write rejects with a `Failure`
 * @returns {HTMLElement[]} a choice of readers, a button, and the brief to change and copy
 */
export function briefing(address, write) {
  const said = speaker();
  const reader = make("select");
  const text = readable("Brief", 14);
  text.readOnly = false;
  const printing = make("div", { className: "stagecheck-buttons" }, button("Print it", () => print(text)));
  const written = make("div", { hidden: true }, ...copied(text), printing);
  offer(address, reader).catch(() =>
    say(said, "The briefs cannot be loaded: close this page and open it again."),
  );
  const press = button("Write the brief", async () => {
    say(said);
    try {
      const brief = await write(reader.value);
      if (!brief) return;
      await styled(/** @type {HTMLElement} */ (written.closest(".stagecheck")), "brief.css");
      text.value = brief.text;
      written.hidden = false;
      text.focus();
    } catch (failure) {
      say(said, worded(failure));
    }
  });
  const whom = make("label", {}, make("span", {}, "For whom"), reader);
  return [whom, make("div", { className: "stagecheck-buttons" }, press), written, said];
}

/** @param {HTMLTextAreaElement} text to be printed as it stands, and nothing else */
function print({ value }) {
  const sheet = make("pre", { className: "stagecheck-letter" }, value);
  const { body } = document;
  body.append(sheet);
  body.dataset.print = "letter";
  const end = () => {
    delete body.dataset.print;
    sheet.remove();
  };
  addEventListener("afterprint", end, { once: true });
  window.print();
}

/**
 * @param {string} address
 * @param {HTMLSelectElement} select
 */
async function offer(address, select) {
  /** @type {{readers: {id: string, title: string}[]}} */
  const { readers } = await (await fetch(address)).json();
  select.append(...readers.map(({ id, title }) => make("option", { value: id }, title)));
}
