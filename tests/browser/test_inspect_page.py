"""The page of `fxpack inspect --html` in headless Chromium, with and without JavaScript."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from fxpack.report.inspect_html import render
from tests.report.test_inspect import PANDAS, STARTS, inspected

ASKED, BROUGHT, APP = (158, 197, 244), (242, 200, 148), (168, 216, 185)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium's program; where there is none the tests are skipped, but in CI they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and os.environ.get("FXPACK_NO_SKIP"):
        pytest.fail("chromium is not installed: .ci/browser installs it")
    if found is None:
        pytest.skip("chromium is not installed")
    return found


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with packages of every kind and files of the app."""
    own = {**STARTS, "shared/data.py (4 MB)": ""}
    path = tmp_path / "page.html"
    path.write_text(render(inspected(tmp_path, own, *PANDAS)), encoding="utf-8")
    return path


def run(chromium: str, page: Path, *options: str) -> str:
    profile = page.parent / "profile"
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={profile}",
    ]
    done = subprocess.run(
        [*command, *options, page.as_uri()],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return done.stdout


def rows(dom: str) -> list[str]:
    """The first cells of the first table."""
    table = dom.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub("<.*?>", "", cell) for cell in re.findall(r"<tr.*?>(<td.*?</td>)", table)]


def test_screenshot(chromium: str, page: Path) -> None:
    shot = page.parent / "page.png"
    run(chromium, page, "--hide-scrollbars", "--window-size=1280,1200", f"--screenshot={shot}")
    with Image.open(shot) as image:
        assert image.size == (1280, 1200)
        pixels = image.convert("RGB").getcolors(maxcolors=1 << 24)
    counted = {color: count for count, color in pixels or ()}
    shown = [counted.get(color, 0) for color in (ASKED, BROUGHT, APP)]
    # the parts of the map are as large as what they stand for
    assert all(count > 20_000 for count in shown), shown
    assert len(counted) > 50


def test_a_narrow_screen(chromium: str, page: Path) -> None:
    """The page is as wide as the screen; tables are moved by themselves, and names can be read."""
    measure = """<script>
    const [whole, name] = [document.documentElement, document.querySelector("tbody td")];
    document.title = [whole.scrollWidth <= whole.clientWidth, name.clientWidth >= 120];
    </script>"""
    narrow = page.with_name("narrow.html")
    text = page.read_text(encoding="utf-8").replace("scipy", "scipy-" + "x" * 200)
    narrow.write_text(text + measure, encoding="utf-8")
    dom = run(chromium, narrow, "--window-size=400,800", "--dump-dom")
    assert "<title>true,true</title>" in dom


def test_without_javascript(chromium: str, page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    refused = text.replace("script-src 'unsafe-inline'", "script-src 'none'")
    assert refused != text
    page.write_text(refused, encoding="utf-8")
    dom = run(chromium, page, "--dump-dom")
    assert "<button>" not in dom
    assert rows(dom)[0] == "numpy 1.0"
    assert "<caption>What a cold start imports</caption>" in dom


def test_columns_are_sorted(chromium: str, page: Path) -> None:
    before = rows(run(chromium, page, "--dump-dom"))
    for column, expected in ((0, sorted(before, reverse=True)), (1, before)):
        click = f'<script>document.querySelectorAll("th button")[{column}].click()</script>'
        clicked = page.with_name(f"clicked{column}.html")
        clicked.write_text(page.read_text(encoding="utf-8") + click, encoding="utf-8")
        dom = run(chromium, clicked, "--dump-dom")
        assert 'aria-sort="descending"' in dom
        assert [row.lower() for row in rows(dom)] == [row.lower() for row in expected]


def test_nothing_is_said_in_the_console(chromium: str, page: Path) -> None:
    done = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
            f"--user-data-dir={page.parent / 'profile'}", "--dump-dom", page.as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )  # fmt: skip
    assert "CONSOLE" not in done.stderr
