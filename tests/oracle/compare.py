"""What fxpack says beside what the workers said; the list of what it leaves undecided.

    python -m tests.oracle.compare

prints what differs and writes fixtures/oracle/undecided.json anew. Look at what changed in it: a
name that is new there is a refusal that fxpack used to find.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from fxpack.judge import lint_project
from fxpack.model import Target
from fxpack.read.project import read_project
from fxpack.settings import Settings
from tests.apps import BASE
from tests.oracle.ask import ROOT
from tests.oracle.record import DECORATED, GENERATED, Record, recorded

FOLDER = ROOT / "fixtures" / "oracle"
UNDECIDED = FOLDER / "undecided.json"
VERSIONS = ("3.10", "3.11", "3.12", "3.13")
# the newest libraries, as the workers were asked with
AROUND = {
    "host.json": BASE["host.json"].encode(),
    "requirements.txt": b"azure-functions\nazure-functions-durable\n",
}

Case = Mapping[str, Any]
Answers = Mapping[str, str]


def kept(file: str) -> Iterator[tuple[Case, Answers]]:
    """Each case of a file with the answer of each Python."""
    for case in json.loads((FOLDER / file).read_text(encoding="utf-8")):
        said = case["worker"].items()
        yield case, {v: "ok" if w["ok"] else f"{w['stage']} {w['type']}: " for v, w in said}


def made(record: Record) -> Iterator[tuple[Case, Answers]]:
    """Each case of a record with the answer of each Python."""
    answers = recorded(record)
    for case in record.cases():
        yield case, answers[case["name"]]


RECORDS: dict[str, Callable[[], Iterator[tuple[Case, Answers]]]] = {
    "by hand": partial(kept, "v1-cases.json"),
    "shapes": partial(kept, "shapes.json"),
    "generated": partial(made, GENERATED),
    "v2 by hand": partial(kept, "v2-cases.json"),
    "v2": partial(made, DECORATED),
}


def errors(case: Case, version: str) -> list[str]:
    """What fxpack has against the function of a case, or against its app of decorators."""
    files = {path: text.encode() for path, text in case["files"].items()}
    major, minor = version.split(".")
    target = Target(python=(int(major), int(minor)))
    linted = lint_project(read_project({**AROUND, **files}, target=target), Settings())
    assert not linted.crashes
    concerned = (None, *case.get("functions", ()))
    return [
        f"{diagnostic.code} {diagnostic.message}"
        for diagnostic in linted.diagnostics
        if diagnostic.severity == "error"
        and ("functions" not in case or diagnostic.function in concerned)
    ]


def alarms(record: str, version: str) -> dict[str, list[str]]:
    """Errors against what the worker loads."""
    return {
        case["name"]: found
        for case, answers in RECORDS[record]()
        if answers[version].startswith("ok") and (found := errors(case, version))
    }


def missed(record: str, version: str) -> dict[str, str]:
    """What the worker said of what it refuses and fxpack has nothing against."""
    return {
        case["name"]: answers[version]
        for case, answers in RECORDS[record]()
        if refused(answers[version]) and not errors(case, version)
    }


def refused(answer: str) -> bool:
    return not answer.startswith(("ok", "not judged"))


def undecided(record: str, version: str) -> set[str]:
    """The cases that fxpack is known to leave undecided."""
    reasons = json.loads(UNDECIDED.read_text(encoding="utf-8"))[record].values()
    return {name for names in reasons for name in names.get(version, "").split()}


OWN = "the module raises for reasons of its own, which no reading of the source can know"
OPEN = "not followed, or not known well enough"
# by the stages that tests/oracle/worker.py and indexer.py tell apart
DECIDABLE = re.compile(
    r"host|validate|name|find|build|index|decorate|(load|import) (\w*Import|ModuleNotFound|Name"
    r"|Attribute|Type|Runtime|Syntax|Indentation|Tab)Error"
)


def reason(answer: str) -> str:
    return OPEN if DECIDABLE.match(answer) else OWN


def main() -> None:
    content: dict[str, dict[str, dict[str, str]]] = {}
    for record in RECORDS:
        content[record] = {OWN: {}, OPEN: {}}
        for version in VERSIONS:
            for name, found in alarms(record, version).items():
                sys.stdout.write(f"{version} {name}: false alarm: {found}\n")
            for name, answer in missed(record, version).items():
                names = content[record][reason(answer)]
                names[version] = f"{names.get(version, '')} {name}".strip()
    UNDECIDED.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
