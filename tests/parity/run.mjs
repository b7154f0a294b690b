// Answers requests as the worker in the browser does: node run.mjs RUNTIME-FOLDER ENGINE-ARCHIVE,
// a JSON array of requests in, a JSON array of responses out.
import { join } from "node:path";

import { boot } from "../../plugins/stagecheck/runtime/boot.mjs";
import { exchange } from "../../plugins/stagecheck/runtime/exchange.mjs";

const [runtime = "", engine = ""] = process.argv.slice(2);

await exchange(async (requests) => {
  const python = await boot({ runtime, library: join(runtime, "python_stdlib.zip"), engine });
  const { handle } = python.pyimport("stagecheck_engine.bridge");
  return requests.map((/** @type {string} */ request) => handle(request));
});
