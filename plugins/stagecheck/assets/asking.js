// @ts-check
/** Questions to Python besides that for a result. */
import { clientOf } from "./client.js";
import { sentence } from "./view.js";

/** @typedef {import("./client.js").Failure} Failure */

/**
 * @param {string} manifest address of the list of Python's files
 * @param {object} asker a newer request of the same one replaces this
 * @param {Record<string, string>} files addresses of texts, by the name each has in the request
 * @param {Record<string, unknown>} request
 * @returns {Promise<any>} the response; null where it was replaced; rejects with a `Failure`
 */
export async function ask(manifest, asker, files, request) {
  const job = { form: asker, files, request, progress() {} };
  const response = JSON.parse((await clientOf(manifest).ask(job)) ?? "null");
  if (response && !response.ok) throw response.error;
  return response;
}

/**
 * @param {unknown} failure what `ask` rejected with
 * @returns {string}
 */
export function worded(failure) {
  const { code, message, hint } = /** @type {Failure} */ (failure);
  return `${sentence(message)} ${sentence(hint)} (${code})`;
}
