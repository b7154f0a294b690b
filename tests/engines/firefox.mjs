// One Firefox, driven through WebDriver BiDi for the Python beside it: a JSON text a line in, such
// as {"do": "click", "with": ["#a"]}, and one out, {"value": …} or {"error": "…"}. The first line
// is {"program": …, "ears": …}; the end of the input ends the browser.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const PATIENCE = 60_000;

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** @returns {Promise<any>} what the next line holds; undefined after the last */
async function next() {
  const { value, done } = await lines.next();
  return done ? undefined : JSON.parse(value);
}

/** @param {unknown} answer */
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

const { program, ears } = await next();
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: program,
  headless: true,
  protocolTimeout: PATIENCE,
  defaultViewport: { width: 1280, height: 900 },
});
// The page that is there at the start never has the focus, by which the search opens.
const page = await browser.newPage();
/** @type {string[]} */
const complaints = [];
/** @type {string[]} */
const requests = [];
page.on("request", (request) => requests.push(request.url()));
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("console", (message) => {
  if (message.type() === "error") complaints.push(message.text());
});
// The policy's breaches are in no event of BiDi: the page notes them itself.
await page.evaluateOnNewDocument(ears);

async function listen() {
  complaints.push(...(await page.evaluate("window.heard?.splice(0) ?? []")));
}

/** @type {Record<string, (...words: string[]) => unknown>} */
const actions = {
  async open(address) {
    await listen();
    await page.goto(address);
  },
  async reload() {
    await listen();
    await page.reload();
  },
  click: (selector) => page.click(selector),
  write: (selector, text) => page.type(selector, text),
  evaluate: (expression) => page.evaluate(`(${expression})`),
  requests: () => requests,
  async complaints() {
    await listen();
    return complaints.splice(0);
  },
};

say({ value: await browser.version() });
for (let order = await next(); order; order = await next()) {
  try {
    say({ value: (await actions[order.do](...order.with)) ?? null });
  } catch (error) {
    say({ error: String(error) });
  }
}
await browser.close();
