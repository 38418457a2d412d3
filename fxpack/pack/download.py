"""One file from an index: whole and with the hashes that are listed for it, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

from fxpack.artifact import Progress
from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.at_once import Stopped
from fxpack.pack.client import Client, Problem
from fxpack.pack.hashes import contradiction
from fxpack.pack.partial import Partial

if TYPE_CHECKING:
    from requests import Response

ATTEMPTS = 4
"""So many in a row may bring nothing new."""

PAUSE = 0.5
"""Seconds before the second attempt; each further pause is twice as long."""

LONGEST = 60.0
"""Seconds that a server may ask us to wait."""

NOTICED = 2.0
"""A pause of so many seconds is said."""


class Wanted(NamedTuple):
    """A file to be downloaded.

    name    of the package, for messages
    url     may hold credentials
    hashes  algorithm → digest; the file must have all of them
    """

    name: str
    url: str
    hashes: Mapping[str, str]
    size: int | None = None

    @property
    def partial_name(self) -> str:
        """By its hash: whatever the URL is tomorrow. Without one, no other build may go on with it."""
        return next((f"{name}-{self.hashes[name]}" for name in sorted(self.hashes)), "").lower()


@contextmanager
def downloaded(
    wanted: Wanted,
    client: Client,
    folder: str,
    stop: Event,
    progress: Progress,
    pause: float = PAUSE,
) -> Iterator[Partial]:
    """The file, below `folder` as long as the block lasts; it may be moved away.

    Broken off, it is gone on with: at once, or by the next build. Raises DependencyError where it
    cannot be had or is not the one that is wanted, FileError where it cannot be written, Stopped.
    """
    algorithms = tuple(sorted(wanted.hashes))
    with Partial(folder, wanted.partial_name, algorithms) as partial:
        progress.advance(partial.size)
        job = _Download(wanted, client, partial, stop, progress, pause)
        job.run()
        if sys.platform == "win32":  # what is open cannot be moved there
            partial.close()
        yield partial


class _Download:
    """The attempts at one file.

    etag  of what there is, where a server gave one in this build
    """

    def __init__(
        self,
        wanted: Wanted,
        client: Client,
        partial: Partial,
        stop: Event,
        progress: Progress,
        pause: float,
    ) -> None:
        self.wanted = wanted
        self.client = client
        self.partial = partial
        self.stop = stop
        self.progress = progress
        self.pause = pause
        self.etag = ""

    def run(self) -> None:
        """Until it is whole and right."""
        self._complete()
        if self._wrong() and self.partial.resumed:
            # What an earlier build left was not the beginning of this file.
            self._restart()
            self._complete()
        if wrong := self._wrong():
            self._restart()
            raise DependencyError(
                f"{self.wanted.name}: {self.client.shown(self.wanted.url)} is not the file that is "
                f"locked: {wrong}; nothing of it was kept. If it was changed on purpose, lock anew"
            )

    def _wrong(self) -> str:
        wrong = contradiction(self.wanted.hashes, self.partial.digests.values())
        size = self.wanted.size
        if not wrong and not self.wanted.hashes and size not in {None, self.partial.size}:
            return f"{size} bytes were expected, {self.partial.size} found"
        return wrong

    def _whole(self) -> bool:
        """Whether nothing is to be asked for: an earlier build was killed just before its end."""
        partial, hashes = self.partial, self.wanted.hashes
        return partial.resumed and not contradiction(hashes, partial.digests.values())

    def _complete(self) -> None:
        fruitless, pause, furthest = 0, self.pause, self.partial.size
        while not self._whole():
            try:
                self._attempt()
            except Problem as problem:
                progressed = self.partial.size > furthest
                fruitless, pause = (1, self.pause) if progressed else (fruitless + 1, pause * 2)
                furthest = max(furthest, self.partial.size)
                if not problem.again or fruitless >= ATTEMPTS:
                    raise self._given_up(problem) from problem
                self._wait(pause if problem.after is None else problem.after, problem)
            else:
                return

    def _given_up(self, problem: Problem) -> DependencyError:
        shown = self.client.shown(self.wanted.url)
        remedy = "; what has come so far is kept, try again later" if problem.again else ""
        return DependencyError(f"{self.wanted.name}: {shown} {problem}{remedy}")

    def _wait(self, seconds: float, problem: Problem) -> None:
        seconds = min(max(seconds, 0.0), LONGEST)
        if seconds >= NOTICED:
            shown = self.client.shown(self.wanted.url)
            self.progress.say(f"{shown} {problem}: asked again in {seconds:.0f} seconds")
        if self.stop.wait(seconds):
            raise Stopped

    def _attempt(self) -> None:
        """Ask for what is missing and add what comes."""
        response = self.client.get(self.wanted.url, self._headers())
        with response:
            if not self._goes_on(response):
                self._restart()
            self.etag = _strong(response.headers.get("ETag", ""))
            for piece in self.client.pieces(response):
                if self.stop.is_set():
                    raise Stopped
                self.partial.write(piece)
                self.progress.advance(len(piece))

    def _headers(self) -> dict[str, str]:
        """A range is asked for only where an ETag or, at the end, a hash tells if the parts fit."""
        if not self.partial.size or not (self.etag or self.wanted.hashes):
            return {}
        headers = {"Range": f"bytes={self.partial.size}-"}
        return headers | ({"If-Range": self.etag} if self.etag else {})

    def _goes_on(self, response: Response) -> bool:
        """Whether the answer begins where what we have ends."""
        if response.status_code == 200:
            return False
        start = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
        if start != str(self.partial.size):
            self._restart()
            raise Problem("was answered with another part than asked for", again=True)
        return True

    def _restart(self) -> None:
        self.progress.advance(-self.partial.size)
        self.partial.restart()
        self.etag = ""


def _strong(etag: str) -> str:
    """Weak ones (RFC 9110, 8.8.1) say nothing of single bytes."""
    return "" if etag.startswith("W/") else etag
