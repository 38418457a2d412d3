"""Which indexes requirements make fxpack ask, and with which credentials."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from fxpack.errors import UsageError
from fxpack.pack.asked import Asked, Exported, asked
from fxpack.pack.locked import portable
from fxpack.pack.network import Network

TOLD = Network("https://told/simple", ("https://more/simple",), (), exclude_newer="2026-01-01")


def ask(root: Path, text: str, network: Network = TOLD, **environ: str) -> Asked:
    environ = {"PIP_CONFIG_FILE": os.devnull, **environ}
    return asked(str(root), Exported(text.encode(), "requirements.txt"), network, environ)[0]


@pytest.mark.parametrize(
    ("text", "default", "extra"),
    [
        ("x", "https://told/simple", ("https://more/simple",)),
        ("-i https://file/simple", "https://file/simple", ()),
        ("--extra-index-url https://f/s", "https://told/simple", ("https://more/simple", "https://f/s")),
        ("-i https://a/s\n--extra-index-url https://b/s", "https://a/s", ("https://b/s",)),
        ("--extra-index-url https://b/s\n-i https://a/s", "https://a/s", ()),
        ("-i https://a/s\n-i https://b/s", "https://b/s", ()),
        ("--no-index", None, ()),
        ("--no-index\n-i https://a/s", None, ()),
        ("-i https://u:${TOKEN}@a/s", "https://u:hidden@a/s", ()),
    ],
)  # fmt: skip
def test_the_indexes(
    tmp_path: Path, text: str, default: str | None, extra: tuple[str, ...]
) -> None:
    found = ask(tmp_path, text, TOKEN="hidden")
    assert (found.network.index_url, found.network.extra_index_urls) == (default, extra)
    assert found.network.exclude_newer == TOLD.exclude_newer
    assert found.no_index == ("--no-index" in text)
    assert found.told == TOLD


def test_links_are_relative_to_the_file_or_to_the_app(tmp_path: Path) -> None:
    for folder in ("links", "more/beside"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "more" / "base.txt").write_text("-f beside\n-f links\n-f https://x/links\n")
    found = ask(tmp_path, "-r more/base.txt\n")
    assert found.network.find_links == (
        str(tmp_path / "more" / "beside"),
        str(tmp_path / "links"),
        "https://x/links",
    )


@pytest.mark.parametrize("option", ["-f nowhere", "-i nowhere", "-i ftp://x/y"])
def test_what_is_no_index(tmp_path: Path, option: str) -> None:
    with pytest.raises(UsageError, match=r"no such folder|no URL"):
        ask(tmp_path, option)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://host/simple/x.whl", "https://u:one@host/simple/x.whl"),
        ("https://host/two/x.whl", "https://v:two@host/two/x.whl"),
        ("https://other/x.whl", "https://t:three@other/x.whl"),
        ("https://repository/x", "https://token@repository/x"),
        ("http://host/files/x.whl", "http://host/files/x.whl"),
        ("https://host:444/x.whl", "https://host:444/x.whl"),
        ("https://own:key@host/x.whl", "https://own:key@host/x.whl"),
        ("https://nobody/x.whl", "https://nobody/x.whl"),
        ("/home/x.whl", "/home/x.whl"),
        ("ssh://git@host/x", "ssh://git@host/x"),
    ],
)
def test_credentials(tmp_path: Path, url: str, expected: str) -> None:
    network = Network("https://u:one@host/simple", ("https://v:two@host/two/simple",))
    text = (
        "x @ https://t:three@other/files/x-1.0-py3-none-any.whl\ny @ git+https://token@repository/y"
    )
    found = ask(tmp_path, text, network)
    assert found.with_credentials(url) == expected
    assert not re.search(r":(one|two|three|key)@|token@", found.shown(expected))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("/app/libs/x y.whl", "file:///libs/x%20y.whl"),
        ("file:///app/libs/x%20y.whl", "file:///libs/x%20y.whl"),
        ("/home/me/x.whl", "file:///x.whl"),
        ("/app/sub", "file:///sub"),
        ("/app", "file:///."),
        ("https://u:p@host/x.whl", "https://host/x.whl"),
        ("https://host/x.whl?sig=abcdefgh", "https://host/x.whl"),
        ("https://host/x.whl?version=3", "https://host/x.whl?version=3"),
        ("ssh://git@host/x", "ssh://git@host/x"),
        ("https://${TOKEN}@host/x", "https://${TOKEN}@host/x"),
        ("https://${USER}:${TOKEN}@host/x", "https://${USER}:${TOKEN}@host/x"),
    ],
)
def test_what_direct_url_says(place: str, expected: str) -> None:
    assert portable(place, "/app") == expected
