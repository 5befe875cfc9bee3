"""What Python users and the commands call. `sapa` re-exports what is public; everything else is private.

Every function raises SapaError or one of its kinds; `error.told(lang)` says what is wrong and what to do next.
What is wrong with one file of several is no exception but stands in the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.late import names as _names

if TYPE_CHECKING:
    from ..core.words.errors import SapaError as SapaError
    from .annotating import annotate as annotate
    from .annotating import annotate_check as annotate_check
    from .assembling import assemble as assemble
    from .assembling import assemble_each as assemble_each
    from .assembling import merge as merge
    from .cases import check_case as check_case
    from .cases import check_cases as check_cases
    from .checking import check as check
    from .checking import partial as partial
    from .checking import with_baseline as with_baseline
    from .checking import with_previous as with_previous
    from .comparing import compare as compare
    from .comparing import parity as parity
    from .given import NotDone as NotDone
    from .loading import chosen_sets as chosen_sets
    from .loading import load as load
    from .loading import load_for_case as load_for_case
    from .loading import names_in as names_in
    from .loading import read_case as read_case
    from .loading import with_sets_of as with_sets_of
    from .portfolios import MadePortfolio as MadePortfolio
    from .portfolios import portfolio as portfolio
    from .reading import read as read
    from .remembering import forget as forget
    from .results import Cases as Cases
    from .results import Result as Result
    from .reviewing import AccreditationType as AccreditationType
    from .reviewing import review as review
    from .universities import ForUniversity as ForUniversity
    from .universities import for_universities as for_universities
    from .universities import index_of_universities as index_of_universities
    from .verifying import case_of as case_of
    from .verifying import verify as verify

# Each is imported when it is asked for: who checks a report needs nothing of what makes files.
__getattr__ = _names(
    __name__,
    {
        ".core.words.errors": "SapaError",
        "annotating": "annotate annotate_check",
        "assembling": "assemble assemble_each merge",
        "cases": "check_case check_cases",
        "checking": "check partial with_baseline with_previous",
        "comparing": "compare parity",
        "given": "NotDone",
        "loading": "chosen_sets load load_for_case names_in read_case with_sets_of",
        "portfolios": "MadePortfolio portfolio",
        "reading": "read",
        "remembering": "forget",
        "results": "Cases Result",
        "reviewing": "AccreditationType review",
        "universities": "ForUniversity for_universities index_of_universities",
        "verifying": "case_of verify",
    },
)
