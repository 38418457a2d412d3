"""Fixes: findings → edits. A fixer is a module of this folder, named after the rule that it is for.

It has `fixes(project, found)`, which is given the rule's findings and yields what mends them; a
finding that it cannot mend for certain it passes over. Only fixers of Python load libcst.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import groupby
from typing import Protocol, cast

from fxpack.errors import RuleCrash
from fxpack.model import Diagnostic, Fix, Project, Safety

SAFE = (
    "fx109_return_not_out",
    "fx125_lenient_json",
    "fx132_host_json_version",
    "fx134_missing_extension_bundle",
    "fx224_out_binding_without_out",
    "fx227_return_out",
    "fx229_return_mismatch",
    "fx232_value_without_return",
    "fx301_app_package_import",
    "fx302_parent_relative_import",
    "fx303_import_beyond_top_level",
    "fx304_sibling_import",
    "fx305_namespace_folder",
    "fx404_missing_azure_functions",
    "fx405_worker_requirement",
    "fx406_standard_library_requirement",
    "fx407_requirement_not_for_linux",
    "fx410_duplicate_requirement",
    "fx501_local_settings_published",
    "fx502_virtualenv_published",
    "fx590_unused_noqa",
    "fx709_invalid_decorator_choice",
)
"""Fixers whose fixes are safe, all or some of them."""

UNSAFE = (
    "fx123_misspelt_member",
    "fx130_host_json_missing",
    "fx135_extension_bundle_unsupported",
    "fx211_unbound_parameter",
    "fx228_non_type_return",
    "fx408_requirement_of_another_system",
    "fx721_decorator_without_parentheses",
)
"""Fixers whose fixes are all for someone to look at."""

FIXERS: Mapping[str, str] = {module[:5].upper(): module for module in sorted((*SAFE, *UNSAFE))}
"""Code of a rule → module of its fixer."""

SAFETY: Mapping[str, Safety] = {
    code: "safe" if module in SAFE else "unsafe" for code, module in FIXERS.items()
}
"""Code of a rule → whether `--fix` alone may mend what it finds."""

IMPORTS = frozenset({"FX301", "FX302", "FX303"})
"""Rules about imports through `__app__`, of which those of a module are mended together."""


class Fixer(Protocol):
    """What the module of a fixer has."""

    def fixes(self, project: Project, found: Sequence[Diagnostic], /) -> Iterator[Fix]: ...


def fixes(project: Project, diagnostics: Iterable[Diagnostic]) -> Iterator[Fix]:
    """What mends the findings, rule by rule. Their places are relative to the app's root.

    RuleCrash for a bug in a fixer.
    """
    found = list(_fixes(project, diagnostics))
    if any(fix.code in IMPORTS for fix in found):
        from fxpack.edit.one_way import labelled

        found = list(labelled(project, found, IMPORTS))
    yield from found


def _fixes(project: Project, diagnostics: Iterable[Diagnostic]) -> Iterator[Fix]:
    fixable = sorted((each for each in diagnostics if each.code in FIXERS), key=_by_code)
    for code, found in groupby(fixable, key=_by_code):
        fixer = cast("Fixer", import_module(f"fxpack.edit.{FIXERS[code]}"))
        try:
            yield from fixer.fixes(project, list(found))
        except Exception as error:
            raise RuleCrash(code, project.root, error) from error


def _by_code(diagnostic: Diagnostic) -> str:
    return diagnostic.code
