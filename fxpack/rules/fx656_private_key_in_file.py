"""A private key is published.

Whoever may read the app's files, the zip or the repository can then sign and log in with it. Only whole
keys are meant, not their first line alone, and not certificates.

Example:
--- certs/server.pem
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINeuHs6k1g0twOF0QXiG5RHuWGNopY6BmgXRtiIOCfP2
-----END PRIVATE KEY-----

Use instead:
--- .funcignore
certs

Source: https://www.rfc-editor.org/rfc/rfc7468; https://www.rfc-editor.org/rfc/rfc7292, 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("private-key-in-file"):
        yield Finding(
            message=f"{problem.detail['what']} would be published",
            at=problem.at,
            help="replace the key, keep the new one in Key Vault or load it as a certificate of "
            "the app, and leave the file out with a line in .funcignore",
        )
