"""Locks of a small app: what asks for what, and what any engine makes of that."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.cli.builds import NONE
from tests.cli.conftest import Fxpack, Ran, write
from tests.wheels import make_sdist, make_source, make_wheel, source_tree

HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
"""The Python that pip-tools can lock for on this machine."""


class Bench:
    """An app, a folder of packages, and `fxpack lock` with no index but that folder."""

    def __init__(self, folder: Path, fxpack: Fxpack) -> None:
        self.folder = folder
        self.app = folder / "repo/app"
        self.wheels = folder / "wheels"
        self.run = fxpack
        for each in (self.wheels, folder / "empty", folder / "home"):
            each.mkdir(parents=True)
        write(self.app, {"f/__init__.py": 'def main(req) -> str:\n    return "hello"\n'})
        (self.app / "requirements.txt").unlink(missing_ok=True)
        (self.app / ".python-version").write_text(f"{HERE}\n")
        make_wheel(self.wheels, "plain", "1.0")
        make_wheel(self.wheels, "plain", "1.5")
        make_wheel(self.wheels, "plain", "2.0")
        make_wheel(self.wheels, "needy", "1.0", requires=["plain<2"])
        make_wheel(self.wheels, "picky", "1.0", requires=["plain>=2"])
        make_wheel(self.wheels, "rich", "1.0", extras=["more"], requires=['plain; extra == "more"'])
        make_sdist(self.wheels, "srcy", "1.0", requires=["needy"])

    def write(self, text: str | bytes, path: str = "requirements.in") -> Path:
        target = self.app / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    def furnish(self, text: str) -> None:
        """Write one of SETS, and the files that they name."""
        self.write(text)
        self.write("plain==1.0\n", "more/base.in")
        self.write("plain<1.5\n", "limits.txt")
        make_wheel(self.app / "own", "own", requires=["plain"])
        make_source(self.app / "lib", source_tree(requires=["plain"]))

    def lock(self, *options: str, variables: Mapping[str, str] = NONE) -> Ran:
        return self.call("lock", *options, variables=variables)

    def call(self, command: str, *options: str, variables: Mapping[str, str] = NONE) -> Ran:
        """A command on the app."""
        told = {**self.variables(), **variables}
        links = ["--find-links", str(self.wheels), "--index-url", str(self.folder / "empty")]
        return self.run(command, "app", *options, *links, **told)

    def variables(self) -> dict[str, str]:
        """A machine without settings for indexes, whose tools ask an index once."""
        told = {name: "" for name in os.environ if name.startswith(("UV_", "PIP_"))}
        return told | {
            "UV_CACHE_DIR": str(self.folder / "uv"),
            "UV_HTTP_RETRIES": "0",
            "PIP_CACHE_DIR": str(self.folder / "pip"),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_RETRIES": "0",
            "PIP_TOOLS_CACHE_DIR": str(self.folder / "pip-tools"),
            "HOME": str(self.folder / "home"),
            "XDG_CONFIG_HOME": str(self.folder / "home"),
        }

    def locked(self, *options: str) -> str:
        """The lock, without its header."""
        ran = self.lock(*options)
        assert ran.code == 0, ran
        text = self.text()
        assert str(self.folder) not in text
        return "".join(
            line for line in text.splitlines(keepends=True)[2:] if not line.startswith("    --hash")
        ).lstrip("\n")

    def text(self) -> str:
        return (self.app / "requirements.txt").read_text(encoding="utf-8")


SETS = {
    "nothing": ("# nothing\n", ""),
    "the newest": ("plain\n", "plain==2.0 \\\n    # via -r requirements.in\n"),
    "a range": ("plain<2\n", "plain==1.5 \\\n    # via -r requirements.in\n"),
    "pinned": ("PLAIN == 1.0\n", "plain==1.0 \\\n    # via -r requirements.in\n"),
    "what it needs": (
        "needy\n",
        "needy==1.0 \\\n    # via -r requirements.in\nplain==1.5 \\\n    # via needy\n",
    ),
    "asked for twice": (
        "needy\nplain\n",
        (
            "needy==1.0 \\\n    # via -r requirements.in\n"
            "plain==1.5 \\\n    # via\n    #   -r requirements.in\n    #   needy\n"
        ),
    ),
    "an extra": (
        "rich[more]\n",
        "plain==2.0 \\\n    # via rich\nrich==1.0 \\\n    # via -r requirements.in\n",
    ),
    "an sdist": (
        "srcy\n",
        (
            "needy==1.0 \\\n    # via srcy\nplain==1.5 \\\n    # via needy\n"
            "srcy==1.0 \\\n    # via -r requirements.in\n"
        ),
    ),
    "another system": (
        'plain==1.0\npicky ; sys_platform == "win32"\n',
        "plain==1.0 \\\n    # via -r requirements.in\n",
    ),
    "an included file": (
        "-r more/base.in\nrich\n",
        "plain==1.0 \\\n    # via -r more/base.in\nrich==1.0 \\\n    # via -r requirements.in\n",
    ),
    "a constraint": (
        "-c limits.txt\nneedy\n",
        (
            "needy==1.0 \\\n    # via -r requirements.in\n"
            "plain==1.0 \\\n    # via\n    #   -c limits.txt\n    #   needy\n"
        ),
    ),
    "a wheel of the app": (
        "./own/own-1.0-py3-none-any.whl\n",
        (
            "./own/own-1.0-py3-none-any.whl \\\n    # via -r requirements.in\n"
            "plain==2.0 \\\n    # via own\n"
        ),
    ),
    "a folder, which has no hash": (
        "./lib\n",
        "./lib\n    # via -r requirements.in\nplain==2.0\n    # via src-pkg\n",
    ),
    "options of the app": (
        "--only-binary needy\n--find-links own\nplain==1.0\n",
        "--only-binary needy\n--find-links ./own\n\nplain==1.0 \\\n    # via -r requirements.in\n",
    ),
}
