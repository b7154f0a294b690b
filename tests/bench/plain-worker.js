// What a worker looks like that starts Pyodide as its manual says: the other side of the bench.
// It speaks as the product's worker does, as far as a first result needs it.

/** @type {Promise<(request: string) => string> | undefined} */
let handle;

self.onmessage = async ({ data }) => {
  if (data.manifest) {
    handle = boot(data.manifest);
    await handle;
    self.postMessage({ type: "ready" });
    return;
  }
  if (!data.request) return;
  const named = Object.entries(data.files).map(async ([name, address]) => {
    const response = await fetch(String(address));
    return [name, await response.text()];
  });
  const request = { ...data.request, ...Object.fromEntries(await Promise.all(named)) };
  const response = (await handle)?.(JSON.stringify(request));
  self.postMessage({ type: "fetched", id: data.id });
  self.postMessage({ type: "done", id: data.id, response });
};

/** @param {string} address of the manifest */
async function boot(address) {
  const { runtime, engine } = await (await fetch(address)).json();
  const folder = new URL(runtime.url, address).href;
  const { loadPyodide } = await import(`${folder}pyodide.mjs`);
  const python = await loadPyodide({ indexURL: folder });
  const archive = await (await fetch(new URL(engine.url, address))).arrayBuffer();
  python.unpackArchive(archive, "zip");
  return python.pyimport("stagecheck_engine.bridge").handle;
}
