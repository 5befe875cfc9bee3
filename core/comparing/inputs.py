"""Which checked reports can be compared, and as what: their languages, the set that they all answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..model.coverage import Status
from ..model.results import DocumentResult, SetResult
from ..model.standards import StandardSet
from ..words.errors import SapaError
from ..words.messages import LANGS, Lang, Message, message, say
from .version import Version

Check = Callable[[str, Sequence[StandardSet]], DocumentResult]  # a path, and the sets to check it against


class CannotCompare(SapaError):
    """Reports that cannot be compared; code: of a file that cannot be read, as in the JSON contract."""

    def __init__(self, said: Message, code: str = "") -> None:
        super().__init__(said.id)
        self.said, self.code = said, code

    def told(self, lang: Lang = "en") -> str:
        return f"{self.code}: {say(self.said, lang)}" if self.code else say(self.said, lang)


def checked_alike(paths: Sequence[str], sets: Sequence[StandardSet], check: Check) -> list[DocumentResult]:
    """The reports, checked against one set: the one asked for, else the one that is recognised.

    Where it is recognised in some only, the others are checked against it too. Raises CannotCompare.
    """
    results = [check(path, sets[:1]) for path in paths]
    for path, result in zip(paths, results, strict=True):
        if result.error is not None:
            raise CannotCompare(result.error.said, result.error.code)
        if result.document is None:
            raise CannotCompare(message("reading.not-found", path=path), "not-found")
    known = [result.sets[0].coverage.set for result in results if result.sets]
    if not known:
        raise CannotCompare(message("comparing.no-set", path=paths[0]))
    common = next((one for one in known if all(_answers(result, one) for result in results if result.sets)), None)
    if common is None:
        raise CannotCompare(message("comparing.other-sets", sets=tuple(dict.fromkeys(one.id for one in known))))
    return [result if result.sets else check(path, [common]) for path, result in zip(paths, results, strict=True)]


def _answers(result: DocumentResult, standards: StandardSet) -> bool:
    return any(found.coverage.set.key == standards.key for found in result.sets)


def common_set(results: Sequence[DocumentResult]) -> list[SetResult]:
    """What each report answers of the first set that all of them answer. Raises CannotCompare for one without codes."""
    first = next(
        found.coverage.set
        for found in results[0].sets
        if all(_answers(result, found.coverage.set) for result in results)
    )
    found = [next(one for one in result.sets if one.coverage.set.key == first.key) for result in results]
    for result, one in zip(results, found, strict=True):
        if all(criterion.status is Status.NOT_CHECKED for criterion in one.coverage.criteria):
            raise CannotCompare(message("comparing.no-codes", path=result.path, standards=first.id))
    return found


def drafts_of(results: Sequence[DocumentResult]) -> list[Version]:
    """Drafts, in the order given, in whatever language. Raises CannotCompare."""
    return [
        Version.of(result, found, result.language or "")
        for result, found in zip(results, common_set(results), strict=True)
    ]


def versions_of(results: Sequence[DocumentResult], languages: Sequence[str] | None = None) -> list[Version]:
    """Language versions, in the order given. languages: in place of what their content shows. Raises CannotCompare."""
    told = list(languages) if languages is not None else [result.language for result in results]
    for result, language in zip(results, told, strict=True):
        if language not in LANGS:
            raise CannotCompare(message("comparing.language-untold", path=result.path))
    for language in dict.fromkeys(told):
        same = tuple(result.path for result, one in zip(results, told, strict=True) if one == language)
        if len(same) > 1:
            raise CannotCompare(message("comparing.same-language", language=language, paths=same))
    return [
        Version.of(result, found, language or "")
        for result, found, language in zip(results, common_set(results), told, strict=True)
    ]
