// Imports modules in the runtime that is published: node imports.mjs RUNTIME-FOLDER
// ENGINE-ARCHIVE, a JSON array of names in, an object of name to error message out.
import { join } from "node:path";

import { boot } from "../../plugins/stagecheck/runtime/boot.mjs";
import { exchange } from "../../plugins/stagecheck/runtime/exchange.mjs";

const [runtime = "", engine = ""] = process.argv.slice(2);

await exchange(async (names) => {
  const python = await boot({ runtime, library: join(runtime, "python_stdlib.zip"), engine });
  /** @type {Record<string, string>} */
  const failures = {};
  for (const name of names) {
    try {
      python.pyimport(name);
    } catch (error) {
      failures[name] = String(error);
    }
  }
  return failures;
});
