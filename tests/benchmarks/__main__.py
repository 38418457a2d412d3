"""`tox -e bench`: what start-up, a small app and a thousand functions cost, side by side.

Each pair of commands runs in turn, A B A B, as whole processes; the ratio is the median of those of
the pairs, in processor time (user and system): a busy machine disturbs it less than the clock, and one
whose speed drifts disturbs both of a pair. Compiled modules are made beforehand, as after an ordinary
installation.
"""

from __future__ import annotations

import compileall
import importlib.util
import os
import random
import resource
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks import monorepo

TYPER = [sys.executable, "-c", "import typer"]
FXPACK = [sys.executable, "-m", "fxpack"]
PARSE = """
import ast, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".py"):
            with open(os.path.join(folder, name), "rb") as file:
                ast.parse(file.read())
"""


class Cost(NamedTuple):
    """Processor seconds, and the most memory at once in MB."""

    seconds: float
    megabytes: float


def run(command: list[str]) -> Cost:
    """One run of a command, as the operating system accounts for it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def compare(name: str, command: list[str], peer: list[str], runs: int, goal: float) -> None:
    """Print what a command costs beside its peer."""
    run(command)
    run(peer)
    pairs = [(run(command), run(peer)) for _ in range(runs)]
    ours = median(pair[0].seconds for pair in pairs)
    theirs = median(pair[1].seconds for pair in pairs)
    ratio = median(pair[0].seconds / pair[1].seconds for pair in pairs)
    verdict = "within" if ratio <= goal else "OVER"
    print(
        f"{name:44} {ours * 1000:9.1f} ms {theirs * 1000:9.1f} ms {ratio:6.2f}  {verdict} {goal}",
        flush=True,
    )


def memory(root: Path) -> None:
    """Print the most memory at once for more and more apps."""
    for count in (10, 50, 100):
        apps = [str(path) for path in sorted(root.iterdir())[:count]]
        peak = run([*FXPACK, "lint", "--no-cache", *apps]).megabytes
        print(f"memory of {count:3} apps, {count * 10:4} functions {peak:22.1f} MB", flush=True)


def main() -> None:
    """Run all comparisons."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    site = sysconfig.get_path("purelib")
    compileall.compile_dir(site, quiet=2, workers=0)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ["FXPACK_CACHE_DIR"] = str(root / "cache")
        ten = root / "ten"
        monorepo.write_app(ten, functions=10, rng=random.Random(3), size=3)
        decorated = root / "decorated"
        monorepo.write_decorated(decorated, functions=10, rng=random.Random(3), size=3)
        many = root / "many"
        monorepo.write_monorepo(many, apps=100, functions=10)
        total = sum(path.stat().st_size for path in many.rglob("*.py"))
        print(f"1,000 functions: {total / 1e6:.1f} MB of Python; Python {sys.version.split()[0]}")
        print(f"{'':44} {'fxpack':>12} {'peer':>12} {'ratio':>6}")
        compare("--version / import typer", [*FXPACK, "--version"], TYPER, 15, 1.3)
        lint = [*FXPACK, "lint", str(ten)]
        compare("lint 10 functions, no cache / import typer", [*lint, "--no-cache"], TYPER, 15, 2.0)
        compare("lint 10 functions, unchanged / import typer", lint, TYPER, 15, 2.0)
        lint_v2 = [*FXPACK, "lint", str(decorated)]
        title = "lint 10 decorated, no cache / import typer"
        compare(title, [*lint_v2, "--no-cache"], TYPER, 15, 2.0)
        big = [*FXPACK, "lint", "--no-cache", str(many)]
        parse = [sys.executable, "-c", PARSE, str(many)]
        compare("lint 1,000 functions / ast.parse", big, parse, 5, 2.0)
        if importlib.util.find_spec("azure_functions_doctor"):
            doctor = [sys.executable, "-m", "azure_functions_doctor", "doctor", "--path", str(ten)]
            compare("lint 10 functions / azure-functions-doctor", lint, doctor, 5, 1.0)
        else:
            print("azure-functions-doctor is not installed: no comparison with it")
        memory(many)
    print(f"peak of the children, as the system says: {_children():.1f} MB")


def _children() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
