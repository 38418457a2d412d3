"""The README says what is so. `python tests/test_readme.py` writes its table of rules anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from fxpack.app.lint import lint
from fxpack.cli import COMMANDS, _Commands
from fxpack.edit import SAFETY
from fxpack.report import page, plain, text
from fxpack.rules import EVERY, RULES
from fxpack.settings import _READERS, Flags, settings_of

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
COMMANDS_BY_NAME = _Commands()
START, END = "<!-- rules: start -->\n", "<!-- rules: end -->\n"


def rewritten(readme: str) -> str:
    before, rest = readme.split(START)
    return f"{before}{START}\n{page.markdown_table(EVERY, SAFETY)}\n{END}{rest.split(END)[1]}"


def test_table_equals_the_registry() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == rewritten(readme)


def commands() -> list[str]:
    return re.findall(
        r"^    ((?:python|pip) .*)$", README.read_text(encoding="utf-8"), re.MULTILINE
    )


def test_two_commands_on_a_fresh_machine() -> None:
    assert len(commands()) == 2


def test_first_command_finds_something() -> None:
    (app,) = re.findall(r"fxpack lint --exit-zero (\S+)", commands()[0])
    report = lint([app], Flags(), str(ROOT)).report
    assert report.summary.errors
    assert report.summary.warnings


def test_what_it_says_is_what_it_says() -> None:
    pattern = r"```\n\$ fxpack lint (\S+)\n(.*?)```"
    ((app, shown),) = re.findall(pattern, README.read_text(encoding="utf-8"), re.DOTALL)
    said = plain(text.render(lint([app], Flags(), str(ROOT)).report))
    assert said.startswith(shown)


def test_ci_runs_the_second_command() -> None:
    assert commands()[1] in (ROOT / ".ci/run").read_text(encoding="utf-8").replace(" --quiet", "")


def test_settings_example_is_valid() -> None:
    import tomllib

    (example,) = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    table = tomllib.loads(example)["tool"]["fxpack"]
    settings_of(table, "README.md", {rule.code for rule in RULES})


# -- commands and options -------------------------------------------------------------------------


class Said(NamedTuple):
    """A call of fxpack, as the README writes it."""

    command: str
    options: tuple[str, ...]


def options_of(command: str) -> set[str]:
    return {"--help"} | {name for each in COMMANDS_BY_NAME[command].params for name in each.opts}


def code() -> Iterator[str]:
    """All that is written as code: the lines of blocks, and what is between backticks."""
    readme = README.read_text(encoding="utf-8").split(START)[0]
    blocks = r"^```\w*\n(.*?)^```$"
    for block in re.findall(blocks, readme, re.DOTALL | re.MULTILINE):
        yield from block.splitlines()
    text = re.sub(blocks, "", readme, flags=re.DOTALL | re.MULTILINE)
    yield from re.findall(r"^    (.*)$", text, re.MULTILINE)
    yield from re.findall(r"`([^`\n]+)`", text)


def calls() -> Iterator[Said]:
    for line in code():
        for command, rest in re.findall(r"(?<![\w/.-])fxpack ([a-z]+)((?: [^&;`]*)?)", line):
            yield Said(command, tuple(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest)))


def test_commands_and_their_options_exist() -> None:
    found = list(calls())
    assert len(found) > 30
    for call in found:
        assert call.command in COMMANDS, call
        assert not set(call.options) - options_of(call.command), call


def test_options_that_stand_alone_exist() -> None:
    known = set().union(*map(options_of, COMMANDS))
    # of requirements.txt, and of az
    foreign = {"-r", "-c", "--build-remote"}
    alone = {name for span in code() for name in re.findall(r"^--?[a-z][a-z-]*", span)}
    assert len(alone) > 40
    assert not alone - known - foreign


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert any(call.command == command for call in calls())


@pytest.mark.parametrize("command", ["lint", "build", "lock"])
def test_every_option_is_explained(command: str) -> None:
    readme = README.read_text(encoding="utf-8")
    options = {name for name in options_of(command) if name.startswith("--")} - {"--help"}
    assert not [name for name in options if not re.search(rf"{name}(?![\w-])", readme)]


@pytest.mark.parametrize("key", _READERS)
def test_every_setting_is_explained(key: str) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert re.search(rf"^(\[tool\.fxpack\.)?{key}\b", example, re.MULTILINE)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.code)
def test_summaries_fit_a_table(rule: object) -> None:
    assert "|" not in str(getattr(rule, "summary", ""))


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
