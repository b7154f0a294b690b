// @ts-check
/**
 * The default Trusted Types policy: what text may become markup or the address of a script.
 *
 * Material assigns strings to `innerHTML`, parses fetched pages and starts a worker. Under
 * `require-trusted-types-for 'script'` the browser asks this policy first. It parses what it is
 * given, and throws a TypeError that names the offence; it never repairs.
 *
 * Loaded by `extra.polyfills`, before everything else, as a classic script: the policy must stand
 * before the first assignment. Browsers without Trusted Types skip it.
 */
(() => {
  /** @typedef {(text: string, type: string, sink: string) => string} Check */
  /** @typedef {{createPolicy(name: string, checks: Record<string, Check>): unknown}} Factory */

  const factory = /** @type {{trustedTypes?: Factory}} */ (/** @type {unknown} */ (window))
    .trustedTypes;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  if (!factory) return;

  /** The site's address: this file lies in its folder `assets`. */
  const site = new URL("..", own.src);

  /** Refused wherever they come from: they frame, redirect or move the base of relative links. */
  const ANYWHERE = "iframe, frame, frameset, object, embed, base";

  /**
   * Refused in whole pages as well, but for the way on from the old address of a page that moved.
   * It is for browsers without script, and stands where instant navigation takes nothing from.
   */
  const IN_PAGES = "meta[http-equiv]:not(body > noscript:not([data-md-component]) > meta)";

  /**
   * Refused in fragments as well. `noscript` and `template` because a check cannot see their
   * content as the page would; SVG's animations because they can set a link after the check.
   */
  const IN_FRAGMENTS =
    "script, meta, link, style, form, noscript, template, foreignObject, set, animate, " +
    "animateMotion, animateTransform, math";

  /** Set while this policy parses: the parser asks the policy in turn. */
  let parsing = false;

  /**
   * @param {string} html
   * @returns {Document} inert: nothing in it loads or runs
   */
  function parse(html) {
    parsing = true;
    try {
      return new DOMParser().parseFromString(html, "text/html");
    } finally {
      parsing = false;
    }
  }

  /**
   * @param {string} address
   * @returns {URL | null} null when it is no address
   */
  function resolve(address) {
    try {
      return new URL(address, document.baseURI);
    } catch {
      return null;
    }
  }

  /**
   * @param {Element} element
   * @returns {string} the first attribute that can run code, or ""
   */
  function runningAttribute(element) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "srcdoc") return name;
      if (value.includes(":") && resolve(value)?.protocol === "javascript:") return name;
    }
    return "";
  }

  /**
   * @param {Document} parsed
   * @param {string} refused selector of elements
   * @returns {string} the first offence, in words, or ""
   */
  function offence(parsed, refused) {
    const element = parsed.querySelector(refused);
    if (element) return `<${element.localName}>`;
    for (const each of parsed.querySelectorAll("*")) {
      const name = runningAttribute(each);
      if (name) return `the attribute "${name}" of <${each.localName}>`;
    }
    return "";
  }

  /**
   * A whole page, fetched by instant navigation, may hold scripts, forms and style sheets: what
   * DOMParser makes is inert, and a script taken from it passes `createScriptURL` before it runs.
   *
   * @type {Check}
   */
  function createHTML(html, _type, sink) {
    if (parsing) return html;
    const page = sink.startsWith("DOMParser");
    const found = offence(parse(html), `${ANYWHERE}, ${page ? IN_PAGES : IN_FRAGMENTS}`);
    if (found) throw new TypeError(`Markup for ${sink} holds ${found}, which this site refuses.`);
    return html;
  }

  /** @type {Check} */
  function createScriptURL(address, _type, sink) {
    const url = resolve(address);
    if (url && url.origin === site.origin && url.pathname.startsWith(site.pathname)) return address;
    throw new TypeError(`A script for ${sink} must come from ${site}, not from ${address}.`);
  }

  /**
   * Inline scripts, which instant navigation runs again: the hashes of the Content Security
   * Policy decide about them, and `eval` stays forbidden.
   *
   * @type {Check}
   */
  function createScript(script) {
    return script;
  }

  factory.createPolicy("default", { createHTML, createScriptURL, createScript });
})();
