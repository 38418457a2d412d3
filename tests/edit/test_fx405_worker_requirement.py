"""The worker's own package leaves requirements.txt, and nothing else does."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed, settled

ONLY = "azure-functions\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("azure-functions\nazure-functions-worker\n", ONLY),
        ("azure-functions-worker==1.1.9  # why\nazure-functions", "azure-functions"),
        ("six\x0bazure-functions-worker\u2028" + ONLY, "six\x0b" + ONLY),
        ("azure-functions\r\nAzure_Functions.Worker>=1\r\nsix\r\n", "azure-functions\r\nsix\r\n"),
        ("# azure-functions-worker\nazure-functions-worker; python_version > '3'\n" + ONLY,
         "# azure-functions-worker\n" + ONLY),
        ("\ufeffazure-functions-worker\n" + ONLY, "\ufeff" + ONLY),
        (ONLY + "azure-functions-worker==1.1.9 \\\n    --hash=sha256:" + "0" * 64 + "\nsix\n",
         ONLY + "six\n"),
        # to pip a comment ends what goes on
        (ONLY + "azure-functions-worker \\\n  # why \\\nsix\n", ONLY + "six\n"),
    ],
)  # fmt: skip
def test_line_is_taken_away(before: str, after: str) -> None:
    assert fixed({"requirements.txt": before}) == {"requirements.txt": after}


def test_nothing_else_is_found_afterwards() -> None:
    done = settled({"requirements.txt": "azure-functions-worker\n"})
    assert [each.code for each in done.seen.diagnostics] == []
