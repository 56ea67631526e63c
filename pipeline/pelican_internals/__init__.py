"""Every reach into Pelican's inside: what no documentation promises, and a new release may change without a note.

Each function says what is counted on and why there is no public way; `tests/test_pelican_internals.py` has a fact
about Pelican for each. What is public (signals, reader classes, settings, the fields of contents that themes know) is
used where it is needed. This package knows nothing of the rest of the tool, which enters it by these names.
"""

from pelican import DEFAULT_CONFIG_NAME
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import SafeDatetime, strftime

from pipeline.pelican_internals.contents import (
    Link,
    address_of_static,
    attach_with,
    context_of,
    count_as_translation,
    file_once_published,
    forget_translation,
    has_attachments,
    keep_attached_below,
    keep_in_place,
    move_to,
    name_feed_language,
    on_body,
    on_link,
    replace_field,
    take_own_address,
    version_of,
)
from pipeline.pelican_internals.generators import (
    ARTICLE_LISTS,
    PAGE_LISTS,
    SIMPLE_TEMPLATES,
    contents_in,
    copy_no_files,
    name_periods,
    source_paths,
    static_files,
    update_context,
)
from pipeline.pelican_internals.process import (
    be_silent,
    is_about_docutils_language,
    outermost_file,
    settings_file,
    tell,
)
from pipeline.pelican_internals.readers import (
    Reading,
    Settings,
    complete_metadata,
    content_of,
    exchange_readers,
    field_reader,
    is_translation,
    read_content,
    reader_classes,
    reading,
    rename,
    slug_of,
    status_of,
)

__all__ = [
    "ARTICLE_LISTS",
    "DEFAULT_CONFIG",
    "DEFAULT_CONFIG_NAME",
    "PAGE_LISTS",
    "SIMPLE_TEMPLATES",
    "Link",
    "Reading",
    "SafeDatetime",
    "Settings",
    "address_of_static",
    "attach_with",
    "be_silent",
    "complete_metadata",
    "content_of",
    "contents_in",
    "context_of",
    "copy_no_files",
    "count_as_translation",
    "exchange_readers",
    "field_reader",
    "file_once_published",
    "forget_translation",
    "has_attachments",
    "is_about_docutils_language",
    "is_translation",
    "keep_attached_below",
    "keep_in_place",
    "move_to",
    "name_feed_language",
    "name_periods",
    "on_body",
    "on_link",
    "outermost_file",
    "read_content",
    "reader_classes",
    "reading",
    "rename",
    "replace_field",
    "settings_file",
    "slug_of",
    "source_paths",
    "static_files",
    "status_of",
    "strftime",
    "take_own_address",
    "tell",
    "update_context",
    "version_of",
]
