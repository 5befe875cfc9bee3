"""A report that a second process reads while this one gets ready to check it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from .second import Second, start

if TYPE_CHECKING:
    from .document import Block, Document
    from .messages import Message
    from .reading import Ocr, Progress
    from .reading.tools import Tools

    Flat = tuple[Any, ...]
    Sent = tuple[int, int] | tuple[str, Message] | tuple[Document, int] | list[Flat] | bytes
    Send = Callable[[Sent], None]

_EVERY = 0.1  # seconds between two reports of progress
_MANY = 200  # blocks that are handed over at a time


class Ahead:
    """Begins to read a report; called as reading.read is, it gives the document, and reads any other file."""

    def __init__(self, path: str, ocr: Ocr) -> None:
        self._path, self._ocr = path, ocr
        self._second: Second[Sent] | None = start(self._read)
        self._asked = False

    def __enter__(self) -> Ahead:
        return self

    def __exit__(self, *_: object) -> None:
        if self._second is not None:
            self._second.__exit__()

    def meanwhile(self, *tasks: Callable[[], object]) -> None:
        """Does what is to be done before the document is there; not at all where no second process reads it."""
        for task in tasks if self._second is not None else ():
            task()

    def __call__(self, path: str, tools: Tools, *, ocr: Ocr = "auto", progress: Progress | None = None) -> Document:
        from .reading import read

        second = None if self._asked or (path, ocr) != (self._path, self._ocr) else self._second
        self._asked = True
        document = self._received(second, progress) if second is not None else None
        return document or read(path, tools, ocr=ocr, progress=progress)

    def _read(self, send: Send) -> None:
        """In the second process: progress; the document without its blocks, its blocks, the narrative words of each of
        their texts; or why it cannot be read."""
        from .document import ReadingError
        from .narrative import narrative_words
        from .reading import read
        from .reading.tools import probe

        told = monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal told
            if monotonic() - told >= _EVERY:
                told = monotonic()
                send((done, total))

        try:
            document = read(self._path, probe(), ocr=self._ocr, progress=tell)
        except ReadingError as error:
            send((error.code, error.said))
            return
        send((replace(document, blocks=()), len(document.blocks)))
        for at in range(0, len(document.blocks), _MANY):
            send([_flat(block) for block in document.blocks[at : at + _MANY]])
        send(array("L", map(narrative_words, _texts(document.blocks))).tobytes())

    def _received(self, second: Second[Sent], progress: Progress | None) -> Document | None:
        """None where the second process met a defect, which then shows in this one, or was ended from outside."""
        from .document import Document, ReadingError
        from .messages import Message, message

        document: Document | None = None
        blocks: list[Block] = []
        count = 0
        for sent in second:
            match sent:
                case (Document() as document, int(count)):
                    pass
                case (int(done), int(total)):
                    if progress is not None:
                        progress(done, total)
                case (str(code), Message() as said):
                    raise ReadingError(code, said)
                case _:
                    blocks += _blocks(cast("list[Flat]", sent))
            if document is not None and len(blocks) == count:
                return replace(document, blocks=tuple(blocks), counted=_Counted(second, blocks))
        if second.faulty:  # a fault in a native library that this process would share
            raise ReadingError("damaged", message("reading.damaged", path=self._path))
        return None


class _Counted(Mapping[str, int]):
    """The narrative words of a document's texts, which the second process counts while this one goes on."""

    def __init__(self, second: Second[Sent], blocks: Sequence[Block]) -> None:
        self._second, self._blocks = second, blocks

    @cached_property
    def _known(self) -> dict[str, int]:
        counts = array("L")
        for sent in self._second:
            counts.frombytes(cast("bytes", sent))
        return dict(zip(_texts(self._blocks), counts, strict=False))  # none where it failed

    def __getitem__(self, text: str) -> int:
        return self._known[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.cells:
            yield from [cell.text for cell in block.cells]
        else:
            yield block.shown


def _flat(block: Block) -> Flat:
    """A block as plain tuples, which are handed over faster than the dozens of objects that a row is made of."""
    cells = [([tuple(line) for line in cell.lines], cell.column, cell.span, cell.merged) for cell in block.cells]
    return block.kind.value, tuple(block.place), block[2:6], cells, block[7:]


def _blocks(sent: Iterable[Flat]) -> Iterator[Block]:
    from .document import Block, Cell, Kind, Line
    from .places import Place

    for kind, place, before, flat, behind in sent:
        cells = [Cell(tuple([Line(*line) for line in lines]), *others) for lines, *others in flat] if flat else ()
        yield Block._make((Kind(kind), Place._make(place), *before, tuple(cells), *behind))
