"""One made-up report in English, Russian and Kazakh, translated as people do. All names and figures are fictional."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sapa.core.comparing.difference import Difference, Parity
from sapa.core.comparing.parity import parity
from sapa.core.comparing.version import Version

from ..reports import checked, report

EN = """
# Example University of Technology: self-assessment report
The university was founded on 14 May 1998 and trains 4,312 students on 27 programmes. This report was discussed by the academic council on 12 March 2024 and approved by the rector on the same day.
# 1 Mission and strategy of the university
## 1.2.1 Mission
The mission of the university was adopted in 2019 and revised in September 2023 after a discussion in which 46 employers took part. It is published on the website and hangs in each of the seven faculties. Every second student knows it: in the survey of autumn 2023 the share was 52%, and 1,180 students answered. The minutes are in Annex 3.
## 1.2.2 Strategic plan
The strategic plan for 2021–2025 names four aims and 38 indicators. Its budget is 4.6 billion tenge, of which 61.5% had been spent by 31 December 2023. Progress is reported to the board of directors twice a year, and the report of 18 January 2024 shows that 31 indicators were reached.
The plan was drawn up by a working group of 15 people. It met 22 times, from 8:30 to 12:00 on Fridays.
Table 1. Indicators of the strategic plan
| Indicator | 2021 | 2022 | 2023 |
| Students | 3,905 | 4,120 | 4,312 |
| Teachers with a degree, % | 48.2 | 51.7 | 55.3 |
| Articles in indexed journals | 64 | 79 | 93 |
| Income from research, million tenge | 112 | 140.5 | 168 |
## 1.2.3 Monitoring
The office of strategic development collects data from the departments every quarter and publishes them by the 15th day of the following month. In the academic year 2022/23 the indicators of the programmes 6B06101 and 7M07105 were corrected, see Annexes 4 and 5. The reason is explained under criterion 2.2.1, and the results were made known to all teachers.
Figure 1. Cycle of monitoring
## 1.2.4 Partners
The university has agreements with 17 enterprises. The first of them was signed on 3 February 2015 with the plant of Example City. During the last five years the partners gave equipment worth 240 million tenge to the laboratories and took 610 graduates. A council of employers meets every quarter and takes part in the revision of every programme.
# 2 Leadership and management
## 2.2.1 Structure
The structure of the university was approved by the order of 5 July 2022. It has seven faculties, 24 departments and a research institute with 58 members of staff. Heads of departments are elected for three years by secret ballot of the academic council, and the rector confirms the election within ten working days after the vote.
Table 2. Staff of the faculties
| No. | Faculty | Departments | Teachers |
| 1 | Mechanical engineering | 5 | 96 |
| 2 | Energy and automation | 4 | 81 |
| 3 | Economics | 3 | 57 |
| 4 | Information systems | 4 | 88 |
## 2.2.2 Decisions
Decisions of the rector's office are published within three days. In 2023 the office met 41 times and took 213 decisions, of which 207 were carried out in time. Students have 6 of the 38 seats in the academic council, and their proposals are answered in writing. The list of decisions that concern students is in Annex 7.
"""

RU = """
# Пример технологического университета: отчет по самооценке
Университет основан 14 мая 1998 года и обучает 4 312 студентов по 27 программам. Настоящий отчет обсужден на ученом совете 12 марта 2024 года и утвержден ректором в тот же день.
# 1 Миссия и стратегия вуза
## 1.2.1 Миссия
Миссия университета принята в 2019 году и пересмотрена в сентябре 2023 г. после обсуждения, в котором приняли участие 46 работодателей. Она размещена на сайте и на каждом из 7 факультетов. Ее знает каждый второй студент: по опросу осени 2023 года доля составила 52 %, ответили 1 180 студентов. Протоколы приведены в приложении 3.
## 1.2.2 Стратегический план
Стратегический план на 2021-2025 гг. содержит четыре цели и 38 индикаторов. Его бюджет составляет 4 600 млн тенге, из которых на 31.12.2023 г. освоено 61,5 %. Отчет о ходе выполнения представляется совету директоров дважды в год; отчет от 18 января 2024 года показывает, что достигнут 31 индикатор.
План разработан рабочей группой из 15 человек. Она собиралась 22 раза по пятницам с 8.30 до 12.00.
Таблица 1. Индикаторы стратегического плана
| Индикатор | 2021 | 2022 | 2023 |
| Студенты | 3 905 | 4 120 | 4 312 |
| Остепененность ППС, % | 48,2 | 51,7 | 55,3 |
| Статьи в индексируемых журналах | 64 | 79 | 93 |
| Доход от науки, млн тенге | 112 | 140,5 | 168 |
## 1.2.3 Мониторинг
Отдел стратегического развития ежеквартально собирает данные кафедр и публикует их до 15 числа следующего месяца. В 2022-2023 учебном году скорректированы показатели программ 6В06101 и 7М07105, см. приложения 4 и 5. Причина изложена в критерии 2.2.1, результаты доведены до сведения всех преподавателей.
Рисунок 1. Цикл мониторинга
## 1.2.4 Партнеры
Университет имеет договоры с 17 предприятиями. Первый из них подписан 03.02.2015 г. с заводом города Примерска. За последние пять лет партнеры передали лабораториям оборудование на 240 млн тенге и приняли 610 выпускников. Совет работодателей собирается раз в квартал и участвует в пересмотре каждой программы.
# 2 Лидерство и менеджмент
## 2.2.1 Структура
Структура университета утверждена приказом от 5 июля 2022 года. В ней семь факультетов, 24 кафедры и научно-исследовательский институт, в котором работают 58 сотрудников. Заведующие кафедрами избираются на три года тайным голосованием ученого совета, ректор утверждает результаты в течение десяти рабочих дней после голосования.
Таблица 2. Кадры факультетов
| № | Факультет | Кафедры | Преподаватели |
| 1 | Машиностроение | 5 | 96 |
| 2 | Энергетика и автоматизация | 4 | 81 |
| 3 | Экономика | 3 | 57 |
| 4 | Информационные системы | 4 | 88 |
## 2.2.2 Решения
Решения ректората публикуются в течение трех дней. В 2023 году ректорат собирался 41 раз и принял 213 решений, из которых 207 исполнены в срок. Студентам принадлежат шесть из 38 мест в ученом совете, на их предложения даются письменные ответы. Перечень решений, касающихся студентов, приведен в приложении 7.
"""

KK = """
# Үлгі технологиялық университеті: өзін-өзі бағалау есебі
Университет 1998 жылғы 14 мамырда құрылған, 27 бағдарлама бойынша 4 312 студент оқиды. Бұл есеп 2024 жылғы 12 наурызда ғылыми кеңесте талқыланып, сол күні ректор бекіткен.
# 1 ЖОО миссиясы мен стратегиясы
## 1.2.1 Миссия
Университет миссиясы 2019 жылы қабылданып, 46 жұмыс беруші қатысқан талқылаудан кейін 2023 жылғы қыркүйекте қайта қаралды. Ол сайтта және жеті факультеттің әрқайсысында орналастырылған. Оны әрбір екінші студент біледі: 2023 жылғы күзгі сауалнамада үлесі 52 % болды, 1180 студент жауап берді. Хаттамалар 3-қосымшада келтірілген.
## 1.2.2 Стратегиялық жоспар
2021–2025 жылдарға арналған стратегиялық жоспарда төрт мақсат пен 38 индикатор бар. Оның бюджеті 4,6 млрд теңге, 2023 жылғы 31 желтоқсанға оның 61,5 пайызы игерілді. Орындалу барысы директорлар кеңесіне жылына екі рет баяндалады, 2024 жылғы 18 қаңтардағы есеп 31 индикаторға қол жеткізілгенін көрсетеді.
Жоспарды 15 адамнан тұратын жұмыс тобы әзірледі. Ол жұма күндері сағат 8:30-дан 12:00-ге дейін 22 рет жиналды.
1-кесте. Стратегиялық жоспар индикаторлары
| Индикатор | 2021 | 2022 | 2023 |
| Студенттер | 3 905 | 4 120 | 4 312 |
| Ғылыми дәрежесі бар оқытушылар, % | 48,2 | 51,7 | 55,3 |
| Индекстелетін журналдардағы мақалалар | 64 | 79 | 93 |
| Ғылымнан түскен табыс, млн теңге | 112 | 140,5 | 168 |
## 1.2.3 Мониторинг
Стратегиялық даму бөлімі кафедралардың деректерін тоқсан сайын жинап, келесі айдың 15-іне дейін жариялайды. 2022/2023 оқу жылында 6B06101 және 7M07105 бағдарламаларының көрсеткіштері түзетілді, 4 және 5-қосымшаларды қараңыз. Себебі 2.2.1-критерийде түсіндірілген, нәтижелер барлық оқытушыларға жеткізілді.
1-сурет. Мониторинг циклі
## 1.2.4 Серіктестер
Университеттің 17 кәсіпорынмен шарты бар. Олардың алғашқысына 2015 жылғы 3 ақпанда Үлгі қаласының зауытымен қол қойылды. Соңғы бес жылда серіктестер зертханаларға 240 млн теңгенің жабдығын берді және 610 түлекті жұмысқа алды. Жұмыс берушілер кеңесі тоқсан сайын жиналып, әрбір бағдарламаны қайта қарауға қатысады.
# 2 Көшбасшылық және менеджмент
## 2.2.1 Құрылым
Университет құрылымы 2022 жылғы 5 шілдедегі бұйрықпен бекітілген. Онда жеті факультет, 24 кафедра және 58 қызметкері бар ғылыми-зерттеу институты бар. Кафедра меңгерушілері үш жылға ғылыми кеңестің жасырын дауыс беруімен сайланады, ректор сайлау нәтижесін дауыс беруден кейін он жұмыс күні ішінде бекітеді.
2-кесте. Факультеттердің кадрлары
| № | Факультет | Кафедралар | Оқытушылар |
| 1 | Машина жасау | 5 | 96 |
| 2 | Энергетика және автоматтандыру | 4 | 81 |
| 3 | Экономика | 3 | 57 |
| 4 | Ақпараттық жүйелер | 4 | 88 |
## 2.2.2 Шешімдер
Ректорат шешімдері үш күн ішінде жарияланады. 2023 жылы ректорат 41 рет жиналып, 213 шешім қабылдады, олардың 207-сі мерзімінде орындалды. Ғылыми кеңестегі 38 орынның алтауы студенттерге тиесілі, олардың ұсыныстарына жазбаша жауап беріледі. Студенттерге қатысты шешімдер тізімі 7-қосымшада берілген.
"""

TEXTS = {"kk": KK, "ru": RU, "en": EN}


def compared(**texts: str) -> Parity:
    """The parity of these versions; en="…" takes the place of the English text, en="" leaves it out."""
    every = {**TEXTS, **texts}
    return parity([version(text, language) for language, text in every.items() if text])


@cache
def version(text: str, language: str, set_id: str = "institutional") -> Version:
    result = checked(report(text, language), set_id)
    return Version.of(result, result.sets[0], language)


def changed(language: str, *pairs: tuple[str, str]) -> str:
    """The text of a language with something exchanged; each must be there."""
    text = TEXTS[language]
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def told(found: Parity | Sequence[Difference]) -> list[tuple[str, str | None, dict[str, object]]]:
    """Kind, code and values of each difference."""
    differences = found.differences if isinstance(found, Parity) else found
    return [(one.kind, one.code, dict(one.values)) for one in differences]


def written(text: str, file: Path) -> Path:
    """The same text as a Word file, with real headings and tables."""
    from docx import Document

    word = Document()
    lines = text.strip().splitlines()
    for number, line in enumerate(lines):
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not lines[number - 1].startswith("|"):
                table = word.add_table(rows=0, cols=len(cells))
                table.style = "Table Grid"
            for cell, said in zip(table.add_row().cells, cells, strict=True):
                cell.text = said
        elif line.startswith("#"):
            mark, _, said = line.partition(" ")
            word.add_heading(said, level=len(mark))
        else:
            word.add_paragraph(line)
    word.save(str(file))
    return file
