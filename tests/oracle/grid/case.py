"""How a case is written down: the shape of fixtures/oracle/v1-cases.json without the answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Case = dict[str, Any]
Binding = Mapping[str, Any]

REQ: Binding = {"name": "req", "type": "httpTrigger", "direction": "in"}
RETURN: Binding = {"name": "$return", "type": "http", "direction": "out"}
HTTP = (REQ, RETURN)


def bind(name: str, type_: str, direction: str = "in", **more: Any) -> Binding:
    return {"name": name, "type": type_, "direction": direction, **more}


def case(
    name: str,
    code: str = "",
    *,
    bindings: Sequence[Binding] = HTTP,
    files: Mapping[str, str] | None = None,
    script: str = "f/main.py",
    **config: Any,
) -> Case:
    """One function `f`: its code in `script`, more files, and members of function.json."""
    function = {**config, "bindings": list(bindings)}
    every = {"f/function.json": json.dumps(function)}
    if code:
        every[script] = code + "\n"
    every.update(files or {})
    return {"name": name, "files": every, "functions": ["f"]}


def numbered(family: str, codes: Sequence[str], **more: Any) -> list[Case]:
    """A case for each code, named by family and number."""
    return [case(f"{family}_{number:02}", code, **more) for number, code in enumerate(codes)]
