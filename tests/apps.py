"""Apps as dictionaries: the smallest clean app, overlays on it, and linting without a disk."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fxpack.judge import lint_project
from fxpack.model import Diagnostic, Rule, Target
from fxpack.read.project import read_project
from fxpack.settings import Settings

BASE = {
    "host.json": """{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}
""",
    "requirements.txt": "azure-functions==1.24.0\nazure-functions-durable==1.3.1\n",
    "f/function.json": """{
  "scriptFile": "__init__.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
""",
    "f/__init__.py": """import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")
""",
}


class AppFiles(dict[str, bytes]):
    """Path → content; what stands in `unreadable` is listed, and fails to open."""

    unreadable: frozenset[str] = frozenset()

    def __getitem__(self, path: str) -> bytes:
        if path in self.unreadable:
            raise PermissionError(13, "Permission denied", path)
        return super().__getitem__(path)


def overlay(*changes: Mapping[str, str]) -> AppFiles:
    """The smallest clean app with files replaced.

    A name ending in " (absent)" takes a file away, one ending in " (unreadable)" makes it fail.
    A function_app.py takes the place of the function, unless a change says something of that too.
    """
    files = dict(BASE)
    changed = {name.partition(" (")[0] for change in changes for name in change}
    if "function_app.py" in changed and not any(name.startswith("f/") for name in changed):
        files = {path: text for path, text in BASE.items() if not path.startswith("f/")}
    unreadable = set()
    for change in changes:
        for name, text in change.items():
            path, _, state = name.removesuffix(")").partition(" (")
            unreadable.discard(path)
            if state == "absent":
                files.pop(path, None)
            else:
                files[path] = text
            if state == "unreadable":
                unreadable.add(path)
    app = AppFiles({path: text.encode() for path, text in files.items()})
    app.unreadable = frozenset(unreadable)
    return app


def lint_files(
    files: Mapping[str, bytes],
    *,
    python: tuple[int, int] = (3, 12),
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    local: bool = False,
) -> list[Diagnostic]:
    """Lint an app that exists only in memory."""
    project = read_project(files, target=Target(python=python), local=local)
    return list(lint_project(project, Settings(select=select, ignore=ignore)).diagnostics)


def codes(
    files: Mapping[str, bytes],
    *,
    python: tuple[int, int] = (3, 12),
    ignore: tuple[str, ...] = (),
) -> list[str]:
    """The codes of `lint_files`, in the order of the output."""
    return [diagnostic.code for diagnostic in lint_files(files, python=python, ignore=ignore)]


def page_sections(rule: Rule) -> dict[str, dict[str, str]]:
    """The trees shown in a rule's page: section name → path → text.

    A section is a line `Example:` or `Use instead:`; each of its files starts with a line
    `--- path`, and ends where the next file, section or `Source:` starts.
    """
    sections: dict[str, dict[str, str]] = {}
    files: dict[str, str] | None = None
    path = ""
    for line in rule.page.splitlines():
        if re.fullmatch(r"(Example|Use instead):", line):
            files = sections.setdefault(line.removesuffix(":"), {})
            path = ""
        elif line.startswith("Source:"):
            files = None
        elif files is not None and line.startswith("--- "):
            path = line.removeprefix("--- ").strip()
            files[path] = ""
        elif files is not None and path:
            files[path] += line + "\n"
    return sections
