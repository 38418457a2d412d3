"""The entry point is a callable that Python cannot give type hints for.

`typing.get_type_hints` takes functions, methods and classes. A `functools.partial`, an instance
with `__call__` or a builtin makes it raise, and the function fails to load.

Example:
--- f/__init__.py
import functools


def hello(greeting, req):
    return greeting


main = functools.partial(hello, "hello")

Use instead:
--- f/__init__.py
def hello(greeting, req):
    return greeting


def main(req):
    return hello("hello", req)

Source: azure-functions-runtime-v1 1.2.0, functions.py `add_function`; CPython,
`typing.get_type_hints`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("entry-point-without-hints"):
        yield Finding(
            message=(
                f"the entry point {problem.detail['name']} is {problem.detail['value']}; "
                "the worker needs a function, a method or a class"
            ),
            at=problem.at,
            help="wrap it in a function with `def`",
            function=function.name if function else None,
        )
