from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from tests.apps import lint_files, overlay
from tests.rules.one_function import codes_of, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 the file is empty"),
        ("\ufeff", "1:1 the file is empty"),
        ("[]", "1:1 the file must hold an object in braces, not a list"),
        ('{\n  "bindings": []\n', "1:1 the object that starts here is not closed"),
        ('{\n  "bindings": [],,\n}', '2:18 a member\'s name must stand here, not ","'),
        ('{"bindings": []}\n}', "2:1 there is more text after the end of the object"),
        ('{"a": ' * 70 + "1" + "}" * 70, "1:385 values are nested deeper than 64 levels"),
        ("[" * 1000, "1:1 the file must hold an object in braces, not a list"),
        ("\0\0", "1:3 the file is empty"),
    ],
)
def test_says_what_json_net_refuses(text: str, expected: str) -> None:
    assert said("FX101", text) == [expected]


def test_is_all_that_is_said_of_the_file() -> None:
    assert codes_of('{"bindings": [}') == ["FX101"]


@pytest.mark.parametrize(
    "text",
    [
        '{"bindings": [{"name": "req", "type": "httpTrigger"},], // x\n}',
        "\ufeff{'bindings': [{name: 'req',\u00a0type: 'httpTrigger'}] /* y */}",
    ],
)
def test_accepts_what_json_net_accepts(text: str) -> None:
    assert codes_of(text) == []


def test_utf_16_with_a_mark() -> None:
    files = overlay({})
    files["f/function.json"] = files["f/function.json"].decode().encode("utf-16")
    assert lint_files(files, select=("FX1",)) == []


class _Locked(Mapping[str, bytes]):
    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def __getitem__(self, path: str) -> bytes:
        if path == "f/function.json":
            raise PermissionError(13, "Permission denied", path)
        return self.files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def test_file_that_cannot_be_read() -> None:
    (found,) = lint_files(_Locked(overlay({})), select=("FX10",))
    assert found.message == "the file cannot be read: Permission denied"
    assert (found.location.path, found.location.line) == ("f/function.json", 1)
    assert found.function == "f"
