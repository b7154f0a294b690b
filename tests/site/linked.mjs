// Asks the browser's Python what is linked into it: node linked.mjs RUNTIME-FOLDER ENGINE-ARCHIVE,
// a Python program in that defines `answer` as JSON, what it says out.
import { join } from "node:path";

import { boot } from "../../plugins/stagecheck/runtime/boot.mjs";
import { exchange } from "../../plugins/stagecheck/runtime/exchange.mjs";

const [runtime = "", engine = ""] = process.argv.slice(2);

await exchange(async (program) => {
  const python = await boot({ runtime, library: join(runtime, "python_stdlib.zip"), engine });
  python.runPython(program);
  return JSON.parse(python.globals.get("answer"));
});
