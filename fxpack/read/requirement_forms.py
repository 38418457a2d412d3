"""One requirement as pip reads it: a name, a URL, a commit of a repository, or a path.

pip asks the disk whether a text is a path; here its form alone decides, so that a folder that is
missing is a path too. What pip's own regular expressions and those of `packaging` accept is from
pip 26.3 (`_internal/req/constructors.py`) and packaging 26.3. Importing `packaging.requirements`
takes longer than reading a hundred lines, so plain ones are understood without it.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Literal

from fxpack.nouns import NamedTuple

if TYPE_CHECKING:
    from packaging.requirements import Requirement

Kind = Literal["named", "url", "vcs", "path"]

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_VERSION = r"[0-9]++(?:\.[0-9]++)*+(?:(?:a|b|rc|\.post|\.dev)[0-9]++)*+(?![^\s,;])"
_CLAUSE = rf"(?:[<>!]=|[<>]|===?(?!=)|~=(?=\s*[0-9]+\.[0-9]))\s*{_VERSION}"
_BETWEEN = r"[ \t]*+"
_PLAIN = re.compile(
    rf"({_NAME}){_BETWEEN}"
    rf"(?:\[{_BETWEEN}({_NAME}(?:{_BETWEEN},{_BETWEEN}{_NAME})*){_BETWEEN}\]{_BETWEEN})?"
    rf"({_CLAUSE}(?:{_BETWEEN},{_BETWEEN}{_CLAUSE})*)?{_BETWEEN}(?:;(.*))?"
)
_VARIABLE = (
    r"(?:python_version|python_full_version|os_name|sys_platform|platform_machine|platform_system"
    r"|platform_python_implementation|implementation_name)"
)
_COMPARISON = rf"({_VARIABLE}){_BETWEEN}(===?|~=|!=|<=?|>=?){_BETWEEN}(?:'([^'\"]*)'|\"([^'\"]*)\")"
_PLAIN_MARKER = re.compile(rf"{_COMPARISON}(?:[ \t]++(?:and|or)[ \t]++{_COMPARISON})*+")
_PART_OF_MARKER = re.compile(rf"{_COMPARISON}|and|or")

_DIRECT = re.compile(rf"{_NAME}[ \t]*(\[[^\]]*\])?[ \t]*@")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_URLS = frozenset({"http", "https", "file", "ftp"})
_REPOSITORIES = frozenset(
    f"{system}+{scheme}"
    for system, schemes in {
        "git": "http https ssh git file",
        "hg": "file http https ssh static-http",
        "svn": "ssh http https svn file",
        "bzr": "http https ssh sftp ftp lp file",
    }.items()
    for scheme in schemes.split()
)
_EGG = re.compile(r"[#&]egg=([^&]*)")
_ARCHIVE = re.compile(
    r".*(\.zip|\.whl|\.tar|\.tar\.(bz2|gz|lz|lzma|xz)|\.tbz|\.tgz|\.tlz|\.txz)", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[-_.]+")


_LONGEST = 20_000
_DEEPEST = 100


class Invalid(ValueError):
    """A text that is no requirement; the message says why, for "X is no requirement: …"."""


class Form(NamedTuple):
    """What a requirement asks for.

    name       normalised; "" where only building tells it
    specifier  as `packaging` writes one: "==1.0", "<3,>=2"; for a wheel, its own version
    extras     normalised, in order
    marker     as `packaging` writes one
    url        of a URL, a repository or a path, as written, with its fragment
    """

    kind: Kind
    name: str = ""
    specifier: str = ""
    extras: tuple[str, ...] = ()
    marker: str = ""
    url: str = ""


def form_of(text: str) -> Form:
    """What a requirement without its options says; raises `Invalid`."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None and not _ARCHIVE.fullmatch(plain[0].partition(";")[0].rstrip()):
        name, extras, specifier, marker = plain.groups()
        return Form(
            kind="named",
            name=normalised(name),
            specifier=_specifier(specifier or ""),
            extras=_extras(extras or ""),
            marker=_marker((marker or "").strip()),
        )
    is_url = _is_url(text)
    reference, _, marker = text.partition("; " if is_url else ";")
    reference = reference.strip()
    if is_url:
        return _url(reference)._replace(marker=_marker(marker.strip()))
    without, extras = _without_extras(reference)
    if _is_path(without, reference):
        return _path(without)._replace(extras=_extras(extras), marker=_marker(marker.strip()))
    return _standard(reference)._replace(marker=_marker(marker.strip()))


def editable_form_of(text: str) -> Form:
    """What the value of `--editable` says; raises `Invalid`."""
    if _DIRECT.match(text):
        form = _standard(text)
        local = form.url.startswith("file:")
    else:
        without, extras = _without_extras(text)
        if re.match(r"(git|hg|svn|bzr|ssh|sftp):", without, re.IGNORECASE):
            text = f"{text.partition(':')[0]}+{text}"
        form = _url(text) if _is_url(text) else _path(without)._replace(extras=_extras(extras))
        local = form.kind == "path" and (form.url.startswith("file:") or not _is_archive(form.url))
    if form.kind != "vcs" and not local:
        raise Invalid("only a folder or a repository can be editable")
    if form.kind == "vcs" and not form.name:
        raise Invalid("the name of an editable repository is missing: `NAME @ URL`")
    return form


def normalised(name: str) -> str:
    """The name of a distribution as it is compared."""
    return _SEPARATORS.sub("-", name).lower()


def _specifier(written: str) -> str:
    clauses = {re.sub(r"\s", "", clause) for clause in written.split(",") if clause}
    return ",".join(sorted(clauses))


def _extras(written: str) -> tuple[str, ...]:
    if not written.strip():
        return ()
    extras = [extra.strip() for extra in written.split(",")]
    for extra in extras:
        if not re.fullmatch(_NAME, extra):
            raise Invalid(f'"{extra}" is no name of an extra')
    return tuple(sorted(set(map(normalised, extras))))


def _marker(written: str) -> str:
    if not written:
        return ""
    if _PLAIN_MARKER.fullmatch(written):
        parts = _PART_OF_MARKER.finditer(written)
        return " ".join(
            f'{part[1]} {part[2]} "{part[3] or part[4] or ""}"' if part[1] else part[0]
            for part in parts
        )
    from packaging.markers import InvalidMarker, Marker

    _check_length(written)
    try:
        return str(Marker(written))
    except InvalidMarker as error:
        raise Invalid(_first_line(error)) from None


def _is_url(text: str) -> bool:
    scheme = _SCHEME.match(text)
    return scheme is not None and scheme[1].lower() in _URLS | _REPOSITORIES


def _is_path(without: str, reference: str) -> bool:
    """Whether a text without extras and marker is a path; `name @ …` is none."""
    before, at, _ = reference.partition("@")
    if at and not _looks_like_path(before):
        return False
    arbitrary = re.match(rf"{_NAME}[ \t]*===", without)
    return (_looks_like_path(without) and not arbitrary) or _is_archive(without)


def _looks_like_path(text: str) -> bool:
    return "/" in text or "\\" in text or text.startswith(".")


def _is_archive(path: str) -> bool:
    return _ARCHIVE.fullmatch(path) is not None


def _without_extras(text: str) -> tuple[str, str]:
    without, _, extras = text[:-1].rpartition("[")
    if not text.endswith("]") or not without or not extras or "]" in extras:
        return text, ""
    return without.rstrip(), extras


def _url(url: str) -> Form:
    scheme = url.partition(":")[0].lower()
    if scheme in _REPOSITORIES:
        return _egg(Form(kind="vcs", url=url))
    return _file(Form(kind="path" if scheme == "file" else "url", url=url))


def _path(path: str) -> Form:
    if not path:
        raise Invalid("it names nothing")
    if found := re.match(r"([A-Za-z0-9+.-]+)://", path):
        raise Invalid(f"pip reads no URL that begins with {found[0]}")
    return _file(Form(kind="path", url=path))


def _file(form: Form) -> Form:
    """The name and the version that the name of a wheel tells, else the name behind `#egg=`."""
    from urllib.parse import unquote

    where = form.url.partition("#")[0].partition("?")[0]
    filename = unquote(posixpath.basename(where.replace("\\", "/")))
    if not filename.lower().endswith(".whl"):
        return _egg(form)
    parts = filename[:-4].split("-")
    if len(parts) not in {5, 6}:
        raise Invalid(f'"{filename}" is no file name of a wheel')
    return form._replace(name=normalised(parts[0]), specifier=f"=={parts[1].replace('_', '-')}")


def _egg(form: Form) -> Form:
    found = _EGG.search(form.url)
    if not found:
        return form
    name = re.fullmatch(rf"({_NAME})(?:\[([^\]]*)\])?", found[1])
    if not name:
        raise Invalid(f'"{found[1]}" behind "egg=" is no name')
    return form._replace(name=normalised(name[1]), extras=_extras(name[2] or ""))


def _standard(text: str) -> Form:
    """A requirement as PEP 508 has it, read by `packaging`."""
    from packaging.requirements import InvalidRequirement, Requirement

    _check_length(text)
    try:
        requirement = Requirement(text)
    except InvalidRequirement as error:
        raise Invalid(_hint(text) or _first_line(error)) from None
    return _form(requirement)


def _check_length(text: str) -> None:
    """`packaging` takes its time with long texts, and has no end of brackets in brackets."""
    if len(text) > _LONGEST or text.count("(") > _DEEPEST:
        raise Invalid("it is too long for a requirement")


def _form(requirement: Requirement) -> Form:
    url = requirement.url or ""
    form = Form(
        kind="named",
        name=normalised(requirement.name),
        specifier=str(requirement.specifier),
        extras=_extras(",".join(requirement.extras)),
        marker=str(requirement.marker or ""),
        url=url,
    )
    if not url:
        return form
    _egg(form)  # the name in front counts, but one behind `#egg=` must be a name too
    scheme = url.partition(":")[0].lower() if _SCHEME.match(url) else "file"
    if scheme in _REPOSITORIES:
        return form._replace(kind="vcs")
    return form._replace(kind="path" if scheme == "file" else "url")


def _hint(text: str) -> str:
    """What is often meant by a text that is no requirement."""
    if "=" in text and not re.search(r"[=~!<>]=|[<>]", text):
        return '"=" compares nothing: "==" is needed'
    return ""


def _first_line(error: Exception) -> str:
    text = str(error).partition("\n")[0].rstrip(".")
    return f"{text[:1].lower()}{text[1:]}"
