"""Which argument goes to which parameter, as Python itself finds it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice

from fxpack.decorators.nouns import Argument, Call
from fxpack.model import Problem
from fxpack.nouns import NamedTuple


class Bound(NamedTuple):
    """The arguments by parameter, and those that `**kwargs` takes; what does not fit is in neither."""

    given: Mapping[str, Argument]
    others: Mapping[str, Argument]
    problem: Problem | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (self.problem,) if self.problem else ()


def bind(
    call: Call, names: Collection[str], *, positional: int, required: int, takes_any: bool
) -> Bound:
    """Bind the arguments of a call to parameters.

    The first `positional` of the names can be given by position, the first `required` have to be
    given.
    """
    given = dict(zip(islice(names, positional), call.positional, strict=False))
    others: dict[str, Argument] = {}
    repeated: list[str] = []
    for name, argument in call.keywords.items():
        if name in given or name == "self":
            repeated.append(name)
        elif name in names:
            given[name] = argument
        else:
            others[name] = argument
    missing = [] if call.open else [name for name in islice(names, required) if name not in given]
    unknown = [] if takes_any else list(others)
    too_many = max(0, len(call.positional) - positional)
    if not (missing or unknown or repeated or too_many):
        return Bound(given, others)
    detail = {
        "decorator": call.decorator,
        "missing": missing,
        "unknown": unknown,
        "repeated": repeated,
        "too_many": too_many,
        "without_parentheses": call.bare,
    }
    faulty = [call.keywords[name].at for name in (*unknown, *repeated)]
    surplus = [argument.at for argument in call.positional[positional:]]
    at = call.at if missing else (faulty + surplus)[0]
    problem = Problem(kind="wrong-decorator-arguments", at=at, detail=detail)
    return Bound(given, {} if unknown else others, problem)
