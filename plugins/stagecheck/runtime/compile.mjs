// Turns an archive of Python sources into one of bytecode, with pyodide-build's own compiler,
// inside the interpreter that will run it. The host may have any Python.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { exchange } from "./exchange.mjs";

// The epoch makes bytecode carry a hash of its source in place of a time; its value is not used.
// Level 2 drops docstrings. Nothing may be written to the folders of the host.
const ENV = {
  PYTHONOPTIMIZE: "2",
  PYTHONHASHSEED: "0",
  PYTHONDONTWRITEBYTECODE: "1",
  SOURCE_DATE_EPOCH: "315532800",
};
const ARCHIVE = "/archive.zip";
const COMPILE = `
from pathlib import Path
from pyodide_build._py_compile import _py_compile_archive
_py_compile_archive(Path("${ARCHIVE}"), keep=False, verbose=False, compression_level=0)
`;

await exchange(async ({ pyodide, folders, input, output }) => {
  const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
  const python = await loadPyodide({ env: ENV, indexURL: pyodide, stdout: console.error });
  for (const [number, folder] of folders.entries()) {
    python.FS.mkdirTree(`/host/${number}`);
    python.mountNodeFS(`/host/${number}`, folder);
    python.runPython(`import sys; sys.path.append("/host/${number}")`);
  }
  python.FS.writeFile(ARCHIVE, await readFile(input));
  python.runPython(COMPILE);
  await writeFile(output, python.FS.readFile(ARCHIVE));
  return { version: python.version };
});
