"""`python -m tests.benchmarks.builds`: a whole build beside its peers, on the same wheels.

The app needs numpy, pandas, scipy, scikit-learn and azure-functions, pinned and hashed. Commands
run in turn, A B A B, as whole processes; a ratio is that of the medians of the clock, since what
counts for whoever waits is the clock, and part of the work is that of several threads. PyPI is
needed once, to lock and to fetch; the cold builds fetch everything anew, each time, both.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from uv import find_uv_bin

from fxpack.artifact import SITE_PACKAGES
from fxpack.platforms import platforms
from tests.apps import BASE

NAMES = "numpy\npandas\nscipy\nscikit-learn\nazure-functions\n"
PLATFORM = platforms()[(3, 12)]
Step = Callable[[], None]


def call(command: Sequence[str], *, folder: Path | None = None, text: str = "") -> str:
    """The output of a command that succeeds."""
    done = subprocess.run(
        command, cwd=folder, input=text, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def seconds(step: Step) -> float:
    """How long it takes by the clock."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


class Bench:
    """An app with a lock, and the ways from there to a zip."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.app = root / "app"
        for path, text in BASE.items():
            (self.app / path).parent.mkdir(parents=True, exist_ok=True)
            (self.app / path).write_text(text)
        os.environ["UV_PYTHON_DOWNLOADS"] = "never"
        self.caches(root / "warm")
        command = [find_uv_bin(), "pip", "compile", "-q", "-", "--generate-hashes", "--no-header"]
        command += ["--only-binary", ":all:", "--python", sys.executable, *self._target()]
        self.lock = self.app / "requirements.txt"
        self.lock.write_text(call(command, text=NAMES))

    @staticmethod
    def caches(folder: Path) -> None:
        """Where fxpack and uv keep what they fetch."""
        os.environ["FXPACK_CACHE_DIR"] = str(folder / "fxpack")
        os.environ["UV_CACHE_DIR"] = str(folder / "uv")

    @staticmethod
    def _target() -> list[str]:
        return ["--python-platform", PLATFORM.uv_name, "--python-version", PLATFORM.version]

    def fxpack(self) -> None:
        """`fxpack build --local`."""
        command = [sys.executable, "-m", "fxpack", "build", str(self.app), "--local"]
        call([*command, "--python", PLATFORM.version, "-o", str(self.root / "fxpack.zip")])

    def first(self) -> None:
        """The same for an app that was never linted; the wheels are there."""
        for known in Path(os.environ["FXPACK_CACHE_DIR"]).glob("*.json"):
            known.unlink()
        self.fxpack()

    def after_an_edit(self) -> None:
        """The same, with a line added to a source just before."""
        with (self.app / "f/__init__.py").open("a") as file:
            file.write(f"# {time.perf_counter_ns()}\n")
        self.fxpack()

    def uv(self) -> None:
        """`uv pip install --target`."""
        command = [find_uv_bin(), "pip", "install", "-q", "--target", str(self._site("uv"))]
        command += ["--no-deps", "--require-hashes", "-r", str(self.lock)]
        call([*command, "--python", sys.executable, *self._target()])

    def pip(self) -> None:
        """`pip install --target`."""
        command = [sys.executable, "-m", "pip", "install", "-q", "--target"]
        command += [str(self._site("pip")), "--no-deps", "--require-hashes", "-r", str(self.lock)]
        command += ["--no-index", "--find-links", str(self.wheels()), "--only-binary", ":all:"]
        command += ["--python-version", PLATFORM.version, "--implementation", "cp"]
        for tag in PLATFORM.platform_tags():
            command += ["--platform", tag]
        call(command)

    def wheels(self) -> Path:
        """The wheels themselves, as fxpack fetched them."""
        folder = self.root / "wheels"
        if not folder.exists():
            folder.mkdir()
            for wheel in Path(os.environ["FXPACK_CACHE_DIR"]).rglob("*.whl"):
                shutil.copy(wheel, folder)
        return folder

    def zipped(self, name: str, install: Step) -> Step:
        """A peer's way: a copy of the app, the installation into it, and `zip -r`."""

        def step() -> None:
            folder = self.root / name
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self.app, folder)
            install()
            archive = self.root / f"{name}.zip"
            archive.unlink(missing_ok=True)
            call(["zip", "-q", "-r", str(archive), "."], folder=folder)

        return step

    def _site(self, name: str) -> Path:
        site = self.root / name / SITE_PACKAGES
        shutil.rmtree(site, ignore_errors=True)
        return site

    def cold(self, step: Step) -> Step:
        """With caches in which there is nothing yet."""

        def fresh() -> None:
            with tempfile.TemporaryDirectory(dir=self.root) as folder:
                self.caches(Path(folder))
                step()
            self.caches(self.root / "warm")

        return fresh


def compare(name: str, ours: Step, theirs: Step, runs: int) -> tuple[float, float]:
    """Run both in turn; print and return the medians."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    one, two = (median(column) for column in zip(*pairs, strict=True))
    print(f"{name:52} {one:7.2f} s {two:7.2f} s", end="  ", flush=True)
    return one, two


def verdict(text: str, *, within: bool) -> None:
    print(text, "within" if within else "OVER", flush=True)


def main() -> None:
    """Run all comparisons."""
    with tempfile.TemporaryDirectory(prefix="fxpack-bench-") as folder:
        bench = Bench(Path(folder))
        bench.fxpack()
        total = sum(wheel.stat().st_size for wheel in bench.wheels().iterdir())
        count = len(list(bench.wheels().iterdir()))
        print(f"{count} wheels, {total / 1e6:.1f} MB; Python {sys.version.split()[0]}")
        warm = _warm(bench)
        _cold(bench, warm)


def _warm(bench: Bench) -> float:
    edited, first = compare(
        "build after an edit / first build", bench.after_an_edit, bench.first, 7
    )
    verdict(
        f"{edited / first:6.2f} (goal 1.0, and a tenth for noise)", within=edited <= 1.1 * first
    )
    ours, edited = compare(
        "build again / build after an edit", bench.fxpack, bench.after_an_edit, 7
    )
    print(f"{edited / ours:6.2f}", flush=True)
    if not shutil.which("zip"):
        print("zip is not installed: no comparison with uv + zip -r, pip + zip -r, and its size")
        return ours
    bench.uv()
    with_uv = bench.zipped("uv", bench.uv)
    one, two = compare("build / uv pip install --target + zip -r", bench.fxpack, with_uv, 3)
    verdict(f"{two / one:6.1f} times (goal 15)", within=two >= 15 * one)
    small, large = ((bench.root / f"{name}.zip").stat().st_size for name in ("fxpack", "uv"))
    sizes = f"size of the zip: {small / 1e6:.2f} MB, of zip -r: {large / 1e6:.2f} MB"
    verdict(f"{sizes}: {small / large:.4f} (goal 1.02)", within=small <= 1.02 * large)
    if not importlib.util.find_spec("pip"):
        print("pip is not installed beside fxpack: no comparison with pip + zip -r")
        return ours
    with_pip = bench.zipped("pip", bench.pip)
    one, two = compare("build / pip install --target + zip -r", bench.fxpack, with_pip, 2)
    verdict(f"{two / one:6.1f} times (goal 40)", within=two >= 40 * one)
    return ours


def _cold(bench: Bench, warm: float) -> None:
    """Not slower than uv's installation alone by more than a tenth and a warm build."""
    names = "cold build / cold uv pip install --target"
    ours, theirs = compare(names, bench.cold(bench.fxpack), bench.cold(bench.uv), 3)
    limit = 1.1 * theirs + warm
    verdict(f"{ours / theirs:6.2f} (at most {limit / theirs:.2f})", within=ours <= limit)


if __name__ == "__main__":
    main()
