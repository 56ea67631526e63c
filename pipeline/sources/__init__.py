"""A site's own text as segments: readers, walkers, templates, settings."""

from pipeline.sources.extract import Extraction, extract
from pipeline.sources.source_reader import SourceReader
from pipeline.sources.walking_readers import walking

__all__ = ["Extraction", "SourceReader", "extract", "walking"]
