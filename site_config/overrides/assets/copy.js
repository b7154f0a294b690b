// @ts-check
/**
 * A button "Copy" on every text to copy. Material has one too, but in a landmark without a name
 * for each text, which a screen reader lists all (axe: landmark-unique).
 */

/** @typedef {{subscribe(listener: () => void): void}} Stream */

const document$ = /** @type {{document$: Stream}} */ (/** @type {unknown} */ (window)).document$;

/**
 * Copy what an element holds. On plain http browsers offer no clipboard: there it is selected and
 * the old command copies the selection.
 *
 * @param {HTMLElement} element
 * @returns {Promise<boolean>} whether it was copied
 */
async function copy(element) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(element.innerText).then(
      () => true,
      () => false,
    );
  }
  getSelection()?.selectAllChildren(element);
  const copied = document.execCommand("copy");
  getSelection()?.removeAllRanges();
  return copied;
}

/** @param {HTMLElement} code */
function addButton(code) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  const said = document.createElement("span");
  said.className = "copy__said";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    said.textContent = "";
    said.textContent = (await copy(code)) ? "Copied" : "Select the text and copy it yourself";
  });
  const bar = document.createElement("div");
  bar.className = "copy__bar";
  bar.append(said, button);
  code.parentElement?.before(bar);
}

document$.subscribe(() => {
  for (const code of document.querySelectorAll(".md-content pre > code")) {
    if (code.parentElement?.previousElementSibling?.className === "copy__bar") continue;
    addButton(/** @type {HTMLElement} */ (code));
  }
});

export {};
