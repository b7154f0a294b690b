"""What a page looks like: contrasts, and how the pixels of a part differ."""

from __future__ import annotations

from base64 import b64encode

from playwright.sync_api import FloatRect, Locator, Page, ViewportSize

type Size = ViewportSize

SMALL: Size = {"width": 360, "height": 740}
LARGE: Size = {"width": 1280, "height": 900}
ENLARGED_TWICE: Size = {"width": 640, "height": 512}
"""What is left of 1280 by 1024 when everything is twice as large."""
ENLARGED_FOUR_TIMES: Size = {"width": 320, "height": 256}

# Functions for `evaluate`, put before what uses them. Colours are [red, green, blue, alpha], 0 to
# 255; a canvas reads every way of writing one.
COLOURS = """
const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
const rgba = (text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
};
const over = (top, under) =>
    [0, 1, 2].map(i => (top[i] * top[3] + under[i] * (255 - top[3])) / 255).concat(255);
const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement)
        layers.unshift(rgba(getComputedStyle(each).backgroundColor));
    return layers.reduce((under, top) => over(top, under), [255, 255, 255, 255]);
};
const linear = (c) => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
const luminance = (c) => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
};
const pixels = async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const {width, height} = image;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(image, 0, 0);
    const {data} = context.getImageData(0, 0, width, height);
    return Array.from({length: width * height}, (_, i) => [...data.slice(4 * i, 4 * i + 4)]);
};
"""


def picture(page: Page, part: Locator, margin: int = 0) -> str:
    """Return a part of the page as it stands on the screen, a PNG in base 64."""
    box = part.bounding_box()
    assert box is not None, f"{part} is not on the page"
    return taken(
        page,
        {
            "x": box["x"] - margin,
            "y": box["y"] - margin,
            "width": box["width"] + 2 * margin,
            "height": box["height"] + 2 * margin,
        },
    )


def taken(page: Page, clip: FloatRect) -> str:
    """Return a rectangle of the screen as `picture` does; clip: x, y, width, height in pixels."""
    return b64encode(page.screenshot(clip=clip)).decode()


def drawn(page: Page, picture: str) -> int:
    """Count the pixels that have 3 to 1 with the colour that most of the picture has."""
    script = """async (png) => {
        const all = await pixels(png), sizes = new Map();
        for (const each of all) sizes.set(`${each}`, (sizes.get(`${each}`) ?? 0) + 1);
        const [most] = [...sizes].sort((a, b) => b[1] - a[1])[0];
        const back = most.split(",").map(Number);
        return all.filter(each => contrast(each, back) >= 3).length;
    }"""
    return int(page.evaluate(_with_colours(script), picture))


def changed(page: Page, before: str, after: str) -> int:
    """Count the pixels that have 3 to 1 between two pictures of one size."""
    script = """async ([before, after]) => {
        const [one, other] = [await pixels(before), await pixels(after)];
        return one.filter((each, i) => contrast(each, other[i]) >= 3).length;
    }"""
    return int(page.evaluate(_with_colours(script), [before, after]))


def _with_colours(function: str) -> str:
    return f"(argument) => {{ {COLOURS} return ({function})(argument); }}"


def ask[T](page: Page, function: str, kind: type[T]) -> T:
    """Run a JavaScript function, without arguments, that may use those of COLOURS."""
    found = page.evaluate(_with_colours(function), None)
    assert isinstance(found, kind), f"expected {kind}, found {found!r}"
    return found
