"""fxpack: project linter and publish packager for Azure Functions apps in Python."""

__version__ = "0.1.0"
