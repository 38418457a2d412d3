"""The README says what is so. `python tests/test_readme.py` writes its table of rules anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fxpack.app.lint import lint
from fxpack.edit import FIXERS
from fxpack.report import page, plain, text
from fxpack.rules import EVERY, RULES
from fxpack.settings import Flags, settings_of

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
START, END = "<!-- rules: start -->\n", "<!-- rules: end -->\n"


def rewritten(readme: str) -> str:
    before, rest = readme.split(START)
    return f"{before}{START}\n{page.markdown_table(EVERY, FIXERS)}\n{END}{rest.split(END)[1]}"


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


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.code)
def test_summaries_fit_a_table(rule: object) -> None:
    assert "|" not in str(getattr(rule, "summary", ""))


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
