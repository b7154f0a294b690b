// Notes in `window.heard` what goes wrong in a page, for engines whose driver does not tell. It is
// run once for a document, as early as the driver can.
(() => {
  /** @type {string[]} */
  const heard = [];
  Object.assign(window, { heard });
  document.addEventListener("securitypolicyviolation", (event) => {
    heard.push(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
  addEventListener("error", ({ message }) => message && heard.push(`exception: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => heard.push(`rejection: ${reason}`));
  const { error } = console;
  console.error = (...words) => {
    heard.push(`console: ${words.join(" ")}`);
    error(...words);
  };
})();
