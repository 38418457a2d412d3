"""The content of a zip's members in pieces: what is large is never in memory as a whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from fxpack.pack.zipformat import DEFLATED, STORED, BadZipError, Buffer, Member

PIECE = 1 << 20


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
    end = member.offset + member.compressed
    packed = (data[at : min(at + PIECE, end)] for at in range(member.offset, end, PIECE))
    if member.method == STORED:
        return packed
    if member.method == DEFLATED:
        return _inflated(packed, member)
    raise BadZipError(f'its member "{member.path}" is compressed by method {member.method}')


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
