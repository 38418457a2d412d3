"""The indexes that settings files of uv name: `[tool.uv]` in pyproject.toml, and uv.toml.

uv itself is run without its settings. They may make it write into the app (`[tool.uv.pip]
output-file`), refuse requirements (`extra`) or lock for every platform (`universal`); and pip, and
whatever fetches the files, must know of the same indexes. Where they are is told by uv's own
documentation, "Configuration files" (uv 0.13).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from fxpack.errors import UsageError
from fxpack.pack.network import Network, network_of


def with_settings(network: Network, root: str, environ: Mapping[str, str] = os.environ) -> Network:
    """A network, with what the settings say where neither options nor variables say anything.

    root  the folder of the app: the settings nearest above it count

    Raises UsageError for settings that are no TOML, or no index.
    """
    index = network.index_url
    extra, links = list(network.extra_index_urls), list(network.find_links)
    ask_default, ask_extra, ask_links = not index, not extra, not links
    found = _settings(root, environ)
    for folder, settings in found:
        default, others = _indexes(settings, folder)
        if ask_default and default and not index:
            index = default
        extra += others if ask_extra else []
        if ask_links:
            links += [_place(each, folder) for each in _texts(settings.get("find-links"))]
    network = network._replace(
        exclude_newer=network.exclude_newer or _said("exclude-newer", found) or None,
        no_index=network.no_index or _said("no-index", found) == "True",
        strategy=network.strategy or _said("index-strategy", found),
        keyring=network.keyring or _said("keyring-provider", found),
    )
    if (index, tuple(extra), tuple(links)) == network[:3]:
        return network
    logins = {name: value for name, value in environ.items() if name.startswith("UV_INDEX_")}
    return network.asking(network_of(index, extra, links, environ=logins))


def _said(name: str, found: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """What the nearest settings say that say it; `[tool.uv.pip]` goes before what is for all of uv."""
    tables = (table for _, settings in found for table in (settings.get("pip"), settings))
    values = (table.get(name) for table in tables if isinstance(table, dict))
    return next((str(value) for value in values if value), "")


def _settings(root: str, environ: Mapping[str, str]) -> list[tuple[str, Mapping[str, Any]]]:
    """The settings that hold, the nearest first, and the folder that their paths start from."""
    if environ.get("UV_NO_CONFIG", "").lower() in {"1", "true", "yes", "on"}:
        return []
    if named := environ.get("UV_CONFIG_FILE"):
        return [(os.path.dirname(os.path.abspath(named)), _read(named))]
    home = environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    users = [os.path.join(home, "uv"), os.path.join(environ.get("APPDATA") or home, "uv")]
    general = [(folder, _read(os.path.join(folder, "uv.toml"))) for folder in (*users, "/etc/uv")]
    found = [_nearest(root), *dict(general).items()]
    return [(folder, settings) for folder, settings in found if settings]


def _nearest(root: str) -> tuple[str, Mapping[str, Any]]:
    folder, below = root, ""
    while folder != below:
        if settings := _read(os.path.join(folder, "uv.toml")):
            return folder, settings
        tool = _read(os.path.join(folder, "pyproject.toml"), b"tool.uv").get("tool")
        if isinstance(tool, dict) and isinstance(tool.get("uv"), dict):
            return folder, tool["uv"]
        folder, below = os.path.dirname(folder), folder
    return root, {}


def _read(path: str, word: bytes = b"") -> Mapping[str, Any]:
    """A file of settings; empty where it is not there, or without a word that must be in it."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return {}
    if word not in data:
        return {}
    import tomllib

    try:
        return tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: no TOML that can be read: {error}") from error


def _indexes(settings: Mapping[str, Any], folder: str) -> tuple[str | None, list[str]]:
    """The default index of settings and the others, each `NAME=URL` where it has a name."""
    default, others = None, []
    entries = settings.get("index")
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or entry.get("explicit"):
            continue
        for url in _texts(entry.get("url")):
            place = _place(url, folder)
            named = f"{entry['name']}={place}" if isinstance(entry.get("name"), str) else place
            if entry.get("default"):
                default = default or named
            else:
                others.append(named)
    # `[tool.uv.pip]` goes before what is for all of uv
    for table in (settings.get("pip"), settings):
        if isinstance(table, dict):
            urls = _texts(table.get("index-url"))
            default = default or (_place(urls[0], folder) if urls else None)
            others += [_place(each, folder) for each in _texts(table.get("extra-index-url"))]
    return default, others


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _place(written: str, folder: str) -> str:
    return written if ":" in written[2:] else os.path.join(folder, written)
