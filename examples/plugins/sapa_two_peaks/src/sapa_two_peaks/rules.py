"""A rule is a function: it looks at the report and its coverage, and yields findings."""

from collections.abc import Iterator

from sapa import Context, Finding, PluginRule


def _nothing_addressed(context: Context) -> Iterator[Finding]:
    """A standard none of whose criteria is addressed."""
    for standard in context.coverage.standards:
        if standard.total and not standard.addressed:
            arguments = {"standard": standard.standard.number, "total": standard.total}
            yield Finding("two-peaks-empty-standard", "info", None, context.coverage.set.id, None, arguments)


RULES = [
    PluginRule(
        "two-peaks-empty-standard",
        _nothing_addressed,
        severity="info",
        titles={"en": "standard {standard}: none of its {total:criterion|criteria} is addressed"},
        source="An example; put the place in your standards here",
    )
]
