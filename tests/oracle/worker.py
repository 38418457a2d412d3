"""The real worker as an oracle: reads apps from stdin, says what becomes of their functions.

Run as `python -m tests.oracle.worker` where azure-functions-runtime-v1 is installed. A line of
input is `["folder of an app", "function"]`, a line of output `{"ok", "stage", "type", "message"}`;
`ok` is null where the host's reading could not be told. Each function is loaded in a process of
its own, forked when the worker is ready to load.

Below Python 3.13, where the runtime is installed against its own word, the one check that the
classic worker has on top is added: azurefunctions-extensions-base is asked about each annotation
(azure-functions-python-worker 4.40.0, bindings/meta.py check_deferred_bindings_enabled).
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import inspect
import json
import os
import sys
from functools import partial
from types import SimpleNamespace
from typing import Any

from tests.oracle.child import in_child, prepare, verdict
from tests.oracle.host import HostError, NotJudgedError, read_function

ANNOTATION = "            param_anno = annotations.get(param.name)\n"
CHECK = "            check_supported_type(param_anno)\n"


class Value(SimpleNamespace):
    """A message of the worker's protocol: the attributes it was made with."""

    Success, Failure = 1, 0


class BindingInfo:
    undefined, out, inout = 0, 1, 2


PROTOS = SimpleNamespace(
    BindingInfo=BindingInfo,
    WorkerInitResponse=Value,
    WorkerMetadata=Value,
    FunctionLoadResponse=Value,
    StatusResult=Value,
    RpcException=Value,
)


def start_worker() -> Any:
    """The worker's handlers after its initialization."""
    with contextlib.suppress(ImportError):
        # half a second that every child would spend on azure.durable_functions
        importlib.import_module("aiohttp")
    handlers = importlib.import_module("azure_functions_runtime_v1.handle_event")
    if sys.version_info < (3, 13):
        make_classic()
    request = Value(
        request=Value(worker_init_request=Value(capabilities={})),
        properties={"host": "", "protos": PROTOS},
    )
    asyncio.run(handlers.worker_init_request(request))
    return handlers


def make_classic() -> None:
    """Put the check of the base extension where the classic worker has it."""
    functions = importlib.import_module("azure_functions_runtime_v1.functions")
    base = importlib.import_module("azurefunctions.extensions.base")
    source = inspect.getsource(functions)
    assert source.count(ANNOTATION) == 1
    vars(functions)["check_supported_type"] = base.get_binding_registry().check_supported_type
    registry = functions.Registry
    patched = source.replace(ANNOTATION, ANNOTATION + CHECK)
    exec(compile(patched, "functions.py", "exec"), vars(functions))
    registry.validate_function_params = staticmethod(functions.Registry.validate_function_params)


def load(handlers: Any, app: str, name: str) -> dict[str, Any]:
    """Load one function in this process, as the worker does when the host asks."""
    try:
        read = read_function(app, name)
    except HostError as error:
        return verdict("host", "HostError", str(error))
    except NotJudgedError as error:
        return {**verdict("host", "NotJudgedError", str(error)), "ok": None}
    metadata = Value(
        name=name,
        directory=os.path.join(app, name),
        script_file=read["script"],
        entry_point=read["entry_point"],
        bindings={key: Value(**value) for key, value in read["bindings"].items()},
    )
    prepare(app)
    request = Value(request=Value(function_load_request=Value(function_id="1", metadata=metadata)))
    try:
        response = asyncio.run(handlers.function_load_request(request))
    except BaseException as error:  # noqa: BLE001 - SystemExit is what this is about
        return verdict("crash", type(error).__name__, str(error))
    if response.result.status == Value.Success:
        return {"ok": True}
    kind, _, message = response.result.exception.message.partition(": ")
    return verdict("validate" if kind == "FunctionLoadError" else "load", kind, message)


def main() -> None:
    handlers = start_worker()
    for line in sys.stdin:
        app, name = json.loads(line)
        sys.stdout.write(json.dumps(in_child(partial(load, handlers, app, name))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
