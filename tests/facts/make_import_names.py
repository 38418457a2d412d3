"""Makes fxpack/data/import_names.json.

    python -m tests.facts.make_import_names CACHE

The newest wheels of what function apps require and of all that comes with it, and some older ones,
are put into folders of CACHE; they say which names they bring, and what they require.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.version import Version

from fxpack.platforms import platform_of
from fxpack.read.wheels import installed
from tests.facts.run import write

ENCODING = """\
brings: distribution (PEP 503 name) -> the names that can be imported once it is installed, in any of
the versions looked at: modules and packages at the top, and in namespaces the first one inside.
requires: distribution -> versions that were looked at, the oldest first and the newest last, but for
those between two like them -> the distributions that they require on Linux, on any Python of Azure;
extras are not in it.
usual: a name that several distributions bring -> the one to be named first.
worker: the modules that the worker has in namespaces that many distributions share.""".splitlines()

PYTHONS = ("3.13", "3.11", "3.9")
"""What has no wheel for one is looked for on the next."""

OLDER = 12
"""So many versions before the newest are looked at."""

BATCH = 40

NAMES = (Path(__file__).parent / "distributions.txt").read_text(encoding="utf-8").split()
"""What function apps require."""

WORKER = "azure.functions azurefunctions.extensions.base google.protobuf google._upb"

SDISTS = {
    "docopt": "docopt",
    "pycrypto": "Crypto",
    "sgmllib3k": "sgmllib",
    "stringcase": "stringcase",
    "umalqurra": "umalqurra",
}
"""What has no wheel at all and requires nothing: the names in its setup.py."""

USUAL = {
    "Crypto": "pycryptodome",
    # the other one needs libraries of a desktop, which the worker's image lacks
    "cv2": "opencv-python-headless",
}


class Cache:
    """What was asked for before, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "versions.json"
        self.known: dict[str, list[str]] = {}
        if self.path.exists():
            self.known = json.loads(self.path.read_text())

    def versions(self, names: Sequence[str]) -> dict[str, list[str]]:
        """The final releases of each, the oldest first."""
        with ThreadPoolExecutor(8) as pool:
            left = [name for name in names if name not in self.known]
            self.known.update(zip(left, pool.map(_versions, left), strict=True))
        self.path.write_text(json.dumps(self.known, indent=1, sort_keys=True))
        return {name: self.known[name] for name in names}

    def site(self, rank: int) -> Path:
        """Where wheels are installed, one version of each."""
        return self.folder / f"site-{rank}"


def _versions(name: str) -> list[str]:
    command = [sys.executable, "-m", "pip", "index", "versions", name]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    found = re.search(r"^Available versions: (.*)$", done.stdout, re.MULTILINE)
    return found[1].split(", ")[::-1] if found else []


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def install(pins: Iterable[str], target: Path, pythons: Sequence[str]) -> None:
    """Put wheels into a folder, without what they require; what has none stays out."""
    wanted = list(pins)
    for python in pythons:
        there = {normalised(path.name.partition("-")[0]) for path in target.glob("*.dist-info")}
        left = [pin for pin in wanted if pin.partition("==")[0] not in there]
        for start in range(0, len(left), BATCH):
            _install(left[start : start + BATCH], target, python)


def _install(pins: list[str], target: Path, python: str) -> None:
    options = ["--target", str(target), "--no-deps", "--only-binary", ":all:"]
    options += ["--python-platform", "x86_64-manylinux_2_28", "--python-version", python]
    command = ["uv", "pip", "install", "--quiet", *options]
    while pins:
        done = subprocess.run([*command, *pins], check=False, capture_output=True, text=True)
        if not done.returncode:
            return
        # uv says which of them has no wheel
        refused = [pin for pin in pins if re.search(rf"\b{re.escape(pin)}\b", done.stderr)]
        if not refused:
            names = re.findall(r"\b([a-z0-9]+(?:[-.][a-z0-9]+)*)\b", done.stderr)
            refused = [pin for pin in pins if pin in names] or pins[:1]
        pins = [pin for pin in pins if pin not in refused]


def sample(versions: Sequence[str]) -> list[str]:
    """Versions before the newest: the last of some minors, spread evenly, and the first of the last."""
    last = {Version(text).release[:2]: text for text in versions}
    minors = list(last.values())[-36:-1]
    newest = [text for text in versions if Version(text).release[:2] == next(reversed(last))]
    step = max(-(-len(minors) // (OLDER - 1)), 1)
    chosen = minors[::-1][::step] + minors[:1]
    return sorted({*chosen[-OLDER + 1 :], *newest[:1]} - set(versions[-1:]), key=Version)


def needed(requires: Iterable[str]) -> set[str]:
    """The distributions that are required on Linux, on any Python of Azure."""
    found = set()
    for text in requires:
        requirement = Requirement(text)
        marker = str(requirement.marker or "")
        pythons = ((3, minor) for minor in range(10, 15))
        if not marker or any(platform_of(python).holds(marker) for python in pythons):
            found.add(normalised(requirement.name))
    return found


class Found(NamedTuple):
    """A distribution in a folder of wheels."""

    version: str
    needs: set[str]
    imports: tuple[str, ...]


def shortest(names: Iterable[str]) -> list[str]:
    """Names without those inside of another."""
    every = set(names)
    return sorted(
        name for name in every if not any(name.startswith(f"{other}.") for other in every)
    )


def turns(versions: Mapping[str, set[str]]) -> dict[str, str]:
    """The versions around each change of what is required, the oldest first."""
    order = sorted(versions, key=Version)
    around = zip(order, [None, *order], [*order[1:], None], strict=False)
    return {
        version: " ".join(sorted(versions[version]))
        for version, before, after in around
        if before is None
        or after is None
        or not versions[before] == versions[version] == versions[after]
    }


def read(target: Path) -> dict[str, Found]:
    """The distributions in a folder, by name."""
    return {
        wheel.name: Found(wheel.version, needed(wheel.requires), wheel.imports)
        for wheel in installed(str(target))
    }


def newest(cache: Cache, names: Iterable[str]) -> dict[str, Found]:
    """The newest versions of some distributions, and of all that comes with them."""
    wanted, asked = set(names), set[str]()
    found: dict[str, Found] = {}
    while wanted - asked:
        install(sorted(wanted - asked), cache.site(0), PYTHONS)
        found = read(cache.site(0))
        asked |= wanted
        wanted |= {each for one in found.values() for each in one.needs}
    return found


def main(folder: str) -> None:
    cache = Cache(Path(folder))
    older = {name: sample(versions) for name, versions in cache.versions(NAMES).items() if versions}
    before: list[tuple[str, Found]] = []
    for rank in range(1, OLDER + 1):
        pins = [f"{name}=={each[-rank]}" for name, each in older.items() if len(each) >= rank]
        install(pins, cache.site(rank), PYTHONS[1:])
        before += read(cache.site(rank)).items()
    now = newest(cache, {*NAMES, *(each for _, one in before for each in one.needs)})
    requires: dict[str, dict[str, set[str]]] = {}
    brings: dict[str, set[str]] = {}
    for name, one in (*before, *now.items()):
        requires.setdefault(name, {}).setdefault(one.version, one.needs)
        brings.setdefault(name, set()).update(one.imports)
    for name, own in SDISTS.items():
        requires[name], brings[name] = {"0": set()}, {own}
    write(
        "import_names",
        "PyPI, wheels for Python 3.9 to 3.13 on Linux (tests/facts/make_import_names.py);"
        " worker: azure-functions-python-worker 4.40.0, workers/pyproject.toml",
        ENCODING,
        {
            "usual": USUAL,
            "worker": WORKER,
            "brings": {name: " ".join(shortest(brings[name])) for name in sorted(brings)},
            "requires": {name: turns(each) for name, each in sorted(requires.items())},
        },
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
