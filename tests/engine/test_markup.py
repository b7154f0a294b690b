"""Markup is a tree that is escaped when it is written."""

from html import escape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from stagecheck_engine.report.markup import element, serialise


class Reader(HTMLParser):
    """Notes what a browser's parser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


@given(st.text(), st.text())
def test_no_text_or_attribute_becomes_markup(text: str, value: str) -> None:
    """Whatever stands in a text or an attribute is read back as just that."""
    reader = Reader()
    reader.feed(serialise(element("p", text, data_value=value)))
    reader.close()
    # A parser folds line ends and drops the null character; that is not markup either.
    tag, *texts = reader.seen
    assert isinstance(tag, tuple)
    assert tag[0] == "p"
    assert [name for name, _ in tag[1]] == ["data-value"]
    assert all(isinstance(part, str) for part in texts)
    assert serialise(text) == escape(text)


def test_names_of_attributes_are_written_as_html_has_them() -> None:
    """Python's spelling of an attribute becomes that of HTML."""
    assert serialise(element("p", class_="a", data_item="b")) == '<p class="a" data-item="b"></p>'
