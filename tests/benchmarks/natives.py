"""`python -m tests.benchmarks.natives`: a second build with compiled packages beside one with wheels.

Both apps need the same packages, of the same versions; the one may take no wheels of them, so a
container compiled them for its first build. Neither starts one in what is measured. It needs an engine
and the image of FXPACK_TEST_IMAGE, as `.ci/docker -e bench` brings them, and PyPI for the first builds.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import docker

from fxpack.platforms import platform_of
from tests.apps import BASE
from tests.benchmarks.builds import Step, call, compare, verdict

PLATFORM = platform_of((3, 11))
"""That of the image: Debian 12 has Python 3.11."""

COMPILED = "--no-binary markupsafe\n--no-binary ujson\n"
NAMES = "azure-functions==1.21.3\nmarkupsafe==3.0.2\nujson==5.10.0\n"
GOAL = 1.2


def app(folder: Path, requirements: str) -> Path:
    """An app with these requirements."""
    for path, text in BASE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "requirements.txt").write_text(requirements)
    return folder


def build(app: Path, *options: str) -> Step:
    """Its local build."""
    command = [sys.executable, "-m", "fxpack", "build", str(app), "--local", *options]
    command += ["--python", PLATFORM.version, "-o", str(app.parent / f"{app.name}.zip")]

    def step() -> None:
        call(command)

    return step


def measure(root: Path, image: str) -> None:
    """Both ways to name the image: Azure's own name, which is not asked for, and the user's."""
    os.environ |= {"FXPACK_CACHE_DIR": str(root / "cache"), "PIP_CONFIG_FILE": os.devnull}
    native = app(root / "native", COMPILED + NAMES)
    wheels = build(app(root / "wheels", NAMES))
    wheels()
    for name, options in (("", ()), (", --image", ("--image", image))):
        compiled = build(native, *options)
        compiled()
        one, two = compare(f"second build: compiled / wheels{name}", compiled, wheels, 9)
        verdict(f"{one / two:6.2f} (goal {GOAL})", within=one <= GOAL * two)


def main() -> None:
    """Measure, where there is an engine."""
    image = os.environ.get("FXPACK_TEST_IMAGE", "")
    if not image:
        print("NOT MEASURED: native packages need an engine: .ci/docker -e bench")
        return
    engine = docker.from_env()
    repository, _, tag = PLATFORM.image.rpartition(":")
    engine.images.get(image).tag(repository, tag)
    try:
        with tempfile.TemporaryDirectory(prefix="fxpack-bench-") as folder:
            measure(Path(folder), image)
    finally:
        engine.images.remove(PLATFORM.image)
        engine.close()


if __name__ == "__main__":
    main()
