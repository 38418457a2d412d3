"""What starting costs: which modules a command loads, and what it says of itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import fxpack
from fxpack.cli import COMMANDS
from tests.cli.conftest import Fxpack, write

HEAVY = ("docker", "jsonschema", "libcst", "pathspec", "packaging", "pydantic", "rich", "tomllib")


def test_version(fxpack: Fxpack) -> None:
    ran = fxpack("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"fxpack {version()}\n", "")


def version() -> str:
    return fxpack.__version__


@pytest.mark.parametrize("arguments", ["", "--help", *(f"{name} --help" for name in COMMANDS)])
def test_help(arguments: str, fxpack: Fxpack) -> None:
    ran = fxpack(*arguments.split())
    assert "Usage: " in ran.out + ran.err
    assert "Traceback" not in ran.err


def test_help_lists_every_command(fxpack: Fxpack) -> None:
    listed = fxpack("--help").out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)


def test_misspelt_command(fxpack: Fxpack) -> None:
    ran = fxpack("biuld")
    assert ran.code == 2
    assert "No such command 'biuld'. Did you mean 'build'?" in ran.err


def test_only_the_command_that_runs_is_loaded(fxpack: Fxpack, root: Path) -> None:
    write(root)
    script = "import sys, fxpack.cli\ntry: fxpack.cli.main()\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, "rule", "FX101"], capture_output=True, text=True, check=True
    )
    loaded = {name for name in COMMANDS if f"fxpack.cli.{name}" in done.stdout.split()}
    assert loaded == {"rule"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, fxpack: Fxpack) -> None:
    ran = fxpack("--show-completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "_FXPACK_COMPLETE" in ran.out


@pytest.mark.parametrize("arguments", [["--version"], ["lint"], ["lint", "--format", "json"]])
def test_nothing_heavy_is_loaded(arguments: list[str], tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / ".git").mkdir()
    script = (
        "import atexit, sys, fxpack.cli\n"
        f"atexit.register(lambda: print(*[n for n in {HEAVY} if n in sys.modules], file=sys.stderr))\n"
        "fxpack.cli.main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert ran.stderr == "\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_that_are_closed(closed: str, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / ".git").mkdir()
    command = f'"{sys.executable}" -m fxpack build -o app.zip {closed}'
    ran = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)
    assert (tmp_path / "app.zip").exists()


def test_ctrl_c_while_it_starts() -> None:
    script = (
        "import sys\n"
        "class Ends:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Ends())\n"
        "from fxpack.__main__ import main\n"
        "main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "--version"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")


def test_as_a_module_and_as_a_script() -> None:
    script = Path(sys.executable).with_name("fxpack")
    commands = [[sys.executable, "-m", "fxpack", "--version"]]
    commands += [[str(script), "--version"]] * script.exists()
    for command in commands:
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert ran.stdout == f"fxpack {version()}\n"
