"""The pages of rules, as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from fxpack.model import Finding, Project, Rule, Safety
from fxpack.report import page
from fxpack.rules import RULES


def check(_: Project) -> Iterator[Finding]:
    yield from ()


PAGE = """It is wrong.

Why `it` is.

Example:
--- f/function.json
{}
--- f/__init__.py
def main(req):

    pass

Use instead:
--- f/notes.txt (absent)

Source: nowhere.
"""
RULE = Rule(
    code="FX901",
    name="demo",
    default=False,
    kind="",
    load=lambda: SimpleNamespace(SEVERITY="warning", __doc__=PAGE, check=check),
)


def test_text() -> None:
    assert page.text(RULE).startswith("FX901 demo (warning, off by default)\n\nIt is wrong.\n\nWhy")
    assert page.text(RULE).endswith("\nSource: nowhere.\n")


@pytest.mark.parametrize(
    ("safety", "said"),
    [("safe", "`--fix` mends it."), ("unsafe", "`--fix --unsafe-fixes` mends it.")],
)
def test_a_rule_that_can_be_fixed_says_how_safely(safety: Safety, said: str) -> None:
    fixes = {"FX901": safety}
    assert page.text(RULE, fixes).endswith(f"\nSource: nowhere.\n\n{said}\n")
    assert page.markdown(RULE, fixes).endswith(f"\nSource: nowhere.\n\n{said}\n")
    assert json.loads(page.as_json(RULE, fixes))["fix"] == safety
    assert json.loads(page.as_json(RULE))["fix"] is None


def test_markdown() -> None:
    assert (
        page.markdown(RULE)
        == """# FX901 demo (warning, off by default)

It is wrong.

Why `it` is.

## Example

`f/function.json`

```json
{}
```

`f/__init__.py`

```python
def main(req):

    pass
```

## Use instead

`f/notes.txt` (absent)

```
```

Source: nowhere.
"""
    )


def test_table() -> None:
    assert page.table([RULE]) == "FX901  warning  demo  It is wrong. (off by default)\n"


def test_json() -> None:
    one, several = json.loads(page.as_json(RULE)), json.loads(page.as_json([RULE]))
    assert several == [one]
    assert {key: one[key] for key in one if key != "page"} == {
        "code": "FX901",
        "name": "demo",
        "severity": "warning",
        "default": False,
        "summary": "It is wrong.",
        "fix": None,
    }


def test_every_page_opens_and_closes_its_blocks() -> None:
    for rule in RULES:
        assert page.markdown(rule).count("```") % 2 == 0, rule.code
