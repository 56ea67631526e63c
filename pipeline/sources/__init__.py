"""A site's own text as segments: readers, walkers, templates, settings."""

from pipeline.sources.extract import Extraction, extract
from pipeline.sources.read import SourceReader
from pipeline.sources.readers import walking

__all__ = ["Extraction", "SourceReader", "extract", "walking"]
