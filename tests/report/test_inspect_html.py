"""The page about a zip: whole without scripts, and no text of the zip is anything but text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fxpack.archive import ColdStart, Inspection, Packed, Share
from fxpack.report.inspect_html import render
from tests.report.test_inspect import PANDAS, STARTS, inspected


class Page(HTMLParser):
    """The tags of a page, the cells of its tables, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "td":
            self.cells.append("")
        self.open.append(tag)
        self.loaded += [value or "" for name, value in attrs if name in {"src", "href"}]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells[-1] += data


def test_page(tmp_path: Path) -> None:
    found = inspected(tmp_path, {"requirements.txt": "pandas\nscipy\n"}, *PANDAS)
    page = Page(render(found))
    assert page.cells[:6] == ["numpy 1.0", "9.0 MB", "34.6%", "9.0 MB", "3", "for pandas, scipy"]
    assert "brings deep, pool: 10.0 MB together" in page.cells
    # a rectangle for each row, which it leads to; nothing is loaded from anywhere
    rows = re.findall(r'<tr id="(r\d+)">', render(found))
    assert page.loaded == [f"#{row}" for row in rows]
    assert page.tags.count("rect") == len(rows)


def test_links_of_the_map_are_heard(tmp_path: Path) -> None:
    """What is inside of an image is not there for who hears the page, though it takes the focus."""
    text = render(inspected(tmp_path, {}, *PANDAS))
    (map_,) = re.findall("<svg[^>]*>", text)
    assert 'role="group"' in map_
    assert "aria-label" in map_


def test_what_a_cold_start_imports(tmp_path: Path) -> None:
    found = inspected(tmp_path, STARTS, *PANDAS)
    text = render(found)
    table = text.partition("What a cold start imports")[2].partition("</table>")[0]
    cells = [re.sub("<.*?>", " ", cell).split() for cell in re.findall(r"<td.*?</td>", table)]
    assert cells == [
        ["f"],
        ["2", "f/__init__.py", "shared/__init__.py"],
        ["pandas:", "5.0", "MB", "deep:", "2.0", "MB"],
        ["7.0", "MB"],
        ["azure.functions,", "requests"],
    ]


def test_two_pages_are_equal(tmp_path: Path) -> None:
    found = inspected(tmp_path, {"requirements.txt": "pandas\n"}, *PANDAS)
    assert render(found) == render(found)


def test_an_empty_zip() -> None:
    nothing = Share("", 0, 0, 0)
    page = Page(render(Inspection("a.zip", 22, "3.12", nothing, (), (), ())))
    assert page.cells == []
    assert "svg" not in page.tags


@given(st.text(min_size=1), st.integers(1, 10**9))
def test_names_are_text(name: str, size: int) -> None:
    share = Share(name, 1, size, size)
    found, plain = (
        Inspection(
            path="a.zip",
            size=size,
            python="3.12",
            total=share,
            packages=(),
            folders=(share._replace(name=each),),
            largest=(Packed(each, size, size),),
            starts=(ColdStart((each,), (each,), (), (each,)),),
        )
        for each in (name, "x")
    )
    tags = [tag for tag in Page(render(found)).tags if tag != "text"]
    assert tags == [tag for tag in Page(render(plain)).tags if tag != "text"]
