"""What a pyproject.toml asks for: `[project] dependencies`, extras, and groups (PEP 735)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fxpack.artifact import Advice
from fxpack.errors import DependencyError, UsageError
from fxpack.nouns import NamedTuple
from fxpack.pack.export_project import with_sources
from fxpack.pack.project_files import section
from fxpack.read.requirement_forms import normalised

_PATH = "pyproject.toml"


class ProjectRequirements(NamedTuple):
    """What is asked for.

    texts   a requirement each, in the format of requirements.txt
    labels  for each who asks for it, in the form that uv and pip-tools have for it
    """

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    advice: tuple[Advice, ...] = ()


def project_requirements(
    content: Mapping[str, Any], root: str, groups: Iterable[str], extras: Iterable[str]
) -> ProjectRequirements:
    """The dependencies of a project, and those of some of its groups and extras.

    Raises UsageError for a group or an extra that there is not, DependencyError for what is no
    requirement, and where the dependencies are not told.
    """
    project = section(content, "project")
    name = str(project.get("name", ""))
    dynamic = {"dependencies", "optional-dependencies"} & set(project.get("dynamic", ()))
    if dynamic:
        raise DependencyError(
            f"{_PATH}: only building the project tells its {' and '.join(sorted(dynamic))}, which "
            "are dynamic: write them into [project], or into requirements.in"
        )
    asked = [(each, f"{name} ({_PATH})") for each in _list(project.get("dependencies", []))]
    for extra in extras:
        asked += [(each, f"{name}[{extra}] ({_PATH})") for each in _extra(project, extra)]
    for group in groups:
        asked += [(each, f"{name} ({_PATH}:{group})") for each in _group(content, group)]
    wanted, advice = with_sources([text for text, _ in asked], content, root)
    return ProjectRequirements(
        texts=tuple(each.text for each in wanted),
        labels=tuple(label.strip() for _, label in asked),
        advice=tuple(advice),
    )


def _extra(project: Mapping[str, Any], extra: str, above: tuple[str, ...] = ()) -> list[str]:
    """What an extra asks for; a project may name its own extras in one of them."""
    from packaging.requirements import InvalidRequirement, Requirement

    known = section({"project": project}, "project", "optional-dependencies")
    tables = {normalised(name): each for name, each in known.items()}
    if normalised(extra) not in tables:
        raise UsageError(
            f'--extra: {_PATH} has no extra "{extra}": {_known("extras", sorted(tables))}'
        )
    if extra in above:
        return []
    found = []
    for text in _list(tables[normalised(extra)]):
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            requirement = None
        own = normalised(str(project.get("name", "")))
        if requirement is None or normalised(requirement.name) != own:
            found.append(text)
            continue
        for other in sorted(requirement.extras):
            found += _extra(project, other, (*above, extra))
    return found


def _group(content: Mapping[str, Any], group: str) -> Sequence[str]:
    from packaging.dependency_groups import DependencyGroupResolver

    table = section(content, "dependency-groups")
    if normalised(group) not in map(normalised, table):
        raise UsageError(
            f'--group: {_PATH} has no group "{group}": {_known("groups", sorted(table))}'
        )
    try:
        return [str(each) for each in DependencyGroupResolver(table).resolve(group)]
    except (ValueError, TypeError, LookupError, ExceptionGroup) as error:
        causes = error.exceptions if isinstance(error, ExceptionGroup) else (error,)
        said = "; ".join(dict.fromkeys(str(each) for each in causes))
        raise DependencyError(f"{_PATH}: [dependency-groups] {group}: {said}: mend it") from None


def _known(what: str, names: list[str]) -> str:
    return f"its {what} are {', '.join(names)}" if names else f"it has no {what} at all"


def _list(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise DependencyError(f"{_PATH}: dependencies: a list of texts is needed")
    return value
