// @ts-check
/**
 * Filters above a table inside `.filterable`, whose `data-filters` names columns, separated by
 * commas. Without this script it is a plain table. A cell holds one value or several, separated by
 * commas, or a `<data>` element with the value to choose by. The choices are those of the column's
 * `data-options`, or those of its cells in the order in which they come. What is chosen stands in the
 * page's address, so that it is there again on return, and for whoever gets the link.
 */

/** @typedef {{subscribe(listener: () => void): void}} Stream */

const document$ = /** @type {{document$: Stream}} */ (/** @type {unknown} */ (window)).document$;

/**
 * @param {string} text
 * @returns {string[]}
 */
const listed = (text) => text.split(",").map((part) => part.trim()).filter(Boolean);

/**
 * @param {HTMLTableRowElement} row
 * @param {number} column
 * @returns {string[]} what a row can be chosen by
 */
function values(row, column) {
  const cell = row.cells[column];
  const data = cell?.querySelector("data");
  return data ? [data.value] : listed(cell?.textContent ?? "");
}

/**
 * @param {string} name of a column
 * @returns {string} what stands for it in the address
 */
const key = (name) => name.toLowerCase().replaceAll(" ", "-");

/**
 * Write choices behind the address's `#`, which no server hears of; Back leads to the page before.
 *
 * @param {HTMLSelectElement[]} selects
 */
function remember(selects) {
  const chosen = selects.filter(({ value }) => value).map(({ name, value }) => [name, value]);
  const address = new URL(location.href);
  address.hash = String(new URLSearchParams(chosen));
  history.replaceState(history.state, "", address);
}

/** @param {HTMLSelectElement[]} selects to set to what the address says; what is no choice is left */
function recall(selects) {
  const said = new URLSearchParams(location.hash.slice(1));
  for (const select of selects) {
    const value = said.get(select.name) ?? "";
    if ([...select.options].some((one) => one.value === value)) select.value = value;
  }
}

/**
 * @param {string} name
 * @param {string[]} options
 * @returns {HTMLSelectElement} with a label around it, which stays when something is chosen
 */
function choice(name, options) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.name = key(name);
  select.setAttribute("aria-label", name);
  select.append(new Option("all", ""), ...options.map((one) => new Option(one)));
  label.append(name, select);
  return select;
}

/**
 * Let each cell say its column, for screens on which a row stands as a card without a head.
 *
 * @param {HTMLTableRowElement} row
 * @param {HTMLTableCellElement[]} heads
 */
function label(row, heads) {
  for (const cell of [...row.cells].slice(1)) {
    cell.dataset.label ??= heads[cell.cellIndex]?.textContent?.trim() ?? "";
  }
}

/** @param {HTMLElement} box */
function mount(box) {
  const table = box.querySelector("table");
  const rows = [...(table?.tBodies[0]?.rows ?? [])];
  const heads = [...(table?.tHead?.rows[0]?.cells ?? [])];
  const chosen = listed(box.dataset.filters ?? "").map((name) => {
    const column = heads.findIndex((head) => head.textContent?.trim() === name);
    const fixed = heads[column]?.dataset.options;
    const found = rows.flatMap((row) => values(row, column));
    return { column, select: choice(name, fixed ? listed(fixed) : [...new Set(found)]) };
  });
  const selects = chosen.map(({ select }) => select);
  recall(selects);
  for (const row of rows) label(row, heads);
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  const all = document.createElement("button");
  all.type = "button";
  all.textContent = "Show all";

  const show = () => {
    for (const row of rows) {
      row.hidden = !chosen.every(
        ({ column, select }) => !select.value || values(row, column).includes(select.value),
      );
    }
    const shown = rows.filter((row) => !row.hidden).length;
    all.hidden = shown === rows.length;
    count.textContent = shown === rows.length ? `${shown} in all` : `${shown} of ${rows.length}`;
  };
  const change = () => {
    show();
    remember(selects);
  };
  all.addEventListener("click", () => {
    for (const select of selects) select.value = "";
    change();
    selects[0]?.focus();
  });

  const bar = document.createElement("div");
  bar.className = "filterable__bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Filter the table");
  bar.append(...selects.flatMap((select) => select.parentElement ?? []), count, all);
  bar.addEventListener("change", change);
  box.prepend(bar);
  show();
}

document$.subscribe(() => {
  for (const box of document.querySelectorAll(".filterable")) {
    if (!box.querySelector(".filterable__bar")) mount(/** @type {HTMLElement} */ (box));
  }
});

export {};
