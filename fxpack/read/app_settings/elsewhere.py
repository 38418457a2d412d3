"""Whether a variable of the environment may be set by something else than local.settings.json."""

from __future__ import annotations

from re import compile as regex

from fxpack.model import Files

_FILLED = regex(
    rb"dotenv|read_env|putenv|environ\.update|environ\s*\|=|environ\[[^'\"\]]+\]\s*=[^=]"
)
_RUNS = regex(
    r"(.*/)?(Dockerfile.*|.*\.dockerfile|(docker-)?compose.*\.ya?ml|launch\.json|tasks\.json"
    r"|settings\.json|[Mm]akefile|[Jj]ustfile|Procfile|\.env.*|.*\.(env|sh|ps1|cmd|bat|toml))"
)
"""Files that start the app, or say with what environment."""


def sets_environment(files: Files) -> bool:
    """Whether the app fills os.environ from somewhere, such as a `.env` file."""
    return any(_FILLED.search(content(files, path)) for path in files if _is_code(path))


def code_may_set(name: str, files: Files) -> bool:
    """Whether code speaks of a variable in another way than `os.environ["NAME"]`."""
    quoted = regex(rb"['\"]" + name.encode() + rb"['\"]")
    taken = regex(rb"environ\[\s*['\"]" + name.encode() + rb"['\"]\s*\](?!\s*=[^=])")
    texts = [content(files, path) for path in files if _is_code(path)]
    return any(len(quoted.findall(text)) != len(taken.findall(text)) for text in texts)


def runs_with(name: str, files: Files) -> bool:
    """Whether a file that starts the app speaks of a variable."""
    return any(name.encode() in content(files, path) for path in files if _RUNS.fullmatch(path))


def content(files: Files, path: str) -> bytes:
    """What is in a file; nothing where it cannot be read."""
    try:
        return files[path]
    except (OSError, KeyError):
        return b""


def _is_code(path: str) -> bool:
    """Whether a file is of the app itself: tests set the variables of tests."""
    return path.endswith(".py") and not path.startswith(("../", "tests/", "test/"))
