"""What an app asks for: its requirements with all that they include, and the indexes they name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, urlsplit, urlunsplit

from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.keyring import with_passwords
from fxpack.pack.network import Network, network_of, redacted, secrets_of, with_files_of_pip
from fxpack.pack.uv_settings import with_settings
from fxpack.read.requirement_lines import (
    RequirementLine,
    RequirementProblem,
    Requirements,
    read_requirements,
)


class Exported(NamedTuple):
    """Requirements that lie in no requirements.txt.

    text    in its format; paths in it are relative to the app
    source  the file that they were taken from, as messages call it
    """

    text: bytes
    source: str


class Asked(NamedTuple):
    """What is to be resolved. All paths in it are relative to `root`.

    told      where to look, as options, environment and settings say
    network   the same, changed by the options in the requirements, as pip does
    no_index  no index at all: only `--find-links`
    exported  the whole text of requirements that lie in no file, None for a file
    """

    root: str
    source: str
    requirements: Requirements
    told: Network
    network: Network
    no_index: bool
    exported: bytes | None = None

    @property
    def wanted(self) -> list[RequirementLine]:
        """The requirements without constraints, in an order that does not depend on the file."""
        lines = (line for line in self.requirements.lines if not line.constraint)
        return sorted(lines, key=lambda line: (line.name, line.text))

    @property
    def secrets(self) -> frozenset[str]:
        """What must not be shown."""
        return self.network.secrets | secrets_of(line.url for line in self.requirements.lines)

    def shown(self, text: str) -> str:
        """A text without the secrets of this app."""
        return redacted(text, self.secrets)

    def opened(self) -> Asked:
        """The same with what a keyring knows: for who is about to ask the indexes."""
        return self._replace(told=with_passwords(self.told), network=with_passwords(self.network))

    def with_credentials(self, url: str) -> str:
        """A URL with what opens its host, if an index or a requirement has told it.

        As pip does, the one with the longest common beginning counts where several know the host.
        """
        parts = urlsplit(url)
        if "@" in parts.netloc or parts.scheme not in {"http", "https"}:
            return url
        known = [each for each in self._keys if _opens(each, parts)]
        if not known:
            return url
        best = max(known, key=lambda each: _common(each.path, parts.path))
        return urlunsplit(parts._replace(netloc=best.netloc))

    @property
    def _keys(self) -> list[SplitResult]:
        """All URLs with credentials in them."""
        lines = (line.url.removeprefix("git+") for line in self.requirements.lines if line.url)
        urls = (*lines, *self.network.indexes, *self.network.find_links)
        return [urlsplit(url) for url in urls if "@" in url and "://" in url]


def asked(
    root: str,
    requirements: str | Exported,
    network: Network,
    environ: Mapping[str, str] = os.environ,
) -> tuple[Asked, tuple[str, ...]]:
    """Read the requirements of an app, and the warnings about them.

    root          the app's folder
    requirements  the path of a requirements.txt from there, or what stands in for one

    Raises DependencyError where pip would stop, with the file and the line.
    """
    first = requirements.source if isinstance(requirements, Exported) else requirements

    def read(path: str) -> bytes:
        if path == first and isinstance(requirements, Exported):
            return requirements.text
        with open(os.path.join(root, path), "rb") as file:
            return file.read()

    root = os.path.abspath(root)
    network = heard(network, root, environ)
    found = read_requirements(read, first.replace(os.sep, "/"), environ)
    secrets = network.secrets | secrets_of(line.url for line in found.lines)
    _stop_at([each for each in found.problems if each.kind != "ignored"], secrets)
    effective, no_index = _network(network, found, root)
    warnings = [_shown(each, secrets) for each in found.problems if each.kind == "ignored"]
    warnings += [
        f"{each.file}:{each.line}: --config-settings is not handed to the build"
        for each in found.lines
        if each.settings
    ]
    text = requirements.text if isinstance(requirements, Exported) else None
    return Asked(root, first, found, network, effective, no_index, text), tuple(warnings)


def heard(network: Network, root: str, environ: Mapping[str, str] = os.environ) -> Network:
    """A network, with what settings files say of an app where options and variables say nothing."""
    return with_files_of_pip(with_settings(network, root, environ), environ)


def _stop_at(problems: list[RequirementProblem], secrets: Iterable[str]) -> None:
    if not problems:
        return
    others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    raise DependencyError(f"{_shown(problems[0], frozenset(secrets))}{others}: mend the file")


def _shown(problem: RequirementProblem, secrets: frozenset[str]) -> str:
    return redacted(f"{problem.file}:{problem.line}: {problem.what}", secrets)


def _network(network: Network, found: Requirements, root: str) -> tuple[Network, bool]:
    """Where to look, once every option of the requirements is heard.

    As pip does (26.3, `_internal/req/req_file.py`, `handle_option_line`): `--index-url` replaces
    all that were named before it, `--no-index` stays, and links are relative to the file that
    names them where they exist there.
    """
    indexes = [network.index_url] if network.index_url else []
    extra, links = list(network.extra_index_urls), list(network.find_links)
    no_index = network.no_index
    for option in found.options:
        if option.name == "--no-index":
            no_index, indexes, extra = True, [], []
        elif option.name == "--index-url" and not no_index:
            indexes, extra = [_from(root, option.value)], []
        elif option.name == "--extra-index-url" and not no_index:
            extra.append(_from(root, option.value))
        elif option.name == "--find-links":
            beside = os.path.join(root, os.path.dirname(option.file), option.value)
            links.append(beside if os.path.exists(beside) else _from(root, option.value))
    # The options that were given have passed already: only what is new is looked at here.
    named = network_of(indexes[-1] if indexes else None, extra, links, environ={})
    return network.asking(named), no_index


def _from(root: str, place: str) -> str:
    return place if ":" in place[2:] else os.path.join(root, os.path.expanduser(place))


def _opens(key: SplitResult, door: SplitResult) -> bool:
    return (key.scheme, key.netloc.rpartition("@")[2]) == (door.scheme, door.netloc) and (
        "@" in key.netloc
    )


def _common(one: str, other: str) -> int:
    """How many characters the beginnings of two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
