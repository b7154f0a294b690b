// @ts-check
/**
 * Fetches the site's files, and tells what came in their place: nothing, a page to sign in on, or
 * another content than the published one.
 */

/** @typedef {{bytes: number, sum: number}} Published size and checksum of a file */

/** Milliseconds to find out why a file did not come. */
const MOMENT = 5000;
/** Statuses by which a server, or a network before it, asks who is there. */
const SIGN_ON = [401, 403, 511];
const SIGN_IN =
  "Perhaps your sign-on has expired: reload the page to sign in again.";
const TELL = "Tell whoever runs this site.";

/** Why Python, or a file, is of no use, as the reader is told. */
export class Fault extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {string} [address] of the file
   * @param {string} [hint] what to do, if it is not to try again
   */
  constructor(code, message, address, hint) {
    super(message);
    this.failure = { code, message, address, hint };
  }
}

/** @param {string} address */
const nameOf = (address) => new URL(address).pathname.split("/").pop();

/** @param {string} address */
export const missing = (address) =>
  new Fault("SC502", `The file ${nameOf(address)} could not be fetched.`, address);

/** @param {string} address */
const page = (address) =>
  new Fault("SC507", `The server sent a page in place of ${nameOf(address)}.`, address, SIGN_IN);

/**
 * @param {string} address
 * @param {string} type
 */
export function mistyped(address, type) {
  const message = `The server sent ${nameOf(address)} as “${type}”, which browsers do not run.`;
  return new Fault("SC507", message, address, TELL);
}

/** @param {string} address */
export const altered = (address) =>
  new Fault("SC508", `The file ${nameOf(address)} is not the one that was published.`, address);

/** The browser's own; a worker puts another in its place. */
const plainFetch = self.fetch.bind(self);

/**
 * @param {string} address
 * @param {RequestInit} [init]
 * @returns {Promise<Response>} with the file; rejects with a `Fault`
 */
export async function get(address, init) {
  const response = await plainFetch(address, init).catch(() => undefined);
  if (init?.signal?.aborted) throw missing(address);
  const type = response?.headers.get("content-type") ?? "";
  if (response ? isPage(response, type) : await leadsAway(address)) throw page(address);
  if (!response?.ok) throw missing(address);
  return response;
}

/**
 * @param {Response} response
 * @param {string} type
 */
const isPage = ({ ok, status }, type) =>
  SIGN_ON.includes(status) || (ok && /html/i.test(type));

/**
 * The security policy refuses another host, and the browser does not say that this was the reason.
 *
 * @param {string} address
 */
async function leadsAway(address) {
  const signal = AbortSignal.timeout(MOMENT);
  const init = /** @type {const} */ ({ redirect: "manual", cache: "no-store", signal });
  return (await plainFetch(address, init).catch(() => undefined))?.type === "opaqueredirect";
}

/** Adler-32, as in zlib: every change of one byte changes it. */
const MODULUS = 65_521;
/** How many bytes can be added up before the sums leave the range of fast integers. */
const STRIDE = 3800;

/**
 * @param {number} sum of what came before
 * @param {Uint8Array} chunk
 */
function added(sum, chunk) {
  let low = sum & 0xffff;
  let high = sum >>> 16;
  for (let at = 0; at < chunk.length; ) {
    for (const end = Math.min(at + STRIDE, chunk.length); at < end; at++) {
      low += /** @type {number} */ (chunk[at]);
      high += low;
    }
    low %= MODULUS;
    high %= MODULUS;
  }
  return ((high << 16) | low) >>> 0;
}

/**
 * Read a file to its end.
 *
 * @param {string} address
 * @param {ReadableStream<Uint8Array<ArrayBuffer>> | null} body
 * @param {(chunk: Uint8Array<ArrayBuffer>) => void} take
 * @returns {Promise<number>} its checksum; rejects with a `Fault` when the file breaks off
 */
export async function drain(address, body, take) {
  const reader = body?.getReader();
  let sum = 1;
  for (;;) {
    const { value } = (await reader?.read().catch(() => Promise.reject(missing(address)))) ?? {};
    if (!value) return sum;
    sum = added(sum, value);
    take(value);
  }
}
