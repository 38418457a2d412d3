"""The standard library's zipfile is the measure: what it writes is read alike, and the reverse."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fxpack.pack.zipformat import (
    DEFLATED,
    STORED,
    BadZipError,
    content,
    directory_record,
    dos_time,
    end_records,
    local_header,
    mapped,
    read_directory,
)

NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
).map(lambda name: name.lstrip("/") or "x")
FILES = st.dictionaries(NAMES, st.binary(max_size=300), max_size=6)
# with the mark of a record in it zipfile cannot read what it wrote
OTHER = st.binary(max_size=30).filter(lambda data: b"PK" not in data)


class OneWay(io.BytesIO):
    """zipfile writes data descriptors to what cannot seek."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise OSError


def zipped(
    files: dict[str, bytes],
    *,
    method: int = zipfile.ZIP_DEFLATED,
    comment: bytes = b"",
    before: bytes = b"",
    streamed: bool = False,
    zip64: bool = False,
) -> bytes:
    """A zip as the standard library writes it."""
    target = OneWay() if streamed else io.BytesIO()
    target.write(before)
    with zipfile.ZipFile(target, "w" if streamed or not before else "a") as archive:
        archive.comment = comment
        for name, data in files.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = method
            member.external_attr = 0o100755 << 16
            with archive.open(member, "w", force_zip64=zip64) as file:
                file.write(data)
    return target.getvalue()


def as_zipfile_has_it(data: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (
                each.orig_filename,
                each.compress_size,
                each.file_size,
                each.CRC,
                each.compress_type,
                each.external_attr >> 16,
                archive.read(each),
            )
            for each in archive.infolist()
        ]


def as_fxpack_has_it(data: bytes) -> list[tuple[object, ...]]:
    return [
        (
            each.path,
            each.compressed,
            each.size,
            each.crc,
            each.method,
            each.mode,
            content(data, each),
        )
        for each in read_directory(data)
    ]


@given(
    files=FILES,
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    comment=OTHER,
    before=OTHER,
    streamed=st.booleans(),
    zip64=st.booleans(),
)
def test_whatever_zipfile_writes_is_read_alike(
    files: dict[str, bytes],
    method: int,
    comment: bytes,
    before: bytes,
    streamed: bool,
    zip64: bool,
) -> None:
    data = zipped(
        files, method=method, comment=comment, before=before, streamed=streamed, zip64=zip64
    )
    assert as_fxpack_has_it(data) == as_zipfile_has_it(data)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), files=FILES, zip64=st.booleans(), streamed=st.booleans())
def test_damaged_zips_are_read_or_refused(
    data: st.DataObject, files: dict[str, bytes], zip64: bool, streamed: bool
) -> None:
    damaged = bytearray(zipped(files, zip64=zip64, streamed=streamed, comment=b"comment"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    whole = bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    for each in (bytes(damaged), whole):
        try:
            for member in read_directory(each):
                content(each, member)
        except BadZipError:
            continue


def patched(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


GOOD = zipped({"a.py": b"print()" * 20, "b.py": b"x"})
DIRECTORY = GOOD.index(b"PK\1\2")
END = GOOD.index(b"PK\5\6")
SECOND = GOOD.index(b"PK\1\2", DIRECTORY + 4)
MAX32 = b"\xff\xff\xff\xff"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cut off"),
        (b"PK\5\6", "cut off"),
        (GOOD[:-1], "cut off"),
        (GOOD + b"more", "cut off"),
        (patched(GOOD, END + 4, b"\1\0"), "one part of several"),
        (patched(GOOD, END + 8, b"\3\0\3\0"), "2 members and says 3"),
        (patched(GOOD, END + 8, b"\xff\xff\xff\xff"), "2 members and says 65535"),
        (patched(GOOD, END + 12, MAX32), "not where it says"),
        (patched(GOOD, END + 16, MAX32), "not where it says"),
        (patched(GOOD, END + 12, struct.pack("<L", 46)), "several|something else|says|not where"),
        (patched(GOOD, DIRECTORY, b"PK\1\3"), "something else than members"),
        (patched(GOOD, DIRECTORY + 8, b"\1\0"), '"a.py" is encrypted'),
        (patched(GOOD, DIRECTORY + 8, b"\0\x20"), '"a.py" is encrypted'),
        (patched(GOOD, DIRECTORY + 20, MAX32), "Zip64 field .* missing"),
        (patched(GOOD, DIRECTORY + 20, b"\xfe\xff\xff\x7f"), "overlap"),
        (patched(GOOD, SECOND + 20, b"\xfe\xff\xff\x7f"), "reaches into the directory"),
        (patched(GOOD, DIRECTORY + 28, b"\xff\xff"), "cut off"),
        (patched(GOOD, DIRECTORY + 42, b"\1\0\0\0"), "not where the directory says"),
        (patched(GOOD, SECOND + 42, b"\0\0\0\0"), "another name"),
        (patched(GOOD, DIRECTORY + 46, b"c"), "another name"),
        (zipped({"é": b""}).replace("é".encode(), b"\xff\xff"), "not UTF-8"),
    ],
)
def test_a_zip_that_is_none(data: bytes, reason: str) -> None:
    with pytest.raises(BadZipError, match=reason):
        read_directory(data)


def test_members_on_top_of_each_other() -> None:
    """The zip bomb whose members share one kernel of data."""
    header = local_header(b"a", DEFLATED, 0, 0, 2, 0)
    records = [directory_record(header, 0, 0) for _ in range(2)]
    start = len(header) + 2
    data = header + b"\3\0" + b"".join(records) + end_records(2, len(b"".join(records)), start)
    with pytest.raises(BadZipError, match="overlap"):
        read_directory(data)


@pytest.mark.parametrize(
    ("size", "method"), [(0, DEFLATED), (139, DEFLATED), (141, DEFLATED), (1 << 62, DEFLATED)]
)
def test_a_size_that_lies(size: int, method: int) -> None:
    member = read_directory(GOOD)[0]
    with pytest.raises(BadZipError, match="damaged"):
        content(GOOD, member._replace(size=size, method=method))


def test_a_method_that_nobody_knows() -> None:
    member = read_directory(GOOD)[0]
    with pytest.raises(BadZipError, match="method 12"):
        content(GOOD, member._replace(method=12))


def test_what_is_written_is_what_zipfile_reads() -> None:
    files = {"a.py": b"print()", "ä/ö.txt": b"", "b/c": b"xyz" * 5}
    data, records, time = b"", [], dos_time(1_700_000_001)
    for name, each in files.items():
        header = local_header(name.encode(), STORED, time, zlib.crc32(each), len(each), len(each))
        records.append(directory_record(header, len(data), 0o100644))
        data += header + each
    directory = b"".join(records)
    data += directory + end_records(len(files), len(directory), len(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {each.filename: archive.read(each) for each in archive.infolist()} == files
        assert {each.date_time for each in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        assert {each.create_system for each in archive.infolist()} == {3}
        assert [each.flag_bits for each in archive.infolist()] == [0, 0x800, 0]
        assert {each.extra for each in archive.infolist()} == {b""}
    assert as_fxpack_has_it(data) == as_zipfile_has_it(data)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (None, (1980, 1, 1, 0, 0, 0)),
        (0, (1980, 1, 1, 0, 0, 0)),
        (-5, (1980, 1, 1, 0, 0, 0)),
        (315_532_800, (1980, 1, 1, 0, 0, 0)),
        (315_532_803, (1980, 1, 1, 0, 0, 2)),
        (1_709_210_096, (2024, 2, 29, 12, 34, 56)),
        (4_354_819_198, (2107, 12, 31, 23, 59, 58)),
        (10**30, (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_times(seconds: int | None, expected: tuple[int, ...]) -> None:
    time = dos_time(seconds)
    date = time >> 16
    assert (
        (date >> 9) + 1980,
        date >> 5 & 15,
        date & 31,
        time >> 11 & 31,
        time >> 5 & 63,
        (time & 31) * 2,
    ) == expected


def test_zip64_both_ways(tmp_path: Path) -> None:
    """A member over 4 GiB and one behind it; the file is sparse and takes no room."""
    path = tmp_path / "large.zip"
    huge = 5 << 30
    with open(path, "wb") as file:
        first = local_header(b"huge.bin", STORED, 0, 0, huge, huge)
        file.write(first)
        file.seek(huge, os.SEEK_CUR)
        start = file.tell()
        second = local_header(b"small", STORED, 0, zlib.crc32(b"abc"), 3, 3)
        file.write(second + b"abc")
        wide = local_header(b"both", STORED, 0, 0, 1 << 32, 1 << 32)
        third = file.tell()
        file.write(wide)
        file.seek(1 << 32, os.SEEK_CUR)
        directory = file.tell()
        records = (
            directory_record(first, 0, 0o100644)
            + directory_record(second, start, 0o100755)
            + directory_record(wide, third, 0o100644)
        )
        file.write(records + end_records(3, len(records), directory))
    with zipfile.ZipFile(path) as archive, mapped(str(path)) as data:
        theirs = [(each.filename, each.file_size, each.CRC) for each in archive.infolist()]
        offsets = [each.header_offset for each in archive.infolist()]
        assert archive.read("small") == b"abc"
        members = read_directory(data)
        assert content(data, members[1]) == b"abc"
    assert theirs == [(each.path, each.size, each.crc) for each in members]
    assert offsets == [0, start, third]
    assert [each.size for each in members] == [huge, 3, 1 << 32]


@pytest.mark.parametrize("count", [65_534, 65_535, 65_536, 70_000])
def test_very_many_members(count: int) -> None:
    headers = [local_header(b"%d" % each, STORED, 0, 0, 0, 0) for each in range(count)]
    records, offset = [], 0
    for header in headers:
        records.append(directory_record(header, offset, 0))
        offset += len(header)
    directory = b"".join(records)
    data = b"".join(headers) + directory + end_records(count, len(directory), offset)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) == count
    assert [each.path for each in read_directory(data)] == [str(each) for each in range(count)]


def test_an_empty_file_and_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with mapped(str(tmp_path / "empty")) as data, pytest.raises(BadZipError):
        read_directory(data)
    with pytest.raises(FileNotFoundError), mapped(str(tmp_path / "none")):
        pass
