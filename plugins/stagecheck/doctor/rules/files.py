"""Codes of what is there, where it is, and what type it has."""

from collections.abc import Mapping

from .rule import SETTINGS, SIGNED_IN, Rule

REACH: Mapping[str, Rule] = {
    "DR101": Rule(
        "error",
        "an answer within the time limit",
        "Start the web server. Look at the address, the port, the name in DNS, and at proxies and "
        "firewalls between it and this machine.",
    ),
    "DR102": Rule(
        "error",
        "a certificate for this host that this machine trusts",
        "Install the certificate together with its intermediate ones (nginx: ssl_certificate; "
        "Apache: SSLCertificateFile; IIS: the binding). If an authority of your own signed it, "
        "set SSL_CERT_FILE to that authority's certificate and ask again.",
    ),
    "DR103": Rule(
        "error",
        "an answer at this very address, status 200",
        "Take the redirect away, or ask for the address it leads to. A script cannot follow one "
        f"to another host. If it leads to a sign-on, {SIGNED_IN}",
    ),
    "DR104": Rule(
        "error",
        "the site, status 200",
        f"The server asks who is there: {SIGNED_IN} If you are signed in, allow the account to "
        "read this address, and the web server's own account to read the file.",
    ),
    "DR105": Rule(
        "error",
        "status 200",
        "Look into the web server's error log at the time of this request.",
    ),
    "DR106": Rule(
        "error",
        "the home page of a playbook, with its quizzes",
        "Give the address of the home page, with its path. If this is it, copy what is in site/ to "
        "the folder that the server shows there, and build with the quizzes in place.",
    ),
}

WHOLE: Mapping[str, Rule] = {
    "DR110": Rule(
        "warning",
        "the files of earlier builds too, which pages in open tabs still ask for",
        "Copy the new site over the old one, without deleting; or build with PREVIOUS_SITE set to "
        "the folder of the site that readers have.",
    ),
    "DR111": Rule(
        "error",
        "the file, status 200",
        "Copy the whole of site/. If the file is on the server, a rule refuses its ending: IIS "
        "needs a mimeMap for each (iis/web.config has them), and some servers hide .json or .mjs.",
    ),
    "DR112": Rule(
        "error",
        "the file",
        "Copy the whole of site/, and let a missing file be a 404: take away try_files … "
        "/index.html (nginx), FallbackResource (Apache) or a rewrite of everything (IIS). If the "
        f"page is a sign-on, {SIGNED_IN}",
    ),
    "DR113": Rule(
        "error",
        "the published bytes",
        "Copy the file again, as binary. Switch off for assets/ whatever changes files on their "
        "way: minifying or rewriting proxies, mod_pagespeed, conversion of line ends.",
    ),
    "DR114": Rule(
        "error",
        "the whole file",
        "Copy the file again and look at the disk's space. Behind a proxy raise its limits of size "
        "and time (nginx: proxy_read_timeout, proxy_max_temp_file_size).",
    ),
    "DR115": Rule(
        "error",
        "the file, packed once",
        "Pack once: serve packed copies as they are (nginx: gzip_static; Apache: SetEnv no-gzip "
        "for them, as in apache/), or pack on the way, or let the proxy pack. Not two of them.",
    ),
    "DR116": Rule(
        "warning",
        "the file as it is for those who do not ask for gzip",
        "Browsers cope; proxies and tools do not. Store files as they are and pack for those who "
        f"ask. {SETTINGS}",
    ),
    "DR117": Rule(
        "error",
        "an encoding that was asked for",
        "Browsers ask for br on https only and cannot read it elsewhere. Store files as they are "
        f"and pack for those who ask. {SETTINGS}",
    ),
    "DR118": Rule(
        "error",
        "the list that the build wrote",
        "Copy the file again from site/. The build writes it; nothing else may.",
    ),
    "DR119": Rule(
        "error",
        "pages and files of one build",
        "Copy the whole of site/ again, then empty the cache of any proxy before the server.",
    ),
}

TYPES: Mapping[str, Rule] = {
    "DR121": Rule(
        "error",
        "text/javascript",
        "Browsers run no script of another type. nginx: text/javascript js mjs; in types; Apache: "
        "AddType text/javascript .js .mjs; IIS: a mimeMap for .js and .mjs; object storage: the "
        f"Content-Type of the object. {SETTINGS}",
    ),
    "DR122": Rule(
        "warning",
        "application/wasm",
        "Servers pack by type, and proxies scan what they do not know. nginx: application/wasm "
        f"wasm; in types; Apache: AddType application/wasm .wasm; IIS: a mimeMap. {SETTINGS}",
    ),
    "DR123": Rule(
        "error",
        "text/css",
        "Browsers use no style sheet of another type. nginx: text/css css; in types; Apache: "
        f"AddType text/css .css; IIS: a mimeMap. {SETTINGS}",
    ),
    "DR124": Rule(
        "warning",
        "application/json",
        "nginx: application/json json; in types; Apache: AddType application/json .json; IIS: a "
        f"mimeMap. {SETTINGS}",
    ),
    "DR125": Rule(
        "warning",
        "X-Content-Type-Options: nosniff",
        f"Send the header with every file. {SETTINGS}",
    ),
    "DR126": Rule(
        "error",
        "text/html; charset=utf-8",
        "nginx: text/html html; in types and charset utf-8; Apache: AddDefaultCharset utf-8 and "
        "AddType text/html .html; IIS: responses as they are, without another charset.",
    ),
}

ABSENT: Mapping[str, Rule] = {
    "DR161": Rule(
        "error",
        "status 404 for an address that is not there",
        "Otherwise a missing script is read as a page. Take away try_files … /index.html (nginx), "
        "FallbackResource (Apache), or a rewrite or redirect of everything (IIS, proxies).",
    ),
    "DR162": Rule(
        "warning",
        "the site's own page 404.html",
        "nginx: error_page 404 …/404.html; Apache: ErrorDocument 404 …/404.html; IIS: httpErrors "
        f"with that page. {SETTINGS}",
    ),
    "DR163": Rule(
        "warning",
        "a 404 that browsers do not keep",
        "A file that was missing once stays missing for these readers. Send long times with status "
        "200 alone. nginx: add_header without always; Apache: Header always set … "
        "\"expr=%{REQUEST_STATUS} -in {'200', '206', '304'}\", as in apache/.",
    ),
}

PLACE: Mapping[str, Rule] = {
    "DR171": Rule(
        "error",
        "a site that was built for this path",
        "Build it with SITE_URL set to the address that readers use, path and last slash included, "
        "or put it at the path it was built for.",
    ),
    "DR172": Rule(
        "warning",
        "a site that was built for this address",
        "If readers use the address you gave, build with SITE_URL set to it. If you asked the "
        "server behind a proxy, ask for the readers' address too.",
    ),
}
