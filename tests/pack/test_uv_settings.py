"""The indexes in settings of uv are heard, and whatever else is in them changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fxpack.artifact import Silent
from fxpack.errors import UsageError
from fxpack.pack.network import Network
from fxpack.pack.resolve import Wants, resolve
from fxpack.pack.store import Store
from fxpack.pack.uv_settings import with_settings
from fxpack.platforms import platform_of
from tests.wheels import make_wheel

pytestmark = pytest.mark.usefixtures("own_settings")

NONE = Network()
SETTINGS = {
    "none": ("", NONE),
    "another tool's": ("[tool.other]\nx = 1\n", NONE),
    "index-url": ('[tool.uv]\nindex-url = "https://a/s"', Network("https://a/s")),
    "of uv pip": ('[tool.uv.pip]\nindex-url = "https://a/s"', Network("https://a/s")),
    "of uv pip, first": (
        '[tool.uv]\nindex-url = "https://b/s"\n[tool.uv.pip]\nindex-url = "https://a/s"',
        Network("https://a/s"),
    ),
    "extra": (
        '[tool.uv]\nextra-index-url = ["https://a/s", "https://b/s"]',
        Network(None, ("https://a/s", "https://b/s")),
    ),
    "the default": (
        '[[tool.uv.index]]\nurl = "https://a/s"\ndefault = true\n[[tool.uv.index]]\nurl = "https://b/s"',
        Network("https://a/s", ("https://b/s",)),
    ),
    "only for what names it": (
        '[[tool.uv.index]]\nname = "x"\nurl = "https://a/s"\nexplicit = true',
        NONE,
    ),
    "one with a login": (
        '[[tool.uv.index]]\nname = "my-own"\nurl = "https://a/s"',
        Network(None, ("https://me:hidden@a/s",)),
    ),
    "a time": ('[tool.uv]\nexclude-newer = "2026-01-01T00:00:00Z"', Network(None, (), (), False, "2026-01-01T00:00:00Z")),
    "which index counts": (
        '[tool.uv]\nindex-strategy = "no"\n[tool.uv.pip]\nindex-strategy = "unsafe-best-match"',
        Network(strategy="unsafe-best-match"),
    ),
    "a keyring": ('[tool.uv]\nkeyring-provider = "subprocess"', Network(keyring="subprocess")),
    "no index": ("[tool.uv]\nno-index = true", Network(no_index=True)),
    "nonsense": ("[tool.uv]\nindex = 3\nindex-url = 4\nfind-links = [5]\npip = 6", NONE),
    "nonsense in a list": ("[tool.uv]\nindex = [3, {}, {url = 4}]\n", NONE),
    "no table": ("tool.uv = 3", NONE),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SETTINGS.values(), ids=list(SETTINGS))
def test_what_is_heard(tmp_path: Path, text: str, expected: Network) -> None:
    app = tmp_path / "app"
    app.mkdir()
    (tmp_path / "pyproject.toml").write_text(text)
    environ = {
        "XDG_CONFIG_HOME": str(tmp_path / "none"),
        "UV_INDEX_MY_OWN_USERNAME": "me",
        "UV_INDEX_MY_OWN_PASSWORD": "hidden",
    }
    assert with_settings(NONE, str(app), environ) == expected
    assert with_settings(NONE, str(app), {**environ, "UV_NO_CONFIG": "1"}) == NONE


def test_options_go_first(tmp_path: Path) -> None:
    (tmp_path / "uv.toml").write_text(
        'index-url = "https://a/s"\nextra-index-url = ["https://b/s"]'
    )
    assert with_settings(Network("https://own/s"), str(tmp_path)) == Network(
        "https://own/s", ("https://b/s",)
    )


def test_the_nearest_goes_first_and_the_users_follows(tmp_path: Path) -> None:
    app = tmp_path / "app"
    app.mkdir()
    (tmp_path / "links").mkdir()
    (tmp_path / "home" / "uv").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.uv]\nindex-url = "https://far/s"')
    (tmp_path / "uv.toml").write_text('index-url = "https://near/s"\nfind-links = ["links"]')
    (tmp_path / "home" / "uv" / "uv.toml").write_text(
        'index-url = "https://user/s"\nextra-index-url = ["https://more/s"]'
    )
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "home")}
    found = with_settings(NONE, str(app), environ)
    assert found == Network("https://near/s", ("https://more/s",), (str(tmp_path / "links"),))
    named = {**environ, "UV_CONFIG_FILE": str(tmp_path / "home" / "uv" / "uv.toml")}
    assert with_settings(NONE, str(app), named).index_url == "https://user/s"


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "uv.toml").write_text("= 3")
    with pytest.raises(UsageError, match=r"uv\.toml: no TOML"):
        with_settings(NONE, str(tmp_path))


@pytest.mark.parametrize(
    "settings",
    ['output-file = "pylock.toml"', "universal = true", "all-extras = true", 'extra = ["x"]'],
)
def test_nothing_else_is_heard(tmp_path: Path, settings: str) -> None:
    app = tmp_path / "app"
    make_wheel(tmp_path / "links", "own")
    app.mkdir()
    (app / "requirements.txt").write_text("own\n")
    (app / "pyproject.toml").write_text(
        f'[tool.uv.pip]\n{settings}\n[tool.uv]\nno-index = true\nfind-links = ["../links"]\n'
    )
    (tmp_path / "empty").mkdir()
    before = sorted(os.listdir(app))
    wants = Wants(
        str(app), "requirements.txt", platform_of((3, 12)), Network(str(tmp_path / "empty"))
    )
    found = resolve(wants, Store(str(tmp_path / "store")), Silent())
    assert [each.name for each in found.packages] == ["own"]
    assert sorted(os.listdir(app)) == before
