"""Apps that import in every way there is: mended, they load as before, and run no module more often."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.apps import BASE
from tests.edit.fixing import settled_files
from tests.edit.laws import BOTH, SAFE

# each may import those before it
MODULES = (
    "names", "shared", "shared.errors", "shared.db", "shared.deep", "shared.deep.x", "settings",
    "lib.util", "f.helper", "f.sub", "f.sub.y", "f", "g.models", "g",
)  # fmt: skip
PACKAGES = frozenset({"shared", "shared.deep", "f.sub", "f", "g"})
FORMS = (
    "from __app__.{name} import V as v{n}",
    "import __app__.{name} as m{n}; v{n} = m{n}.V",
    "import __app__.{name}; v{n} = __app__.{name}.V",
    "from __app__{parent} import {leaf} as m{n}; v{n} = m{n}.V",
    "from {name} import V as v{n}",
    "import importlib; v{n} = importlib.import_module('__app__.{name}').V",
    "try:\n    from __app__.{name} import V as v{n}\nexcept ImportError:\n    from {name} import V as v{n}",
    "import __app__.{name} as m{n}; v{n} = m{n}.V  # noqa: FX301",
)
LOADER = """
import builtins, importlib, json, sys, types
builtins.RUN = []
root = sys.argv[1]
sys.path.insert(0, root)
sys.dont_write_bytecode = True
sys.modules["__app__"] = types.ModuleType("__app__")
sys.modules["__app__"].__path__ = [root]
said = {}
for name in ("f", "g"):
    try:
        said[name] = str(importlib.import_module("__app__." + name).V)
    except Exception:
        said[name] = None
print(json.dumps([said, [path[len(root):] for path in builtins.RUN]]))
"""


def path_of(name: str) -> str:
    return name.replace(".", "/") + ("/__init__.py" if name in PACKAGES else ".py")


def relative(holder: str, name: str, number: int) -> str:
    """The import of a module from where another is, as of a part of `__app__`."""
    package = path_of(holder).split("/")[:-1]
    names = name.split(".")
    same = 0
    while same < min(len(package), len(names)) and package[same] == names[same]:
        same += 1
    dots = "." * (len(package) - same + 1)
    return f"from {dots}{'.'.join(names[same:])} import V as v{number}"


def statement(random: Random, holder: str, name: str, number: int) -> str:
    if random.random() < 1 / 4:
        return relative(holder, name, number)
    parent, dot, leaf = name.rpartition(".")
    form = random.choice(FORMS)
    return form.format(name=name, parent=f".{parent}" * bool(dot), leaf=leaf, n=number)


def app(seed: int) -> dict[str, bytes]:
    random = Random(seed)
    files = {**BASE, "g/function.json": BASE["f/function.json"]}
    for index, holder in enumerate(MODULES):
        lines = ["import builtins", "builtins.RUN.append(__file__)"]
        values = []
        known = [name for name in MODULES[:index] if not f"{holder}.".startswith(f"{name}.")]
        for number, name in enumerate(
            random.sample(known, min(len(known), random.choice((0, 1, 2))))
        ):
            lines.append(statement(random, holder, name, number))
            values.append(f"v{number},")
        lines += [f"V = ({holder!r}, {' '.join(values)})", "", "", "def main(req):", "    pass", ""]
        files[path_of(holder)] = "\n".join(lines)
    return {path: text.encode() for path, text in files.items()}


def loaded(folder: Path, files: dict[str, bytes]) -> tuple[dict[str, str | None], Counter[str]]:
    """What each function's module came to, and how often each file ran."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    command = [sys.executable, "-I", "-c", LOADER, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said: Any
    said, run = json.loads(done.stdout)
    return said, Counter(run)


@pytest.mark.parametrize("seed", range(24))
def test_modules_stay(seed: int, tmp_path: Path) -> None:
    files = app(seed)
    before, ran = loaded(tmp_path / "before", files)
    for name, safeties in (("safe", SAFE), ("both", BOTH)):
        done = settled_files(files, safeties=safeties)
        assert not done.refused
        after, runs = loaded(tmp_path / name, {**files, **done.changed})
        assert {each for each in after if before[each] not in {None, after[each]}} == set()
        if name == "safe" and None not in before.values():
            assert runs <= ran
