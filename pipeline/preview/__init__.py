"""Live pages for translators and writers: made when somebody asks for them, each text leading to its message."""

from pipeline.preview.copies import write_copy
from pipeline.preview.serving import Started, serve

__all__ = ["Started", "serve", "write_copy"]
