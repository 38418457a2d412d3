"""What pip itself makes of requirements: the oracle of the tests."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock


class Said(NamedTuple):
    """One requirement as pip has it. A path that is on no disk is an error, and is not asked."""

    text: str
    line: str
    name: str
    specifier: str
    extras: tuple[str, ...]
    marker: str
    hashes: tuple[str, ...]
    editable: bool
    constraint: bool
    settings: bool


def pip_reads(folder: Path, environment: Mapping[str, str]) -> list[Said] | str:
    """What pip reads from the requirements.txt of a folder, or what it stops at."""
    from pip._internal.exceptions import InstallationError, PipError
    from pip._vendor.packaging.requirements import InvalidRequirement

    with chdir(folder), mock.patch.dict(os.environ, environment):
        try:
            return [_said(*each) for each in _requirements(folder)]
        except (PipError, InstallationError, InvalidRequirement, ValueError, LookupError) as error:
            return f"{type(error).__name__}: {error}"


def _requirements(folder: Path) -> Iterator[tuple[Any, Any]]:
    from pip._internal.network.session import PipSession
    from pip._internal.req.constructors import install_req_from_parsed_requirement
    from pip._internal.req.req_file import parse_requirements
    from pip._internal.req.req_install import check_invalid_constraint_type

    with mock.patch("logging.Logger.warning"), mock.patch("logging.warning"):
        for parsed in parse_requirements(str(folder / "requirements.txt"), PipSession()):
            requirement = install_req_from_parsed_requirement(parsed)
            if parsed.constraint:
                with mock.patch("pip._internal.req.req_install.deprecated"):
                    problem = check_invalid_constraint_type(requirement)
                if problem:
                    raise ValueError(problem)
            yield parsed, requirement


def _said(parsed: Any, requirement: Any) -> Said:
    from pip._vendor.packaging.utils import canonicalize_name

    standard = requirement.req
    options = parsed.options or {}
    hashes = options.get("hashes", {})
    return Said(
        text=parsed.requirement.strip(),
        line=parsed.comes_from.rpartition("(")[2],
        name=canonicalize_name(standard.name) if standard else "",
        specifier=str(standard.specifier) if standard else "",
        extras=tuple(sorted(map(canonicalize_name, requirement.extras))),
        marker=str(requirement.markers or ""),
        hashes=tuple(sorted(f"{name}:{each}" for name in hashes for each in hashes[name])),
        editable=parsed.is_editable,
        constraint=parsed.constraint,
        settings="config_settings" in options,
    )
