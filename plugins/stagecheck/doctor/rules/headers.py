"""Codes of what comes with a file: packing, caching, and the security policy."""

from collections.abc import Mapping

from .rule import SETTINGS, Rule

PACKING: Mapping[str, Rule] = {
    "DR131": Rule(
        "warning",
        "Content-Encoding: gzip when the request accepts it",
        "Readers load several times as much as they need. Pack by type, application/wasm and "
        f"application/zip among them. {SETTINGS}",
    ),
    "DR132": Rule(
        "warning",
        "Vary: Accept-Encoding with what is packed",
        "Without it a proxy may give the packed file to those who cannot read it. nginx: "
        "gzip_vary on; Apache: Header always merge Vary Accept-Encoding; IIS sends it when it "
        "packs.",
    ),
    "DR133": Rule(
        "warning",
        "Content-Encoding: br when the request accepts it, on https",
        "Brotli makes Python a fifth smaller than gzip. Where the server has the module, serve the "
        "copies that end in .br (nginx: brotli_static on; Apache: as in apache/).",
    ),
}

CACHING: Mapping[str, Rule] = {
    "DR141": Rule(
        "warning",
        "Cache-Control: public, max-age=31536000, immutable",
        "The name holds the hash of the content, so the file never changes; without this readers "
        f"load it again. {SETTINGS}",
    ),
    "DR142": Rule(
        "warning",
        "Cache-Control: no-cache",
        "Readers may see an old page for that long after a change. Send no-cache with pages and "
        f"with files whose names hold no hash. {SETTINGS}",
    ),
    "DR143": Rule(
        "error",
        "Cache-Control: no-cache",
        "Readers keep this for more than a day, and a correction does not reach them. Send "
        f"immutable and long times with hashed files alone. {SETTINGS}",
    ),
    "DR144": Rule(
        "warning",
        "status 304 when nothing changed since",
        "Send ETag or Last-Modified and honour If-None-Match and If-Modified-Since; nginx, Apache "
        "and IIS do so for files by themselves. A proxy that changes pages may drop them.",
    ),
    "DR145": Rule(
        "warning",
        "a file that proxies and browsers can keep: no cookie, Vary: Accept-Encoding at most",
        "Leave assets/ out of the session: no Set-Cookie, no Vary by cookie or by browser.",
    ),
}

POLICY: Mapping[str, Rule] = {
    "DR151": Rule(
        "warning",
        "a Content-Security-Policy",
        "The build writes the policy of this very site, with the hashes of its inline scripts: "
        f"copy it anew with each version. {SETTINGS}",
    ),
    "DR152": Rule(
        "error",
        "'wasm-unsafe-eval' in script-src",
        "Without it Python does not start. Use the policy that the build wrote; if a proxy adds "
        f"one of its own, except this site's path. {SETTINGS}",
    ),
    "DR153": Rule(
        "error",
        "the hash of every inline script in script-src",
        "The policy is of another build, or no build's: copy build/deploy/ of this build to the "
        "server and reload it.",
    ),
    "DR154": Rule(
        "error",
        "a policy that lets the site load its own files",
        "Use the policy that the build wrote; if a proxy adds one of its own, except this site's "
        f"path: browsers obey both. {SETTINGS}",
    ),
    "DR155": Rule(
        "warning",
        "a policy no wider than the site needs",
        "The site needs neither inline scripts and styles without a hash, nor eval, nor other "
        f"hosts. Use the policy that the build wrote. {SETTINGS}",
    ),
    "DR156": Rule(
        "warning",
        "the policy with workers too, for they do not take on the page's",
        "Send it with assets/stagecheck/ and assets/javascripts/workers/, without Trusted Types. "
        f"{SETTINGS}",
    ),
    "DR157": Rule(
        "warning",
        "every directive of the policy that the build wrote",
        f"Use the policy as it is. {SETTINGS}",
    ),
    "DR158": Rule(
        "warning",
        "Referrer-Policy and Permissions-Policy",
        f"Send both with pages. {SETTINGS}",
    ),
}
