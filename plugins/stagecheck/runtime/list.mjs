// Finds out which modules of the standard library are used, by using them: starts Pyodide as the
// worker does, with the whole library, and has the engine and the ways to fail run once.
import { readFile } from "node:fs/promises";

import { boot } from "./boot.mjs";
import { exchange } from "./exchange.mjs";

// Requests that the engine must refuse, each for another reason.
const REQUESTS = ["", "[]", "{}", '{"op":"?"}', '{"op":"score","quiz":"{}","answers":{}}'];
// Errors that reach JavaScript are worded by other modules than those that Python prints.
const FAILURES = ["1 / 0", "import json.nothing", "from json import nothing"];

await exchange(async ({ files, door, probe, modules, codecs, sources }) => {
  const python = await boot(files);
  for (const request of REQUESTS) {
    python.pyimport(door).handle(request);
  }
  for (const failure of FAILURES) {
    try {
      python.runPython(failure);
    } catch (error) {
      console.error(String(error));
    }
  }
  const names = python.globals.get("dict")();
  python.runPython(await readFile(probe, "utf8"), { globals: names });
  const lists = [modules, codecs, sources].map((list) => python.toPy(list));
  return names.get("used")(...lists).toJs();
});
