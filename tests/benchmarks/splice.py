"""`python -m tests.benchmarks.splice [WHEELS]`: wheels into a zip beside `cat WHEELS > FILE`.

By the clock and in turn, A B A B. The splice is timed within a Python that runs, as in a build, and
once more as a process of its own, half of which is the start of Python. Without a folder of wheels,
those of the builds' benchmark are used.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fxpack.artifact import LockedPackage, StoredWheel, WheelFacts
from fxpack.pack.archive import write
from fxpack.pack.kept_files import KeptFiles
from fxpack.pack.layout import lay_out
from tests.benchmarks.builds import Bench, call, compare, verdict

ONCE = """
import sys
from tests.benchmarks.splice import spliced
spliced(*sys.argv[1:])
"""
GOAL, LIMIT = 2.5, 3.5


def spliced(wheels: str, target: str) -> None:
    """Write all wheels of a folder into one zip, as a build does that has seen them before."""
    kept = KeptFiles(f"{target}.files")
    stored = [_stored(path) for path in Path(wheels).glob("*.whl")]
    write(lay_out((), stored, kept.installed).entries, target)


def _stored(path: Path) -> StoredWheel:
    name, version, *_ = path.name.split("-")
    package = LockedPackage(
        name=name.replace("_", "-").lower(), version=version, kind="wheel", location=str(path)
    )
    return StoredWheel(str(path), path.name, package, WheelFacts(package.name, version, ()))


def measure(wheels: Path, folder: Path, runs: int = 21) -> None:
    """Print both ratios."""
    target = folder / "out.zip"

    def within() -> None:
        target.unlink(missing_ok=True)
        spliced(str(wheels), str(target))

    def alone() -> None:
        target.unlink(missing_ok=True)
        call([sys.executable, "-c", ONCE, str(wheels), str(target)])

    def cat() -> None:
        target.unlink(missing_ok=True)
        call(["sh", "-c", 'cat "$1"/*.whl > "$2"', "sh", str(wheels), str(target)])

    for name, ours in (("splice / cat", within), ("splice, a process of its own / cat", alone)):
        one, two = compare(name, ours, cat, runs)
        verdict(f"{one / two:6.2f} (goal {GOAL}, limit {LIMIT})", within=one <= LIMIT * two)


def main() -> None:
    """Compare with the wheels given, or with those of the builds' benchmark."""
    with tempfile.TemporaryDirectory(prefix="fxpack-bench-") as folder:
        root = Path(folder)
        if len(sys.argv) > 1:
            measure(Path(sys.argv[1]), root)
            return
        bench = Bench(root)
        bench.fxpack()
        measure(bench.wheels(), root)


if __name__ == "__main__":
    main()
