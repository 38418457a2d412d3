from __future__ import annotations

import pytest

from tests.apps import BASE, codes, lint_files, overlay


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("f", ["FX503"]),
        ("f/", ["FX503"]),
        ("/f\n", ["FX503"]),
        ("**/function.json", ["FX503"]),
        ("f/*.py", ["FX503"]),
        ("*.py\n!__init__.py", []),
        ("f\n!f", []),
        ("F", []),
        ("/shared", []),
        ("test\n.venv\n", []),
        ("f/tests", []),
        ("", []),
    ],
)
def test_lines(lines: str, expected: list[str]) -> None:
    assert codes(overlay({".funcignore": lines})) == expected


def test_message() -> None:
    (found,) = lint_files(overlay({".funcignore": "# mine\r\n\r\nf/\r\n"}))
    assert (found.location.path, found.location.line, found.location.column) == (
        ".funcignore",
        3,
        1,
    )
    assert found.message == (
        '"f/" leaves out f/function.json, so the function "f" will be missing in Azure'
    )
    assert found.function == "f"


def test_script_in_another_folder() -> None:
    config = BASE["f/function.json"].replace("__init__.py", "../shared/main.py")
    files = overlay(
        {
            "f/function.json": config,
            "f/__init__.py (absent)": "",
            "shared/__init__.py": "",
            "shared/main.py": BASE["f/__init__.py"],
            ".funcignore": "shared\n",
        }
    )
    (found,) = lint_files(files)
    assert found.code == "FX503"
    assert '"shared" leaves out shared/main.py' in found.message


def test_one_finding_a_function() -> None:
    files = overlay({f"g/{path[2:]}": text for path, text in BASE.items() if path[:2] == "f/"})
    files[".funcignore"] = b"?/\n"
    assert [(d.code, d.function) for d in lint_files(files) if d.code[:3] == "FX5"] == [
        ("FX503", "f"),
        ("FX503", "g"),
    ]


def test_function_app() -> None:
    ignored = {"function_app.py": "", ".funcignore": "*_app.py\n"}
    (found,) = lint_files(overlay(ignored), select=("FX503",))
    assert found.message == (
        '"*_app.py" leaves out function_app.py, so Azure will find no function'
    )
    left_over = overlay(ignored, {"f/__init__.py": BASE["f/__init__.py"]})
    assert lint_files(left_over, select=("FX503",)) == []
