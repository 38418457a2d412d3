"""What a remote build does not see, or trips over: told before anything is uploaded.

Azure unpacks the zip and runs `pip install --prefer-binary -r requirements.txt --target=…` in its
root, on a machine that has nothing else of this one: no folders beside the app, no indexes and no
keys of the user. Its environment variables are the app settings.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from fxpack.artifact import Advice
from fxpack.facts import table
from fxpack.nouns import NamedTuple
from fxpack.pack.network import Network, redacted, secrets_of
from fxpack.pack.wanted import PYPI, without_credentials
from fxpack.platforms import Platform
from fxpack.read.requirement_lines import RequirementLine, RequirementOption, Requirements

_VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)\}")
_HERE = re.compile(
    r"localhost|.*\.(local|internal|localhost)|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*"
)
_SETTINGS = {"--index-url": "PIP_INDEX_URL", "--extra-index-url": "PIP_EXTRA_INDEX_URL"}
_KEPT_IN_SETTING = "keep it out of the file and in the app setting {}"
_LOCALLY = "`fxpack build --local` takes it along as a wheel"


class Upload(NamedTuple):
    """What is to be built in Azure.

    requirements  as read without any environment: `${NAME}` is in them as written
    published     the paths that go into the zip
    origin        the file that the requirements were exported from, "" for a requirements.txt
    unused        the locks beside a requirements.txt
    """

    requirements: Requirements
    published: frozenset[str]
    platform: Platform
    network: Network = Network()
    origin: str = ""
    unused: tuple[str, ...] = ()


def remote_advice(upload: Upload) -> tuple[Advice, ...]:
    """What to know before the upload, in the order of the file; without credentials."""
    found = [
        *_hidden(upload),
        *_problems(upload),
        *_includes(upload),
        *(advice for line in _asked(upload) for advice in _of_line(line, upload)),
        *(
            advice
            for option in upload.requirements.options
            for advice in _of_option(option, upload)
        ),
        *_variables(upload),
        *_unhashed(upload),
        *_of_this_machine(upload),
    ]
    secrets = secrets_of(
        [*upload.network.indexes, *(line.url for line in upload.requirements.lines)]
    )
    shown = (each._replace(message=redacted(each.message, secrets)) for each in found)
    if upload.origin:
        shown = (each._replace(path=each.path and upload.origin, line=0) for each in shown)
    return tuple(dict.fromkeys(sorted(shown, key=lambda each: (each.path == "", each.line))))


def remote_size_risk(sizes: Mapping[str, int | None]) -> Advice | None:
    """Whether installing so much may take Azure longer than it allows; None where it may not.

    sizes  distribution → bytes of its wheel, None where that is not known: then the ones that are
           known for their size count, with what they bring along
    """
    facts = table("remote_build")
    wheels = {name: size for name, size in sizes.items() if size is not None}
    for name in sizes.keys() - wheels.keys():
        for brought in facts["closures"].get(name, name).split():
            wheels.setdefault(brought, facts["wheels"].get(brought, 0))
    megabytes = sum(wheels.values()) / 1_000_000
    seconds = megabytes * facts["per_megabyte"]
    if seconds < facts["seconds"] * facts["margin"]:
        return None
    largest = sorted(wheels, key=lambda name: (-wheels[name], name))[:3]
    return Advice(
        f"Azure stops a remote build after {facts['seconds']} seconds, and installing "
        f"{megabytes:.0f} MB of wheels ({', '.join(largest)}, …) may take {seconds:.0f}",
        help="`fxpack build --local` installs nothing in Azure",
    )


def _asked(upload: Upload) -> list[RequirementLine]:
    """The requirements that are installed on the platform."""
    lines = (line for line in upload.requirements.lines if not line.constraint)
    return [line for line in lines if not line.marker or _holds(line.marker, upload.platform)]


def _holds(marker: str, platform: Platform) -> bool:
    from packaging.markers import UndefinedComparison

    try:
        return platform.holds(marker)
    except UndefinedComparison:
        return True


def _hidden(upload: Upload) -> Iterator[Advice]:
    """A requirements.txt that stands in the way of what it should say."""
    if upload.unused and not upload.requirements.lines:
        first = upload.requirements.files[0].path if upload.requirements.files else ""
        yield Advice(
            f"no package is named, and Azure does not look at {upload.unused[0]} beside it",
            first,
            help=f"remove the file, and fxpack makes it of {upload.unused[0]}",
        )


def _problems(upload: Upload) -> Iterator[Advice]:
    for problem in upload.requirements.problems:
        what = problem.what if problem.kind == "ignored" else f"pip stops here: {problem.what}"
        yield Advice(what, problem.file, problem.line)


def _includes(upload: Upload) -> Iterator[Advice]:
    for file in upload.requirements.files:
        if file.by and file.read:
            yield from _of_path(file.path, upload, Advice(file.path, file.by, file.line))


def _of_path(path: str, upload: Upload, at: Advice) -> Iterator[Advice]:
    """Whether a path is there in Azure; the message of `at` is how it is written."""
    inside = posixpath.normpath(path.replace("\\", "/"))
    if inside.startswith(("../", "/")) or inside == ".." or re.match(r"[A-Za-z]:", inside):
        yield at._replace(
            message=f"{at.message} is outside the app, and a remote build sees only the app",
            help=f"move it into the app, or publish it to an index; {_LOCALLY}",
        )
    elif inside not in upload.published and not _has_files(inside, upload):
        yield at._replace(
            message=f"{at.message} stays out of the zip, and a remote build misses it",
            help=f"`fxpack files --explain {inside}` says why",
        )


def _has_files(folder: str, upload: Upload) -> bool:
    start = "" if folder == "." else f"{folder}/"
    return any(path.startswith(start) for path in upload.published)


def _of_line(line: RequirementLine, upload: Upload) -> Iterator[Advice]:
    at = Advice(line.url or line.text, line.file, line.line)
    if line.kind == "path":
        yield from _of_path(_path(line.url), upload, at)
    if line.editable:
        yield at._replace(
            message=f"{at.message} is editable: what is installed points to a folder that is gone "
            "when the app runs",
            help="leave out `-e`",
        )
    if line.kind == "vcs" and "+ssh://" in line.url.lower():
        yield at._replace(message=f"{at.message}: a remote build has no key for ssh", help=_LOCALLY)
    if line.url and _credentials(line.url):
        yield at._replace(
            message=f"credentials in {at.message} go into the zip",
            help="write `${NAME}` in their place, and make NAME an app setting",
        )
    if line.url.partition("#")[0].lower().endswith(".whl") and not _fits(line.url, upload):
        yield at._replace(
            message=f"{_filename(line.url)} is for another platform than Linux on x86_64 with "
            f"Python {upload.platform.version}",
            help="name the package and its version, so that pip finds the right wheel",
        )


def _path(url: str) -> str:
    """The path that a requirement names, itself or by a `file:` URL."""
    match = re.match(r"file:(?://[^/]*)?", url, re.IGNORECASE)
    return unquote(url[match.end() :].partition("#")[0]) if match else url


def _filename(url: str) -> str:
    return unquote(posixpath.basename(url.partition("#")[0].replace("\\", "/")))


def _fits(url: str, upload: Upload) -> bool:
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    try:
        tags = parse_wheel_filename(_filename(url))[-1]
    except InvalidWheelFilename:
        return True
    return not tags.isdisjoint(upload.platform.tags())


def _credentials(url: str) -> bool:
    return without_credentials(url) != url


def _host(url: str) -> str:
    """The host of a URL, "" for none that can be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _of_option(option: RequirementOption, upload: Upload) -> Iterator[Advice]:
    at = Advice(option.value, option.file, option.line)
    if option.name == "--find-links" and "://" not in option.value:
        beside = posixpath.join(posixpath.dirname(option.file), option.value)
        known = _has_files(posixpath.normpath(beside), upload)
        yield from _of_path(beside if known else option.value, upload, at)
    if "://" not in option.value:
        return
    setting = _SETTINGS.get(option.name, "PIP_FIND_LINKS")
    if _credentials(option.value):
        yield at._replace(
            message=f"credentials in {option.name} {option.value} go into the zip",
            help=_KEPT_IN_SETTING.format(setting),
        )
    if _HERE.fullmatch(_host(option.value)):
        yield at._replace(
            message=f"{option.name} {option.value} names a machine that Azure does not reach",
            help=_LOCALLY,
        )


def _variables(upload: Upload) -> Iterator[Advice]:
    requirements = upload.requirements
    texts = [(line.text, line.file, line.line) for line in requirements.lines]
    texts += [(option.value, option.file, option.line) for option in requirements.options]
    for text, file, line in texts:
        for name in dict.fromkeys(_VARIABLE.findall(text)):
            message = f"${{{name}}} is empty in a remote build unless {name} is an app setting"
            yield Advice(message, file, line, help=f"set {name} in Azure")


def _unhashed(upload: Upload) -> Iterator[Advice]:
    lines = _asked(upload)
    without = [line for line in lines if not line.hashes]
    if without and len(without) < len(lines):
        yield Advice(
            f"{without[0].name or without[0].url} has no hash while others have: pip stops at it",
            without[0].file,
            without[0].line,
            help="give hashes to all or to none",
        )


def _of_this_machine(upload: Upload) -> Iterator[Advice]:
    """Indexes that options and the environment name here, and nothing names in Azure."""
    network = upload.network
    named = {url.rstrip("/") for name in _SETTINGS for url in upload.requirements.values(name)}
    places = [("PIP_INDEX_URL", network.index_url or "")]
    places += [("PIP_EXTRA_INDEX_URL", url) for url in network.extra_index_urls]
    for setting, url in places:
        if url and url.rstrip("/") not in PYPI | named:
            host = _host(url)
            where = f"the index at {host}" if host else "an index in a folder"
            yield Advice(
                f"{where} is asked on this machine, and not by a remote build",
                help=f"make its URL the app setting {setting}, if the app needs it",
            )
    if network.find_links:
        yield Advice(
            "the packages that --find-links or PIP_FIND_LINKS names are on this machine, and a remote "
            "build does not see them",
            help="`fxpack build --local` takes along those that the app needs",
        )
