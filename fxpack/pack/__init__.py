"""Building the zip, and reading one back: what touches indexes, processes and archives."""
