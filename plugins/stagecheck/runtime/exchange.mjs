// How the scripts of this folder talk to Python on the host: one JSON text in, one out. What they
// print besides goes to the standard error, which is shown only when they fail. An error is worded
// here: Node would show the line it came from, and in Pyodide that is a megabyte.
import { text } from "node:stream/consumers";

/**
 * @param {(request: any) => Promise<unknown>} answer turns what was read into what is written
 */
export async function exchange(answer) {
  const request = JSON.parse(await text(process.stdin));
  try {
    process.stdout.write(JSON.stringify(await answer(request)));
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
  }
}
