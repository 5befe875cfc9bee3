"""An editor's rules by their ids, without what looks for their findings."""

from __future__ import annotations

from collections.abc import Mapping

from . import EditorRule

# In the order in which people read them. At the end what others find: the readers while they read, the check of
# criteria of the contents, and that of a case of its reports.
RULES: Mapping[str, EditorRule] = {
    rule.id: rule
    for rule in (
        EditorRule("personal-data", "warning", "personal"),
        EditorRule("prompt-left", "warning", "craft"),
        EditorRule("draft-mark", "info", "craft"),
        EditorRule("reference-broken", "warning", "craft"),
        EditorRule("section-empty", "warning", "craft"),
        EditorRule("annex-unlisted", "warning", "evidence"),
        EditorRule("annex-uncited", "info", "evidence"),
        EditorRule("annex-no-list", "info", "evidence"),
        EditorRule("total-wrong", "warning", "craft"),
        EditorRule("percent-sum", "warning", "craft"),
        EditorRule("two-values", "warning", "craft"),
        EditorRule("standard-without-weakness", "info", "analytical"),
        EditorRule("standard-without-analysis", "info", "analytical"),
        EditorRule("text-repeated", "info", "craft"),
        EditorRule("year-outside-period", "info", "period"),
        EditorRule("date-before-period", "info", "period"),
        EditorRule("object-unmentioned", "info", "craft"),
        EditorRule("caption-unnumbered", "info", "craft"),
        EditorRule("object-uncaptioned", "info", "craft"),
        EditorRule("object-number-twice", "info", "craft"),
        EditorRule("contents-entry-gone", "info", "craft"),
        EditorRule("contents-page-wrong", "info", "craft"),
        EditorRule("revisions-left", "info", "craft"),
        EditorRule("comments-left", "info", "craft"),
        EditorRule("highlight-left", "info", "craft"),
        EditorRule("hidden-text", "info", "craft"),
        EditorRule("stale-contents", "info", "craft"),
        EditorRule("text-shared", "info", "craft"),
    )
}
