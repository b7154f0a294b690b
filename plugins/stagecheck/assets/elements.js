// @ts-check
/** Elements without markup in strings, and what a browser hands over: a copy, a file, a day. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties] of the element, such as `className`
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {() => void} press
 * @param {Record<string, unknown>} [properties]
 */
export function button(text, press, properties = {}) {
  const made = make("button", { type: "button", ...properties }, text);
  made.addEventListener("click", press);
  return made;
}

/**
 * @param {string} title
 * @param {string} text what it reveals
 * @param {...(Node | string)} inside
 */
export function section(title, text, ...inside) {
  return make("section", {}, make("h4", {}, title), make("p", {}, text), ...inside);
}

/** @returns {HTMLParagraphElement} where something is said that a screen reader reads out */
export function speaker() {
  const made = make("p", { className: "stagecheck-said" });
  made.setAttribute("role", "status");
  return made;
}

/**
 * Say something, also if the same was said before.
 *
 * @param {HTMLElement} element
 * @param {...(Node | string)} words
 */
export function say(element, ...words) {
  element.replaceChildren(...words);
}

/**
 * Copy what stands in a field, and leave it selected. On plain http browsers offer no clipboard.
 *
 * @param {HTMLTextAreaElement} field
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(field) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

/** @param {{name: string, type: string, text: string}} file to save */
export function download({ name, type, text }) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  // The browser reads it after this, and does not say when.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * @param {number} [ahead] days
 * @returns {string} that day where the reader is, such as 2026-11-22
 */
export function dayIn(ahead = 0) {
  const now = new Date();
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + ahead));
  return day.toISOString().slice(0, 10);
}

/** The day where the reader is, and the moment: a calendar takes the later of two reminders. */
export const today = () => ({ day: dayIn(), now: new Date().toISOString() });

/**
 * @param {string} day such as 2026-11-22
 * @returns {string} as Python writes it: 22 November 2026
 */
export function spoken(day) {
  const moment = new Date(day);
  // A day that is none is shown as it stands.
  if (Number.isNaN(moment.valueOf())) return day;
  return moment.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

/**
 * Have a style sheet of ours, and wait until it is there or cannot be had.
 *
 * @param {HTMLElement} root
 * @param {string} name
 */
export async function styled(root, name) {
  const href = new URL(name, import.meta.url).href;
  if (root.querySelector(`link[href="${href}"]`)) return;
  const link = make("link", { rel: "stylesheet", href });
  await new Promise((done) => {
    link.onload = link.onerror = done;
    root.prepend(link);
  });
}

/** @param {{site: string}} quiz whose site's whole address is wanted */
export const siteOf = ({ site }) => `${location.origin}${site}`;
