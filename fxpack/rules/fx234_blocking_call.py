"""An async entry point makes a call that blocks.

All async functions of a worker share one event loop: while one sleeps or waits for the network in a
blocking call, none of the others goes on. Reported are calls that block whatever their arguments.

Example:
--- f/__init__.py
import time

import azure.functions as func


async def main(req: func.HttpRequest) -> func.HttpResponse:
    time.sleep(1)
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import asyncio

import azure.functions as func


async def main(req: func.HttpRequest) -> func.HttpResponse:
    await asyncio.sleep(1)
    return func.HttpResponse("hello")

Source: Microsoft, Python developer guide for Azure Functions, "Async"; CPython, asyncio.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("blocking-call"):
        yield Finding(
            message=f"{problem.detail['call']}() blocks the event loop of all async functions",
            at=problem.at,
            help=f"use {problem.detail['instead']}, or make the function an ordinary def",
            function=function.name if function else None,
        )
