"""Tables that a reader filters: the plays, and the objections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Locator, Page

from browser.harness import Server, mark, navigated_without_reload, wait_until
from browser.looks import LARGE, SMALL
from browser.moving import arrive, tab_to
from browser.test_accessibility import SCHEMES, breaches, show
from markup import Element, read_page

COLUMNS = {
    "plays/": ("For phase", "For whom", "Time in all", "Kind"),
    "objections/": ("Who", "Phases"),
}
PAGES = tuple(COLUMNS)
Row = dict[str, frozenset[str]]
"""What a row can be chosen by, by the name of the column."""


def read_rows(server: Server, path: str) -> list[Row]:
    """Read the table as it was built, which no script has touched."""
    page = read_page(server.site / path / "index.html")
    (box,) = (each for each in page.all("div") if "filterable" in each.attributes.get("class", ""))
    heads, *rows = (each.children for each in box.all("tr"))
    names = [head.text for head in heads]
    return [
        {name: held(cell) for name, cell in zip(names, row, strict=True)} for row in rows if row
    ]


def held(cell: Element) -> frozenset[str]:
    """Return what a cell holds: the value of its `<data>`, or its text between commas."""
    data = cell.all("data")
    parts = [data[0].attributes["value"]] if data else cell.text.split(",")
    return frozenset(part.strip() for part in parts)


def fitting(rows: list[Row], chosen: dict[str, str]) -> list[int]:
    """Return the places of the rows that hold all that was chosen."""
    return [
        place
        for place, row in enumerate(rows)
        if all(value in row[name] for name, value in chosen.items())
    ]


def bar(page: Page) -> Locator:
    """Return the filters, as a screen reader finds them."""
    return page.get_by_role("group", name="Filter the table")


def choice(page: Page, name: str) -> Locator:
    """Return the filter of a column."""
    return bar(page).get_by_role("combobox", name=name, exact=True)


def options(page: Page, name: str) -> list[str]:
    """Return what can be chosen in a filter, "all" left out."""
    return choice(page, name).locator("option").all_inner_texts()[1:]


def shown(page: Page) -> list[int]:
    """Return the places of the rows that can be seen."""
    places = page.locator(".filterable tbody tr").evaluate_all(
        "rows => rows.flatMap((row, place) => row.checkVisibility() ? [place] : [])"
    )
    return [int(place) for place in places]


def said(page: Page) -> str:
    """Return how many rows the status says are shown."""
    return bar(page).get_by_role("status").inner_text()


def count_of(expected: list[int], rows: list[Row]) -> str:
    """Return what the status must say."""
    hidden = len(expected) < len(rows)
    return f"{len(expected)} of {len(rows)}" if hidden else f"{len(rows)} in all"


def show_all(page: Page) -> Locator:
    """Return the button that takes all filters back, seen or not."""
    return bar(page).locator("button")


def first_value(page: Page, path: str) -> tuple[str, str]:
    """Return the first filter of a page and the first thing to be chosen in it."""
    name = COLUMNS[path][0]
    return name, options(page, name)[0]


@pytest.mark.parametrize(
    ("path", "name"), [(path, name) for path, names in COLUMNS.items() for name in names]
)
def test_a_filter_leaves_the_rows_that_hold_what_was_chosen(
    page: Page, server: Server, path: str, name: str
) -> None:
    """For each choice: exactly those rows, never none, and the status says how many of how many."""
    rows = read_rows(server, path)
    arrive(page, server.url + path)
    offered = options(page, name)
    assert {value for row in rows for value in row[name]} == set(offered)
    for value in offered:
        choice(page, name).select_option(value)
        expected = fitting(rows, {name: value})
        assert expected
        assert shown(page) == expected, value
        assert said(page) == count_of(expected, rows)


@pytest.mark.parametrize("path", PAGES)
def test_two_filters_combine(page: Page, server: Server, path: str) -> None:
    """Of all pairs from two columns, exactly the rows that hold both are left, none where none."""
    rows = read_rows(server, path)
    arrive(page, server.url + path)
    one, other = COLUMNS[path][:2]
    counts = set()
    for first, second in product(options(page, one), options(page, other)):
        choice(page, one).select_option(first)
        choice(page, other).select_option(second)
        expected = fitting(rows, {one: first, other: second})
        assert shown(page) == expected, (first, second)
        assert said(page) == count_of(expected, rows)
        counts.add(len(expected))
    assert {0, 1} < counts


@pytest.mark.parametrize("path", PAGES)
def test_a_filter_taken_back_by_itself_shows_all_again(
    page: Page, server: Server, path: str
) -> None:
    """The choice "all" gives back every row, and the button has nothing left to do."""
    arrive(page, server.url + path)
    every = shown(page)
    name, value = first_value(page, path)
    choice(page, name).select_option(value)
    assert len(shown(page)) < len(every)
    choice(page, name).select_option("all")
    assert shown(page) == every
    assert said(page) == f"{len(every)} in all"
    assert show_all(page).is_hidden()


@pytest.mark.parametrize("path", PAGES)
def test_show_all_takes_every_filter_back_and_keeps_the_place(
    page: Page, server: Server, path: str
) -> None:
    """The button is there while a row is hidden; after it, the first filter has the focus."""
    arrive(page, server.url + path)
    every = shown(page)
    assert show_all(page).is_hidden()
    for name in COLUMNS[path]:
        choice(page, name).select_option(options(page, name)[-1])
    show_all(page).click()
    assert shown(page) == every
    assert said(page) == f"{len(every)} in all"
    assert [choice(page, name).input_value() for name in COLUMNS[path]] == [""] * len(COLUMNS[path])
    assert choice(page, COLUMNS[path][0]).evaluate("one => one === document.activeElement")
    assert show_all(page).is_hidden()


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=lambda size: str(size["width"]))
def test_the_table_is_filtered_by_keyboard_alone(
    page: Page, server: Server, size: dict[str, int]
) -> None:
    """Tab to a filter, arrow down to a choice, on to the button, and all is there again."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    rows = read_rows(server, "plays/")
    arrive(page, f"{server.url}plays/")
    page.locator(".md-content h1").focus()
    tab_to(page, "For phase")
    wanted = options(page, "For phase")[1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert choice(page, "For phase").input_value() == wanted
    assert shown(page) == fitting(rows, {"For phase": wanted})
    tab_to(page, "Show all")
    page.keyboard.press("Enter")
    assert len(shown(page)) == len(rows)
    assert choice(page, "For phase").evaluate("one => one === document.activeElement")


@pytest.mark.parametrize("path", PAGES)
def test_on_return_without_a_reload_there_is_one_bar_and_it_works(
    page: Page, server: Server, path: str
) -> None:
    """Away by a link and back by a link: filters once, at work, and every row. Back keeps them."""
    rows = read_rows(server, path)
    page.goto(server.url)
    # The theme follows links without a reload once it has read which pages there are.
    page.wait_for_load_state("networkidle")
    mark(page)

    def filters_once() -> None:
        wait_until(page, "document.querySelectorAll('.filterable__bar').length === 1")
        assert page.locator(".filterable select").count() == len(COLUMNS[path])

    tabs = page.locator(".md-tabs")
    for _ in range(2):
        tabs.locator(f"a[href$='{path}']").click()
        filters_once()
        assert len(shown(page)) == len(rows)
        name, value = first_value(page, path)
        choice(page, name).select_option(value)
        assert shown(page) == fitting(rows, {name: value})
        tabs.get_by_role("link", name="Phases").click()
        wait_until(page, "document.querySelector('.filterable') === null")
    page.go_back()
    filters_once()
    assert choice(page, name).input_value() == value
    assert shown(page) == fitting(rows, {name: value})
    assert navigated_without_reload(page)


@pytest.mark.parametrize("path", PAGES)
def test_the_address_brings_somebody_else_the_same_rows(
    page: Page, server: Server, path: str
) -> None:
    """Two choices, taken back and made anew in a new tab; Back leads to the page before."""
    rows = read_rows(server, path)
    arrive(page, server.url)
    arrive(page, server.url + path)
    wanted = {name: options(page, name)[0] for name in COLUMNS[path][:2]}
    for name, value in wanted.items():
        choice(page, name).select_option(value)
    address = page.url
    assert address.startswith(f"{server.url}{path}#"), "no server hears of it"
    show_all(page).click()
    assert page.url == server.url + path
    page.go_back()
    assert page.url == server.url
    arrive(page, address)
    assert {name: choice(page, name).input_value() for name in wanted} == wanted
    assert shown(page) == fitting(rows, wanted)


@pytest.mark.parametrize("path", PAGES)
def test_an_address_that_names_no_choice_filters_nothing(
    page: Page, server: Server, path: str
) -> None:
    """A choice that is gone, twice the same one, and one without a value: all rows are there."""
    name = COLUMNS[path][0].lower().replace(" ", "-")
    arrive(page, f"{server.url}{path}#{name}=%3Cb%3E&{name}=gone&other=")
    assert len(shown(page)) == len(read_rows(server, path))
    assert said(page).endswith("in all")


@pytest.fixture(params=PAGES)
def plain(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, str]]:
    """Return a page with a table in a browser that runs no script, and its path."""
    context = browser.new_context(java_script_enabled=False, viewport=SMALL)
    page = context.new_page()
    page.goto(server.url + request.param)
    yield page, request.param
    context.close()


def test_without_javascript_the_whole_table_stands(plain: tuple[Page, str], server: Server) -> None:
    """Every row can be seen, and nothing is offered that would do nothing."""
    page, path = plain
    assert shown(page) == list(range(len(read_rows(server, path))))
    assert page.locator(".filterable :is(select, button, [role=status])").count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_paper_has_the_whole_table(page: Page, server: Server, path: str) -> None:
    """Printed, every row is there, and no filter that nobody can use."""
    rows = read_rows(server, path)
    arrive(page, server.url + path)
    name, value = first_value(page, path)
    choice(page, name).select_option(value)
    page.emulate_media(media="print")
    assert shown(page) == list(range(len(rows)))
    assert page.locator(".filterable__bar").is_hidden()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_with_filters_in_use(
    page: Page, server: Server, path: str, scheme: str
) -> None:
    """Some rows hidden, then all, at both sizes; and nothing is wider than a telephone."""
    arrive(page, server.url + path)
    one, other = COLUMNS[path][:2]
    for size in (LARGE, SMALL):
        show(page, "light" if scheme == "light" else "dark", size)
        name, value = first_value(page, path)
        choice(page, name).select_option(value)
        assert breaches(page) == []
        for value in options(page, other):
            choice(page, other).select_option(value)
            if not shown(page):
                break
        assert breaches(page) == [], f"{one} and {other} leave no row"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        show_all(page).click()


@pytest.mark.parametrize("path", PAGES)
def test_a_telephone_shows_whole_rows(page: Page, server: Server, path: str) -> None:
    """At 360 pixels no cell is cut off or has to be pushed sideways, and each says its column."""
    page.set_viewport_size(SMALL)
    arrive(page, server.url + path)
    name, value = first_value(page, path)
    choice(page, name).select_option(value)
    wide = """() => [...document.querySelectorAll('.filterable *')].filter(each =>
        each.checkVisibility() && each.getBoundingClientRect().right > innerWidth
    ).map(each => each.textContent.trim().slice(0, 40))"""
    assert page.evaluate(wide) == []
    card = page.locator(".filterable tbody tr:visible").first
    labels = card.locator("td").evaluate_all(
        "cells => cells.slice(1).map(cell => getComputedStyle(cell, '::before').content)"
    )
    heads = page.locator(".filterable thead th").all_text_contents()[1:]
    assert labels == [f'"{head}: "' for head in heads]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
