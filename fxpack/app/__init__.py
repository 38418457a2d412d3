"""The use cases, a module each, where the layers meet."""
