"""The shapes of secrets beside the detectors that they are from: what one finds, the other finds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uv import find_uv_bin

from fxpack.facts import table
from tests.packages.conftest import run

MICROSOFT = "microsoft-security-utilities-secret-masker==1.0.0b4"
DETECT_SECRETS = "detect-secrets==1.5.0"
ALONE = [
    each
    for each in table("secrets")["shapes"]
    if each["pattern"].startswith("(?P<secret>") and each["of"] != "GitHub"
]
"""Those that need nothing around them."""

IDENTIFIABLE = [each for each in ALONE if re.match(r"SEC101/(?:1[5-9]\d|200)", each["of"])]
"""Those that Azure makes to be found."""

DENYLISTS = """
import json, sys
from importlib import import_module
names = "aws github_token gitlab_token openai pypi_token sendgrid slack stripe".split()
modules = [import_module("detect_secrets.plugins." + name) for name in names]
classes = [value for module in modules for value in vars(module).values() if hasattr(value, "denylist")]
print(json.dumps({
    each.__name__: ["(?i)" * (p.flags & 2 > 0) + p.pattern for p in each.denylist]
    for each in classes if isinstance(each.denylist, (list, tuple))
}))
"""


@pytest.fixture(scope="module")
def detectors(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("detectors")
    command = [find_uv_bin(), "pip", "install", "--target", str(target), "--python", sys.executable]
    run([*command, MICROSOFT, DETECT_SECRETS], environment)
    return target


@pytest.fixture(scope="module")
def theirs(detectors: Path) -> dict[str, list[str]]:
    """The name of a pattern or plugin → its patterns."""
    folder = detectors / "microsoft_security_utilities_secret_masker" / "GeneratedRegexPatterns"
    found: dict[str, list[str]] = {}
    for file in folder.glob("*.json"):
        each: dict[str, Any]
        for each in json.loads(file.read_text("utf-8")):
            found.setdefault(each["Id"], []).append(each["Pattern"])
    done = subprocess.run(
        [sys.executable, "-c", DENYLISTS],
        env={"PYTHONPATH": str(detectors)},
        capture_output=True,
        check=True,
    )
    of_plugins = json.loads(done.stdout)
    return found | {f"detect-secrets {name}": patterns for name, patterns in of_plugins.items()}


@pytest.mark.parametrize("number", range(len(ALONE)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.data())
def test_what_has_our_shape_has_theirs(
    number: int, data: st.DataObject, theirs: dict[str, list[str]]
) -> None:
    shape = ALONE[number]
    value = data.draw(st.from_regex(re.compile(shape["pattern"], re.ASCII), fullmatch=True))
    assert any(re.search(pattern, value, re.ASCII) for pattern in theirs[shape["of"]])


@pytest.mark.parametrize("number", range(len(IDENTIFIABLE)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.data())
def test_what_has_their_shape_has_ours(
    number: int, data: st.DataObject, theirs: dict[str, list[str]]
) -> None:
    shape = IDENTIFIABLE[number]
    pattern = re.compile(theirs[shape["of"]][0], re.ASCII)
    found = pattern.search(data.draw(st.from_regex(pattern, fullmatch=True)))
    assert found is not None
    assert re.fullmatch(shape["pattern"], found["refine"])
