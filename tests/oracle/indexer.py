"""The real worker as an oracle for apps of decorators: reads folders from stdin, says what it finds.

Run as `python -m tests.oracle.indexer` where azure-functions-runtime, azure-functions-runtime-v1
(whose messages of the protocol are used) and protobuf are installed. A line of input is a folder of
an app as a JSON string, a line of output `{"ok": true, "functions": [...]}` with each function as
the worker reports it to the host, or `{"ok": false, "stage", "type", "message"}`. The stage is
where it ended: `name` (the script's name), `import` (code of the app), `decorate` (the library,
while the app was imported), `find` (the app object), `build` (the library's functions of the app),
`index` (signatures, bindings and retry), `crash` (SystemExit and the like). Without the script
there are no functions: from 3.13 on such an app is for the other worker, before anything is asked
(proxy_worker, dispatcher.py). Values of local.settings.json are the environment, as under
`func start`.

Below Python 3.13, where the runtime is installed against its own word, what the classic worker does
otherwise is put in its place (azure-functions-python-worker 4.40.0): its bindings/meta.py asks
azurefunctions-extensions-base about each annotation whether or not the app has imported it, and its
loader.py wants both intervals of a retry that is not of fixed delay.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import os
import re
import sys
from functools import partial
from importlib.metadata import distribution
from types import ModuleType, SimpleNamespace
from typing import Any

from tests.oracle.child import Answer, in_child, prepare, verdict

LIBRARY = re.compile(r"/azure/(functions|durable_functions)/")
# what stands in a trace → where the worker was
STAGES = (
    ("import_module(module_name)", "import"),
    ("app.get_functions()", "build"),
    ("in process_indexed_function", "index"),
    ("in index_function_app", "find"),
    ("in validate_script_file_name", "name"),
)


def start_worker() -> tuple[Any, Any]:
    """The worker's handlers and the messages of its protocol."""
    with contextlib.suppress(ImportError):
        # half a second that every child would spend on azure.durable_functions
        importlib.import_module("aiohttp")
    handlers = importlib.import_module("azure_functions_runtime.handle_event")
    importlib.import_module("azure.functions")
    if sys.version_info < (3, 13):
        make_classic()
    return handlers, protocol()


def protocol() -> ModuleType:
    """The messages: they lie in a package `tests` of the wheel, which must not hide this one."""
    package = ModuleType("worker_protos")
    wheel = distribution("azure-functions-runtime-v1")
    package.__path__ = [str(wheel.locate_file("tests/protos"))]
    sys.modules[package.__name__] = package
    return importlib.import_module("worker_protos.FunctionRpc_pb2")


def make_classic() -> None:
    """Put what the classic worker does otherwise where the runtime does it."""
    meta = importlib.import_module("azure_functions_runtime.bindings.meta")
    base = importlib.import_module("azurefunctions.extensions.base")
    vars(meta)["DEFERRED_BINDING_REGISTRY"] = base.get_binding_registry()
    loader = importlib.import_module("azure_functions_runtime.loader")
    lenient = loader.build_variable_interval_retry

    def strict(protos: Any, retry: Any, *rest: Any) -> Any:
        for member in ("minimum_interval", "maximum_interval"):
            loader.convert_to_seconds(retry.get(member))
        return lenient(protos, retry, *rest)

    vars(loader)["build_variable_interval_retry"] = strict


def index(handlers: Any, protos: Any, app: str) -> Answer:
    """Index an app in this process, as the worker does when it starts."""
    prepare(app)
    os.environ.update(settings(app))
    script = os.environ.get("PYTHON_SCRIPT_FILE_NAME", "function_app.py")
    if sys.version_info >= (3, 13) and not os.path.exists(script):
        return {"ok": True, "functions": []}
    request = SimpleNamespace(
        request=SimpleNamespace(
            worker_init_request=SimpleNamespace(capabilities={}, function_app_directory=app)
        ),
        properties={"host": "127.0.0.1", "protos": protos},
    )
    try:
        response = asyncio.run(handlers.worker_init_request(request))
    except BaseException as error:  # noqa: BLE001 - SystemExit is what this is about
        return verdict("crash", type(error).__name__, str(error))
    if response.result.status == protos.StatusResult.Success:
        return {"ok": True, "functions": [shown(one) for one in handlers._metadata_result or ()]}
    kind, _, message = response.result.exception.message.partition(": ")
    return verdict(stage(response.result.exception.stack_trace), kind, message)


def settings(app: str) -> dict[str, str]:
    """The environment that the app's local.settings.json asks for."""
    path = os.path.join(app, "local.settings.json")
    if not os.path.isfile(path):
        return {}
    with open(path, encoding="utf-8-sig") as file:
        return dict(json.load(file)["Values"])


def stage(trace: str) -> str:
    found = next(name for text, name in STAGES if text in trace)
    frames = re.findall(r'^  File "(.*?)"', trace, re.MULTILINE)
    return "decorate" if found == "import" and LIBRARY.search(frames[-1]) else found


def shown(function: Any) -> dict[str, Any]:
    """A function of the worker's answer to the host."""
    retry = function.retry_options
    kept: dict[str, Any] = {
        "name": function.name,
        "script": os.path.basename(function.script_file),
        "bindings": [json.loads(binding) for binding in function.raw_bindings],
    }
    if function.HasField("retry_options"):
        kept["retry"] = [
            *(retry.retry_strategy, retry.max_retry_count, retry.delay_interval.seconds),
            *(retry.minimum_interval.seconds, retry.maximum_interval.seconds),
        ]
    return kept


def main() -> None:
    handlers, protos = start_worker()
    for line in sys.stdin:
        answer = in_child(partial(index, handlers, protos, json.loads(line)))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
