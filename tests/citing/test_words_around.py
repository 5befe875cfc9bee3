"""What the words right before and behind a number say of it, and how near they must stand."""

from __future__ import annotations

import pytest

from sapa.core.citing.citations import cite
from sapa.core.words import vocabulary

from ..documents import document
from ..reports import installed

SETS = installed().sets


def refused(text: str) -> str:
    """Why the one number of a text is no code, or ""."""
    (found,) = cite(document(f"# Introduction\n{text}"), SETS.find("institutional")).all
    return found.refused


@pytest.mark.parametrize(
    ("text", "why"),
    [
        # a product and its version
        ("Moodle 3.2.14 runs.", ""),  # any word begins a sentence
        ("It stands. Aims 3.2.14 say so.", ""),
        ("We run Moodle 3.2.14 here.", "product"),
        ("We run on 1C 3.2.14 here.", "product"),
        ("У нас Moodle 3.2.14.", "product"),
        ("As KAZSEE 3.2.14 says.", ""),
        ("We have Moodle v. 3.2.14 now.", "version"),
        ("Версия файла 3.2.14 от 3 марта.", "version"),
        ("It comes in the next version soon. 3.2.14 waits.", ""),
        ("Топ бұйрығының нөмірі – 3.2.14, күні 12.12.2024 ж.", "order"),
        ("The queue is long at the hotel, в гостинице (3.2.14)", ""),
        ("Software: Quorum 3.2.14; more.", "product"),
        # a clause of another document, a size, a form, a room, a programme
        ("Порядок голосования определён § 3.2.14 Устава.", "other-document"),
        ("Порядок голосования определён § 3.2.14 этого отчёта.", ""),
        ("The Policy on marks, 3.2.14, third paragraph, says so.", "other-document"),
        ("Политики оценивания, 3.2.14, абзац 2", "other-document"),
        ("Our marks, 3.2.14, third paragraph, say so.", ""),
        ("Заказан ящик 3·2·14 м для макетов.", "money"),
        ("E. Questionnaires (form 3.2.14).", "numbered"),
        ("4-қосымша – «3.2.14» нысанды бланк.", "numbered"),
        ("Кеңестер К-3.2.14 кабинетінде өтеді.", "numbered"),
        ("Мебель куплена по лоту 3.2.14.", "numbered"),
        ("It was bought as lots 3.2.14.", "numbered"),
        ("Қосқыштарда 3.2.14 микробағдарламасы тұр.", "numbered"),
        ("The records follow clause 3.2.14 of the quality norm.", "other-document"),
        # a day
        ("The meeting was held on 3.2.14 at noon.", "date"),
        ("It was renewed on 3.2.14 and more.", "date"),
        ("It was renewed on 3.2.9 and more.", ""),  # no year is written with one digit
        ("The plan is based on 3.2.14 and more.", ""),
        ("It was founded on 3.2.14 and more.", ""),
        ("Дата 3.2.14 стоит.", "date"),
        ("с 03.02.2014 по 3.2.14 шёл ремонт", "date"),
        ("ремонт шёл 3.2.14 – 28.02.2014", "date"),
        ("приказы от 1.2.2014 г., 3.2.14", "date"),
        ("протокол № 5 от мая, 3.2.14", "date"),
        ("Приняли 3.2.14 № 5 решение", "date"),
        ("The 3.2.14 г. совет", "date"),
        # money and telephones
        ("We paid 3.2.14 tenge", "money"),
        ("Cost 3.2.14 in all", "money"),
        ("Tel. 3.2.14", "phone"),
        ("Please phone (office) 3.2.14", "phone"),
        ("Комитет настаивал два заседания подряд (3.2.14);", ""),
        ("протокол № 5 заседания 3.2.14", "date"),
        ("Телефон приемной: внутренний 3.2.14", "phone"),
        ("Нормативтік негізі: Академиялық саясаты, 3.2.14-бөлім туралы", "other-document"),
        ("Телефоны доверия обсуждены – об этом 3.2.14", ""),
        ("Телефон доверия открыт. Ответ: 3.2.14", ""),
        # a clause of another document
        ("As clause 3.2.14 of the university's Charter says", "other-document"),
        ("As clause 3.2.14 of the long old lost Charter says", "other-document"),
        ("As clause 3.2.14 of the very long old lost Charter says", ""),
        ("As clause 3.2.14 of our own report says", ""),
        ("The Charter (clause 3.2.14) says", "other-document"),
        ("The Charter of ours (clause 3.2.14) says", "other-document"),
        ("The Charter says much. Clause 3.2.14 too", ""),
        ("By policy, section 3.2.14", "other-document"),
        ("The policy was new, section 3.2.14", ""),
        ("By the handbook for 3.2.14", ""),
        ("By the handbook (3.2.14)", "other-document"),
        ("By the handbook of ours (3.2.14)", ""),
        ("By the handbook of 3.2.14", "other-document"),
        # another framework, and the set's own name
        ("By ESG Part 1, standard 3.2.14", "framework"),
        ("By IAAR criterion 3.2.14", "framework"),
        ("By KAZSEE standard 3.2.14", ""),
        ("As IAAR says, in our 3.2.14", ""),
        # tables, papers, files
        ("By tables 3.2.14", "figure"),
        ("By table (3.2.14)", "figure"),
        ("By tables (3.2.14, 3.2.16)", ""),
        ("Есть форма Ф-3.2.14", "other-document"),
        ("Norm 3.2.14-2019 holds", "other-document"),
        ("File 3.2.14.docx is there", "file"),
        ("We see 3.2.14", ""),
        ("We see (3.2.14)", ""),
    ],
)
def test_a_number_is_what_the_words_beside_it_say(text: str, why: str) -> None:
    assert refused(text) == why


@pytest.mark.parametrize("meaning", ["closing_part", "foreign", "see"])
def test_no_text_says_what_none_of_its_hints_is_in(meaning: str) -> None:
    for entry in vocabulary.words(meaning):
        said = f"Of it: {entry.replace('*', 'ing').upper()}"
        assert any(hint in said.lower() for hint in vocabulary.hints(meaning))


def test_most_texts_have_none_of_the_hints() -> None:
    assert not any(hint in "the plan was kept" for hint in vocabulary.hints("closing_part"))
