"""The topics that people can turn down one by one: each is a template with a label."""

_topics: dict[str, str] = {}


def topic(template: str, label: str) -> None:
    """Register, in `apps.ready()`, a template as a topic under an Indonesian label."""
    _topics[template] = label


def topics() -> dict[str, str]:
    """Label by template, in the order of the labels."""
    return dict(sorted(_topics.items(), key=lambda item: item[1]))
