"""All readers together: the files of an app become a Project."""

from __future__ import annotations

from fxpack.model import Files, Project, Target
from fxpack.read.code import CodeReader
from fxpack.read.environment import environment_problems
from fxpack.read.graph import ImportGraph, Wheels
from fxpack.read.host import read_host
from fxpack.read.models import find_functions
from fxpack.read.nested import nested_functions
from fxpack.read.published import published_of
from fxpack.read.requirement_check import requirement_problems
from fxpack.read.secret_files import secret_problems
from fxpack.read.tree import Tree


def read_project(
    files: Files,
    *,
    target: Target,
    root: str = "",
    published: frozenset[str] | None = None,
    local: bool = False,
    wheels: Wheels | None = None,
) -> Project:
    """Read an app. `files` has posix paths relative to the app's root; nothing is executed.

    root       how to show the app's folder, relative to the current one
    published  the paths that go into the zip, where the caller knows them already
    local      whether packages are put into the zip here, and not installed in Azure
    wheels     what is known of distributions from wheels on this machine
    """
    host = read_host(files)
    reader = CodeReader(files, target, host)
    told = published_of(files, files.name if isinstance(files, Tree) else "")
    paths = told.paths if published is None else published
    found = find_functions(files, paths, reader)
    functions = found.functions
    said = (
        *environment_problems(reader, functions, target),
        *requirement_problems(files, target, paths, local=local),
    )
    graph = ImportGraph(reader, found, wheels)
    return Project(
        root=root,
        files=files,
        target=target,
        host=host,
        functions=functions,
        published=paths,
        decided=told.decided,
        imports=reader.imports(),
        problems=(
            *reader.problems,
            *found.problems,
            *reader.loader.cycles.certain(),
            *graph.problems(paths, told.left_out),
            *nested_functions(files, paths),
            *said,
            *secret_problems(files, paths, said),
        ),
        undecided=(*reader.undecided, *found.undecided),
    )
