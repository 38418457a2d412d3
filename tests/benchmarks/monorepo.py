"""A monorepo of Functions apps that no two files of are alike, from a seed.

Sizes follow what public apps show: many files of some dozen lines, a few of over a thousand.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

HOST = {
    "version": "2.0",
    "extensionBundle": {
        "id": "Microsoft.Azure.Functions.ExtensionBundle",
        "version": "[4.*, 5.0.0)",
    },
}
TRIGGERS = (
    ({"type": "httpTrigger", "authLevel": "function", "methods": ["get"]}, "func.HttpRequest"),
    ({"type": "queueTrigger", "queueName": "work", "connection": "Store"}, "func.QueueMessage"),
    ({"type": "timerTrigger", "schedule": "0 */5 * * * *"}, "func.TimerRequest"),
    ({"type": "blobTrigger", "path": "in/{name}", "connection": "Store"}, "func.InputStream"),
    (
        {"type": "serviceBusTrigger", "queueName": "q", "connection": "Bus"},
        "func.ServiceBusMessage",
    ),
)
DECORATORS = (
    ('route(route="{name}", methods=["GET"])', "func.HttpRequest"),
    ('queue_trigger(arg_name="{arg}", queue_name="work", connection="Store")', "func.QueueMessage"),
    ('timer_trigger(arg_name="{arg}", schedule="0 */5 * * * *")', "func.TimerRequest"),
    ('blob_trigger(arg_name="{arg}", path="in/{{name}}", connection="Store")', "func.InputStream"),
    (
        'service_bus_queue_trigger(arg_name="{arg}", queue_name="q", connection="Bus")',
        "func.ServiceBusMessage",
    ),
)
WORDS = [
    "order",
    "invoice",
    "customer",
    "amount",
    "region",
    "batch",
    "record",
    "status",
    "limit",
    "token",
    "cursor",
    "page",
    "retry",
    "total",
    "header",
    "body",
    "payload",
    "claim",
    "policy",
    "ledger",
    "account",
    "balance",
    "window",
    "offset",
    "digest",
    "schema",
]


def write_monorepo(root: Path, *, apps: int, functions: int, seed: int = 1) -> None:
    """Write `apps` apps of `functions` functions each below `root`."""
    rng = random.Random(seed)
    for number in range(apps):
        write_app(root / f"app{number:03}", functions=functions, rng=rng)


def write_app(root: Path, *, functions: int, rng: random.Random, size: int = 120) -> None:
    """Write one v1 app that lints clean: functions, a shared package and the usual files.

    `size` is the most functions and classes that a file gets.
    """
    shared = _write_shared(root, functions, rng, size)
    for index in range(functions):
        _write_function(root, f"fn_{rng.choice(WORDS)}_{index}", rng.choice(shared), rng, size)


def write_decorated(root: Path, *, functions: int, rng: random.Random, size: int = 120) -> None:
    """Write one app of decorators that lints clean: its functions are in blueprints of five."""
    shared = _write_shared(root, functions, rng, size)
    names = [f"fn_{rng.choice(WORDS)}_{index}" for index in range(functions)]
    parts = [names[index : index + 5] for index in range(0, functions, 5)]
    _write(root / "blueprints" / "__init__.py", "")
    imports, calls = "", ""
    for index, part in enumerate(parts):
        module = f"part_{index}"
        _write(root / "blueprints" / f"{module}.py", _blueprint(part, shared, rng, size))
        imports += f"from blueprints.{module} import bp as {module}\n"
        calls += f"app.register_functions({module})\n"
    app = "app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)\n"
    _write(root / "function_app.py", f"import azure.functions as func\n\n{imports}\n{app}{calls}")


def _blueprint(names: list[str], shared: list[str], rng: random.Random, size: int) -> str:
    used = rng.choice(shared)
    text = (
        "import logging\nimport os\n\nimport azure.functions as func\nimport requests\n\n"
        f"from shared_code import {used}\n\nbp = func.Blueprint()\n\n{_module(rng, size)}\n"
    )
    for name in names:
        decorator, annotation = rng.choice(DECORATORS)
        argument = "req" if decorator.startswith("route") else rng.choice(("msg", "item", "event"))
        text += f"\n@bp.{decorator.format(name=name, arg=argument)}\n"
        is_http = argument == "req"
        returns, closing = ("str", '    return "done"\n') if is_http else ("None", "")
        text += (
            f"def {name}({argument}: {annotation}) -> {returns}:\n"
            f"    logging.info('started %s', {argument})\n"
            f"    state = {used}.__name__ + os.sep + requests.__name__\n"
            f"{_statements(rng, 'state', 1)}{closing}"
        )
    return text


def _write_shared(root: Path, functions: int, rng: random.Random, size: int) -> list[str]:
    """Write what both kinds of app have; the names of the shared modules."""
    _write(root / "host.json", json.dumps(HOST, indent=2))
    _write(root / "requirements.txt", "azure-functions\nrequests\n")
    _write(root / ".funcignore", ".git*\n.vscode\nlocal.settings.json\ntest\n.venv\n")
    shared = [f"{rng.choice(WORDS)}_{index}" for index in range(max(1, functions // 3))]
    _write(root / "shared_code" / "__init__.py", '"""Shared code."""\n')
    for name in shared:
        _write(root / "shared_code" / f"{name}.py", _module(rng, size))
    return shared


def _write_function(root: Path, name: str, shared: str, rng: random.Random, size: int) -> None:
    trigger, annotation = rng.choice(TRIGGERS)
    is_http = trigger["type"] == "httpTrigger"
    parameter = "req" if is_http else rng.choice(("msg", "item", "event"))
    bindings: list[dict[str, object]] = [{"name": parameter, "direction": "in", **trigger}]
    if is_http:
        bindings.append({"name": "$return", "type": "http", "direction": "out"})
        bindings[0]["route"] = name
    output = rng.random() < 0.4
    if output:
        queue = {"type": "queue", "queueName": "out", "connection": "Store"}
        bindings.append({"name": "outbox", "direction": "out", **queue})
    config = {"scriptFile": "__init__.py", "bindings": bindings}
    _write(root / name / "function.json", json.dumps(config, indent=2))
    extra = ", outbox: func.Out[str]" if output else ""
    returns = "func.HttpResponse" if is_http else "None"
    closing = '    return func.HttpResponse("done")\n' if is_http else ""
    text = (
        "import logging\nimport os\n\nimport azure.functions as func\nimport requests\n\n"
        f"from shared_code import {shared}\n\n{_module(rng, size)}\n\n"
        f"def main({parameter}: {annotation}{extra}) -> {returns}:\n"
        f"    logging.info('started %s', {parameter})\n"
        f"    state = {shared}.__name__ + os.sep + requests.__name__\n"
        f"{_statements(rng, 'state', 1)}{closing}"
    )
    _write(root / name / "__init__.py", text)


def _module(rng: random.Random, size: int) -> str:
    """Functions and classes, their number from a long-tailed distribution."""
    parts = []
    for index in range(min(size, max(1, int(rng.lognormvariate(2.0, 1.0))))):
        name = f"{rng.choice(WORDS)}_{rng.randrange(10_000)}_{index}"
        if rng.random() < 0.25:
            parts.append(_class(rng, name))
        else:
            parts.append(_function(rng, name, 0))
    return "\n\n".join(parts)


def _class(rng: random.Random, name: str) -> str:
    title = name.title().replace("_", "")
    methods = "\n".join(_function(rng, f"{rng.choice(WORDS)}_{i}", 1) for i in range(3))
    return (
        f'class {title}:\n    """Holds {name}."""\n\n    limit = {rng.randrange(99)}\n\n{methods}'
    )


def _function(rng: random.Random, name: str, depth: int) -> str:
    indent = "    " * depth
    first = "self, " if depth else ""
    value = rng.choice(WORDS)
    body = _statements(rng, value, depth + 1)
    return (
        f"{indent}def {name}({first}{value}: dict[str, object], count: int = {rng.randrange(9)}):\n"
        f'{indent}    """Work on {value} up to {rng.randrange(999)} times."""\n'
        f"{body}{indent}    return {value}, count\n"
    )


def _statements(rng: random.Random, value: str, depth: int) -> str:
    indent = "    " * depth
    lines = []
    for _ in range(rng.randrange(2, 9)):
        word, number = rng.choice(WORDS), rng.randrange(10_000)
        lines.append(
            rng.choice(
                (
                    f"{word}_{number} = [str(item) for item in ({value}, {number}) if item]",
                    f"if len(str({value})) > {number}:\n{indent}    raise ValueError('{number}')",
                    f"for {word} in range({number % 7}):\n{indent}    text = ({word}, {value})",
                    f"{word} = {{'{word}': {value}, 'at': {number}, 'more': ({number}, None)}}",
                    f"# {word} {number}: the usual remark of a line",
                )
            )
        )
    return "".join(f"{indent}{line}\n" for line in lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
