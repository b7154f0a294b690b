"""WebKitGTK, driven by Selenium: MiniBrowser on a display that is not there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from selenium.webdriver import Remote, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.webkitgtk.service import Service
from urllib3.exceptions import ReadTimeoutError

from engines.tripwire import Tripwire
from engines.visitor import EARS
from system import required

PATIENCE = 45
"""Seconds that the browser may take for one command; without that, for ever."""


@contextmanager
def display() -> Iterator[str]:
    """Run an X server without a screen, and give its name, such as ":7"."""
    command = [required("xvfb"), "-displayfd", "1", "-screen", "0", "1600x1200x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert server.stdout
        number = server.stdout.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.communicate(timeout=10)


class WebKit:
    """Tells what a page complains of once it has loaded, and what the browser asks for.

    WebDriver tells nothing by itself, and the page's ears are there only when it has loaded. What
    comes later, such as a page by instant navigation and the start of Python, is heard; what was
    before, or goes wrong inside a worker, is not. Requests to other hosts run into a tripwire,
    whoever makes them.
    """

    def __init__(self, own: str) -> None:
        """Start it; `own` is the address of the site, on 127.0.0.1."""
        assert "//127.0.0.1:" in own, "other hosts are asked through the tripwire"
        with ExitStack() as stack:
            screen = stack.enter_context(display())
            self._tripwire = stack.enter_context(Tripwire())
            self._heard: list[str] = []
            self._driver = stack.enter_context(_driver(screen, self._tripwire.address))
            self._stack = stack.pop_all()

    def open(self, address: str) -> None:
        self._listen()
        self._driver.get(address)
        self._driver.execute_script(EARS)

    def reload(self) -> None:
        self._listen()
        self._driver.refresh()
        self._driver.execute_script(EARS)

    def click(self, selector: str) -> None:
        self._find(selector).click()

    def write(self, selector: str, text: str) -> None:
        # Its driver types nothing for a line's end.
        self._find(selector).send_keys(text.replace("\n", Keys.ENTER))

    def evaluate(self, expression: str) -> object:
        return self._driver.execute_script(f"return ({expression});")

    def complaints(self) -> list[str]:
        self._listen()
        found, self._heard = self._heard, []
        return found

    def foreign(self) -> list[str]:
        return list(self._tripwire.asked)

    def close(self) -> None:
        self._stack.close()

    def _find(self, selector: str) -> WebElement:
        return self._driver.find_element(By.CSS_SELECTOR, selector)

    def _listen(self) -> None:
        self._heard += self._driver.execute_script("return window.heard?.splice(0) ?? [];")


@contextmanager
def _driver(screen: str, proxy: str) -> Iterator[Remote]:
    options = WebKitGTKOptions()
    options.proxy = Proxy(
        {
            "proxyType": ProxyType.MANUAL,
            "httpProxy": proxy,
            "sslProxy": proxy,
            "noProxy": ["127.0.0.1"],
        }
    )
    service = Service(required("webkit2gtk-driver"), env={**os.environ, "DISPLAY": screen})
    try:
        with _session(service, options, attempts=3) as driver:
            # So large that the page in it is 1280 pixels wide.
            driver.set_window_rect(0, 0, 1280, 938)
            yield driver
    finally:
        service.stop()


def _session(service: Service, options: WebKitGTKOptions, attempts: int) -> Remote:
    """Start driver and browser; on a busy machine about one start in twenty never ends."""
    service.start()
    # Selenium's own class for this browser connects in a way that Selenium warns of.
    config = ClientConfig(service.service_url, timeout=PATIENCE)
    try:
        return Remote(RemoteConnection(client_config=config), options=options)
    except ReadTimeoutError:
        service.stop()
        if attempts == 1:
            raise
    return _session(service, options, attempts - 1)
