"""The title of a content file, read from its source without loading the rest of it."""

from __future__ import annotations

from simulator.language.text import clean_text


def title_of(source: str) -> str:
    """The value of the top-level key `title`, or an empty string where there is none to be read.

    Reading stops at the title, which stands near the top, and takes no part of the file for more than text.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth, key, expects_key = 0, "", True
    try:
        for event in yaml.parse(source, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth != 1 or not isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                continue
            if isinstance(event, yaml.MappingStartEvent):
                continue
            if not expects_key and key == "title" and isinstance(event, yaml.ScalarEvent):
                return " ".join(clean_text(event.value).split())
            key = event.value if expects_key and isinstance(event, yaml.ScalarEvent) else ""
            expects_key = not expects_key
    except (yaml.YAMLError, UnicodeError):
        return ""
    return ""
