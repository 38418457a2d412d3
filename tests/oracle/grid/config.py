"""function.json itself: what the host and the worker refuse in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.oracle.grid.case import HTTP, REQ, RETURN, Binding, Case, bind, case

NAMES = (
    *(
        "req",
        "Req",
        "my_req",
        "_req",
        "req_",
        "my__req",
        "1req",
        "req1",
        "my-req",
        "my.req",
        "my req",
    ),
    *(
        "",
        "$req",
        "$return",
        "$Return",
        "größe",
        "class",
        "None",
        "self",
        "context",
        "r" * 128,
        "r" * 129,
    ),
)
DIRECTIONS = ("in", "IN", "In", "out", "inout", "InOut", "input", "", " in", None, 0, True)
DATA_TYPES = ("string", "STRING", "binary", "stream", "undefined", "json", "", None)
TYPES = (
    "httpTrigger",
    "httptrigger",
    "HTTPTRIGGER",
    "trigger",
    "Trigger",
    "http",
    "",
    None,
    "x Trigger",
)
SETS: tuple[Sequence[Mapping[str, Any]], ...] = (
    [],
    [RETURN],
    [REQ],
    [REQ, REQ],
    [REQ, {**REQ, "name": "REQ"}],
    [REQ, bind("t", "timerTrigger")],
    [REQ, bind("t", "timerTrigger", "out")],
    [REQ, RETURN, RETURN],
    [REQ, RETURN, bind("$return", "queue", "out")],
    [REQ, bind("$return", "http", "in")],
    [REQ, bind("$return", "http", "inout")],
    [REQ, {"name": "$return", "type": "http"}],
    [{"name": "req", "type": "httpTrigger"}, RETURN],
    [{"type": "httpTrigger", "direction": "in"}, RETURN],
    [{"name": "req", "direction": "in"}, RETURN],
    [{"Name": "req", "TYPE": "httpTrigger", "Direction": "in"}, RETURN],
    [{**REQ, "NAME": "other"}, RETURN],
    [bind("req", "httpTrigger", "out"), RETURN],
    [bind("req", "httpTrigger", "inout"), RETURN],
    [REQ, bind("x", "blob", "inout"), RETURN],
    [REQ, RETURN, {}],
    [bind("req", "queueTrigger"), bind("$return", "httpTrigger", "out")],
)
MEMBERS: tuple[Mapping[str, Any], ...] = (
    {"disabled": True},
    {"disabled": False},
    {"disabled": "SETTING"},
    {"scriptFile": None},
    {"scriptfile": "nope.py"},
    {"ScriptFile": "nope.py"},
    {"entryPoint": None},
    {"entrypoint": "nope"},
    {"EntryPoint": "nope"},
    {"retry": {"strategy": "fixedDelay", "maxRetryCount": 1, "delayInterval": "00:00:10"}},
    {"excluded": True},
    {"language": "python"},
    {"$schema": "x", "generatedBy": "x", "configurationSource": "attributes"},
)


def cases(seed: int) -> list[Case]:
    code = "def main({}): pass"
    found = []
    for number, name in enumerate(NAMES):
        parameter = name if name.isidentifier() and name not in {"class", "None"} else "req"
        found.append(
            case(f"name_{number:02}", code.format(parameter), bindings=[{**REQ, "name": name}])
        )
    for number, direction in enumerate(DIRECTIONS):
        x: Binding = {"name": "x", "type": "blob", "direction": direction}
        found.append(case(f"direction_{number:02}", code.format("req, x"), bindings=[*HTTP, x]))
    for number, data_type in enumerate(DATA_TYPES):
        x = bind("x", "blob", dataType=data_type)
        found.append(case(f"data_{number:02}", code.format("req, x: int"), bindings=[*HTTP, x]))
    for number, type_ in enumerate(TYPES):
        request = {"name": "req", "type": type_, "direction": "in"}
        found.append(case(f"type_{number:02}", code.format("req"), bindings=[request, RETURN]))
    for number, bindings in enumerate(SETS):
        found.append(case(f"set_{number:02}", code.format("req"), bindings=bindings))
    for number, members in enumerate(MEMBERS):
        found.append(case(f"member_{number:02}", code.format("req"), **members))
    for number, name in enumerate(
        ("f-1", "F_2", "1f", "_f", "host", "Host", "f" * 128, "f.g", "f g")
    ):
        files = {
            f"{name}/function.json": json.dumps({"bindings": [REQ]}),
            f"{name}/main.py": code.format("req"),
        }
        found.append({"name": f"folder_{number}", "files": files, "functions": [name]})
    return found
