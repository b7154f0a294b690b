// Answers requests as the worker in the browser does, and tells what each of them took:
// node timed.mjs RUNTIME-FOLDER ENGINE-ARCHIVE, a JSON array of requests in, an array of objects
// out, each with the response and the seconds of processor time that it took.
import { join } from "node:path";

import { boot } from "../../plugins/stagecheck/runtime/boot.mjs";
import { exchange } from "../../plugins/stagecheck/runtime/exchange.mjs";

const [runtime = "", engine = ""] = process.argv.slice(2);

await exchange(async (requests) => {
  const python = await boot({ runtime, library: join(runtime, "python_stdlib.zip"), engine });
  const { handle } = python.pyimport("stagecheck_engine.bridge");
  return requests.map((/** @type {string} */ request) => {
    const began = process.cpuUsage();
    const response = handle(request);
    const { user, system } = process.cpuUsage(began);
    return { response, seconds: (user + system) / 1e6 };
  });
});
