"""The content of a zip's members in pieces: what is large is never in memory as a whole."""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Iterator

from fxpack.pack.zipformat import DEFLATED, STORED, BadZipError, Buffer, Member

PIECE = 1 << 20

_LETS_GO = hasattr(mmap, "MADV_DONTNEED")


def pieces(data: Buffer, member: Member) -> Iterator[bytes]:
    """The content in pieces of at most a megabyte, proved by size and checksum at the end.

    Never more of it than the member says it has. BadZipError where it is something else. Nearly all
    of the time is spent where other threads can run.
    """
    size = crc = 0
    for piece in _unpacked(data, member):
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != member.size or crc != member.crc:
        raise _damaged(member)


def _unpacked(data: Buffer, member: Member) -> Iterator[bytes]:
    packed = _packed(data, member.offset, member.offset + member.compressed)
    if member.method == STORED:
        return packed
    if member.method == DEFLATED:
        return _inflated(packed, member)
    raise BadZipError(f'its member "{member.path}" is compressed by method {member.method}')


def _packed(data: Buffer, start: int, end: int) -> Iterator[bytes]:
    """The bytes as they lie there. Pages of a mapped file count as memory until they are let go."""
    for at in range(start, end, PIECE):
        yield data[at : min(at + PIECE, end)]
        if isinstance(data, mmap.mmap) and _LETS_GO:
            page = at - at % mmap.PAGESIZE
            data.madvise(mmap.MADV_DONTNEED, page, min(at + PIECE, end) - page)


def _inflated(packed: Iterator[bytes], member: Member) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    # one more, so that too much is seen
    left = member.size + 1
    for each in packed:
        rest = each
        while left and not inflater.eof:
            try:
                piece = inflater.decompress(rest, min(left, PIECE))
            except zlib.error:
                raise _damaged(member) from None
            rest = inflater.unconsumed_tail
            if not piece and not rest:
                break
            left -= len(piece)
            yield piece
    if not inflater.eof or inflater.unused_data:
        raise _damaged(member)


def _damaged(member: Member) -> BadZipError:
    return BadZipError(f'the content of its member "{member.path}" is damaged')
