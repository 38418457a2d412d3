"""Text that is safe to show: nothing in it moves a terminal's cursor, and its width is known.

Nor does a CI system find a command in it, which would be done: those of Azure Pipelines and the older
ones of GitHub Actions may stand anywhere in a line, and code under review is shown too.

Source: microsoft/azure-pipelines-agent, Command.cs (`IndexOf("##vso[")`); actions/runner,
ActionCommand.cs (`TryParse` and `TryParseV2`).
"""

from __future__ import annotations

import re
import unicodedata

_CONTROL = "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
_COMMAND = r"(?<=##vso)\[|(?<=##)\[|\A:(?=:)"


def one_line(text: str) -> str:
    """Text with line ends and control characters escaped, as in a Python string."""
    return without_commands(re.sub(_CONTROL, lambda found: _escaped(found[0]), text))


def without_commands(text: str) -> str:
    """Text in which no CI system finds a command: a character that makes it one is escaped."""
    if "##" not in text and not text.startswith("::"):
        return text
    return re.sub(_COMMAND, lambda found: f"\\x{ord(found[0]):02x}", text)


def shown(line: str) -> list[tuple[str, int]]:
    """What stands for each character of a source line, and how many columns it takes."""
    if "##" in line:
        line = re.sub(_COMMAND, "\N{REPLACEMENT CHARACTER}", line)
    if line.isascii() and line.isprintable():
        return [(char, 1) for char in line]
    return [_cell(char) for char in line]


def _cell(char: str) -> tuple[str, int]:
    if char == "\t":
        return "    ", 4
    if re.match(_CONTROL, char):
        return "\N{REPLACEMENT CHARACTER}", 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return char, 0
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _escaped(char: str) -> str:
    return repr(char)[1:-1] if ord(char) < 0xD800 or ord(char) > 0xDFFF else f"\\u{ord(char):04x}"
