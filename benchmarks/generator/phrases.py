"""How people at universities write: headings, prefixes, mentions, ranges, prompts and look-alikes in three languages.

{c} is a code, {a} and {b} the ends of a range, {t} a title, {n} a standard's number. A pattern is a pattern of the class,
taken from how reports, orders and minutes are written; nothing here is quoted from one.
"""

from __future__ import annotations

STANDARD_HEADINGS = {
    "en": (
        "Standard {n}. {t}",
        "STANDARD {n}. {t}",
        "Standard {n} – {t}",
        "Standard {n}: {t}",
        "{s}. Standard {n}. {t}",
        "Standard {n} “{t}”",
    ),
    "ru": (
        "Стандарт {n}. {t}",
        "СТАНДАРТ {n}. {t}",
        "Стандарт {n} – {t}",
        "Стандарт №{n}. {t}",
        "{s}. Стандарт {n}. {t}",
        "Стандарт {n} «{t}»",
    ),
    "kk": (
        "{n}-стандарт. {t}",
        "{n} стандарт. {t}",
        "{n}-СТАНДАРТ. {t}",
        "{n}-стандарт «{t}»",
        "{s}. {n}-стандарт. {t}",
        "{n}-стандарт: {t}",
    ),
}
# of a criterion; `one` for one code, `many` for a list or range already written in {c}
CODE_FIRST = ("{c} {t}", "{c}. {t}", "{c} – {t}", "{c}: {t}", "{c}{{tab}}{t}", "{c}{{nbsp}}{t}", "{c}) {t}")
WORD_FIRST = {
    "en": (
        "Criterion {c}. {t}",
        "Criterion {c} – {t}",
        "Criterion {c}: {t}",
        "CRITERION {c}. {t}",
        "Criterion{{nbsp}}{c} {t}",
        "Criterion No. {c}. {t}",
        "Compliance with criterion {c}. {t}",
        "Criterion {c} ({t})",
    ),
    "ru": (
        "Критерий {c}. {t}",
        "Критерий {c} – {t}",
        "КРИТЕРИЙ {c}. {t}",
        "Критерий{{nbsp}}{c}: {t}",
        "п. {c} {t}",
        "п.{c}. {t}",
        "Пункт {c}. {t}",
        "Критерий № {c}. {t}",
        "Соответствие критерию {c}. {t}",
        "По критерию {c}: {t}",
    ),
    "kk": (
        "{c}-критерий. {t}",
        "{c}-критерий – {t}",
        "{c} критерийі. {t}",
        "{c}-тармақ. {t}",
        "{c}-өлшемшарт. {t}",
        "{c} өлшемшарты: {t}",
        "Критерий {c}. {t}",
        "{c}-критерийге сәйкестік. {t}",
    ),
}
WORD_FIRST_MANY = {
    "en": ("Criteria {c}. {t}", "Criteria {c} – {t}", "CRITERIA {c}. {t}", "Compliance with criteria {c}. {t}"),
    "ru": (
        "Критерии {c}. {t}",
        "Критерии {c} – {t}",
        "пп. {c} {t}",
        "Соответствие критериям {c}. {t}",
        "Пункты {c}. {t}",
    ),
    "kk": ("{c}-критерийлер. {t}", "{c} критерийлері. {t}", "{c}-тармақтар. {t}", "{c}-өлшемшарттар. {t}"),
}
TITLE_FIRST = {
    "en": ("{t} ({c})", "{t} (criterion {c})", "{t} [{c}]", "{t} – criterion {c}"),
    "ru": ("{t} ({c})", "{t} (критерий {c})", "{t} (п. {c})", "{t} [{c}]"),
    "kk": ("{t} ({c})", "{t} ({c}-критерий)", "{t} ({c}-тармақ)", "{t} [{c}]"),
}
AGENCY_FIRST = ("KAZSEE {c}: {t}", "KAZSEE {c}. {t}", "KAZSEE {c} {t}")

AND = {"en": " and ", "ru": " и ", "kk": " және "}
DASHES = ("–", "-", " – ", " - ", "—", "{nbhy}")

# short paragraphs or sentences that cite one code and are no answer
MENTIONS = {
    "en": (
        "See also {c}.",
        "More on this is said under {c}.",
        "This also concerns criterion {c} (see there).",
        "The survey is described under criterion {c}.",
        "Compare {c} above.",
        "The links with {c} are evident.",
        "(See criterion {c} for the figures.)",
        "The same order applies to criterion {c}.",
        "Evidence for {c} is kept by the dean.",
        "Criterion {c} is touched upon as well.",
        "The figures (criterion {c}) are published yearly.",
    ),
    "ru": (
        "См. также п. {c}.",
        "Подробнее об этом сказано в п. {c}.",
        "Это относится и к критерию {c}.",
        "Опрос описан в разделе по критерию {c}.",
        "Сравните с {c} выше.",
        "Связь с критерием {c} очевидна.",
        "(Показатели см. в п.{{nbsp}}{c}.)",
        "Тот же порядок действует по критерию {c}.",
        "Подтверждения по критерию {c} хранятся в деканате.",
        "Затронут и критерий {c}.",
        "Показатели (критерий {c}) публикуются ежегодно.",
    ),
    "kk": (
        "Сондай-ақ {c}-тармақты қараңыз.",
        "Бұл туралы толығырақ {c}-критерийде айтылған.",
        "Бұл {c}-критерийіне де қатысты.",
        "Сауалнама {c} критерийі бойынша сипатталған.",
        "Жоғарыдағы {c} тармағымен салыстырыңыз.",
        "Бұл жерде {c}-критериймен байланыс айқын.",
        "(Көрсеткіштерді {c}-тармақтан қараңыз.)",
        "Осы тәртіп {c}-критерийге де қолданылады.",
        "Көрсеткіштер ({c}-критерий) жыл сайын жарияланады.",
    ),
}
RANGES = {
    "en": (
        "Criteria {a}{d}{b} are considered together.",
        "The requirements of {a} to {b} are met.",
        "See {a}{d}{b}.",
        "This covers criteria {a} through {b}.",
        "The working group studied criteria {a}{d}{b} in spring.",
        "From {a} to {b} no remarks were made.",
    ),
    "ru": (
        "Критерии {a}{d}{b} рассмотрены совместно.",
        "Требования пп. {a}{d}{b} выполнены.",
        "См. {a}{d}{b}.",
        "Критерии с {a} по {b} обсуждались отдельно.",
        "По критериям {a}{d}{b} замечаний нет.",
        "Согласно пунктам {a}{d}{b} приняты меры.",
    ),
    "kk": (
        "{a}{d}{b}-критерийлер бірге қаралды.",
        "{a}{d}{b}-тармақтардың талаптары орындалды.",
        "Қараңыз: {a}{d}{b}.",
        "{a}{d}{b} критерийлері бойынша ескерту жоқ.",
    ),
}
LISTS = {
    "en": (
        "Criteria {l} were discussed at the same meeting.",
        "The same is true of {l}.",
        "This concerns criteria {l}.",
    ),
    "ru": (
        "Критерии {l} обсуждались на том же заседании.",
        "То же относится к критериям {l}.",
        "Это касается пп. {l}.",
    ),
    "kk": ("{l}-критерийлер сол отырыста талқыланды.", "Бұл {l} критерийлеріне де қатысты."),
}

PROMPTS = {
    "en": (
        "[insert text]",
        "[Insert text here]",
        "TBD",
        "…",
        "...",
        "[to be completed]",
        "To be completed.",
        "<text>",
        "[Describe how the university meets this criterion]",
        "{{ph:Click or tap here to enter text.}}",
        "____________________",
        "[TEXT]",
        "[please provide evidence here]",
        "–",
    ),
    "ru": (
        "[заполнить]",
        "[вставить текст]",
        "…",
        "[Опишите, как вуз отвечает критерию]",
        "{{ph:Место для ввода текста.}}",
        "____________________",
        "[текст]",
        "Заполнить!",
        "[указать документы и ответственных]",
        "–",
    ),
    "kk": (
        "[толтырыңыз]",
        "[мәтінді енгізіңіз]",
        "…",
        "[Университет критерийге қалай жауап беретінін сипаттаңыз]",
        "{{ph:Мәтінді енгізу үшін осы жерді басыңыз.}}",
        "____________________",
        "[мәтін]",
        "–",
    ),
}
NOT_APPLICABLE = {
    "en": (
        "Not applicable.",
        "Not applicable",
        "N/A",
        "Not applicable: there are no joint programmes.",
        "This criterion is not applicable to the university.",
        "Not applicable, since the university has no doctoral students.",
        "The criterion is not applicable, as no branch exists.",
    ),
    "ru": (
        "Не применимо.",
        "Неприменимо",
        "Не применимо: совместных программ нет.",
        "Данный критерий не применим, так как докторантура отсутствует.",
        "Не применяется, поскольку филиалов нет.",
        "Критерий неприменим к данному вузу.",
    ),
    "kk": (
        "Қолданылмайды.",
        "Қолданылмайды",
        "Қолданылмайды: бірлескен бағдарламалар жоқ.",
        "Бұл критерий қолданылмайды, өйткені докторантура жоқ.",
    ),
}

# sentences with something that looks like a code; {y}: a code whose last number can be a year
LOOKALIKES = {
    "en": (
        "The agreement was signed on {y} in two copies.",
        "Minutes No. {i} of {y} were approved.",
        "The order dated {y} entered into force at once.",
        "Under section {c} of the Charter the rector reports yearly.",
        "Article {c} of the Law on Education was observed.",
        "Clause {c} of the Collective Agreement was renewed.",
        "The platform runs version {c} of the software.",
        "An upgrade to v{c} is planned.",
        "The mail server answers at 10.{c} inside the network.",
        "The printer at {c}.{i} was replaced.",
        "Money comes from budget item {c} of the estimate.",
        "As Table {c} shows, enrolment grew.",
        "The structure is given in Figure {c} (see annex).",
        "Fig. {c} shows the trend.",
        "The register of the ministry lists it under 1{c}.",
        "The invoice 0{c} was paid.",
        "Equation ({c}) was used for the forecast.",
        "The term lasted from {y} to 28.06.2{i}.",
        "Building code {c}-2019 was met.",
        "Paragraph {c} of the Academic Policy was quoted.",
    ),
    "ru": (
        "Договор подписан {y} г. в двух экземплярах.",
        "Протокол № {i} от {y} утверждён.",
        "Приказ от {y} года вступил в силу сразу.",
        "Согласно п. {c} Устава ректор отчитывается ежегодно.",
        "Статья {c} Закона «Об образовании» соблюдена.",
        "Пункт {c} Коллективного договора продлён.",
        "Платформа работает на версии {c} программы.",
        "Планируется обновление до v{c}.",
        "Почтовый сервер отвечает по адресу 10.{c} внутри сети.",
        "Средства выделены по статье бюджета {c} сметы.",
        "Как видно из таблицы {c}, приём вырос.",
        "Структура приведена на рис. {c} (см. приложение).",
        "В реестре министерства запись значится под номером 1{c}.",
        "Для прогноза применялась формула ({c}).",
        "Семестр длился с {y} по 28.06.2{i}.",
        "Соблюдены нормы СНиП {c}-2019.",
        "В соответствии с п. {c} Положения о практике заключены договоры.",
        "Табл. {c} содержит показатели.",
        "По пункту {c} Правил приёма вопросов нет.",
    ),
    "kk": (
        "Шартқа {y} күні екі данада қол қойылды.",
        "Ректордың {y} ж. № {i} бұйрығы күшіне енді.",
        "Жарғының {c}-тармағына сәйкес ректор жыл сайын есеп береді.",
        "«Білім туралы» Заңның {c}-бабы сақталды.",
        "Платформа бағдарламаның {c} нұсқасымен жұмыс істейді.",
        "Пошта сервері желі ішінде 10.{c} мекенжайы бойынша жауап береді.",
        "Қаражат сметаның {c} бюджет бабы бойынша бөлінді.",
        "Мұны {c}-кестеден көруге болады.",
        "Құрылым {c}-суретте берілген (қосымшаны қараңыз).",
        "Болжам үшін ({c}) формуласы қолданылды.",
        "Ереженің {c}-тармағына сәйкес шарттар жасалды.",
    ),
}

CONTENTS = {
    "en": ("Contents", "CONTENTS", "Table of contents"),
    "ru": ("Содержание", "СОДЕРЖАНИЕ", "Оглавление"),
    "kk": ("Мазмұны", "МАЗМҰНЫ"),
}
INTRODUCTION = {"en": "Introduction", "ru": "Введение", "kk": "Кіріспе"}
CONCLUSION = {"en": "Conclusion", "ru": "Заключение", "kk": "Қорытынды"}
COMMITTEE = {
    "en": ("Strengths and weaknesses", "Conclusions on the standard", "Areas for improvement", "SWOT analysis"),
    "ru": ("Сильные и слабые стороны", "Выводы по стандарту", "Области для улучшения", "SWOT-анализ"),
    "kk": ("Күшті және әлсіз жақтары", "Стандарт бойынша қорытынды", "Жақсарту бағыттары"),
}
PARTS = {"en": ("Evidence", "Analysis"), "ru": ("Доказательства", "Анализ"), "kk": ("Дәлелдер", "Талдау")}
CRITERIA_HEAD = {
    "en": ("{n}.2 Compliance with the criteria", "Evaluation criteria", "Compliance with the criteria of the standard"),
    "ru": ("{n}.2 Соответствие критериям", "Критерии оценки", "Соответствие критериям стандарта"),
    "kk": ("{n}.2 Критерийлерге сәйкестік", "Бағалау критерийлері"),
}
PURPOSE_HEAD = {
    "en": ("{n}.1 Purpose of the standard", "{n}.1 General provisions"),
    "ru": ("{n}.1 Цель стандарта", "{n}.1 Общие положения"),
    "kk": ("{n}.1 Стандарттың мақсаты", "{n}.1 Жалпы ережелер"),
}
MATRIX_HEAD = {"en": "Compliance matrix", "ru": "Матрица соответствия критериям", "kk": "Сәйкестік матрицасы"}
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "no": ("No.",),
        "key": ("Criterion", "Code", "Criteria"),
        "text": ("Evidence", "Analysis", "Self-assessment", "Answer of the university"),
        "doc": ("Documents", "Annex", "Source"),
        "who": ("Responsible",),
        "page": ("Page",),
        "met": ("Met",),
    },
    "ru": {
        "no": ("№",),
        "key": ("Критерий", "Код критерия", "Пункт"),
        "text": ("Доказательства", "Анализ", "Самооценка", "Ответ вуза"),
        "doc": ("Документы", "Приложение", "Источник"),
        "who": ("Ответственный",),
        "page": ("Стр.",),
        "met": ("Вып.",),
    },
    "kk": {
        "no": ("№",),
        "key": ("Критерий", "Код", "Тармақ"),
        "text": ("Дәлелдер", "Талдау", "Өзін-өзі бағалау"),
        "doc": ("Құжаттар", "Қосымша"),
        "who": ("Жауапты",),
        "page": ("Бет",),
        "met": ("Орынд.",),
    },
}
DOCUMENTS = {
    "en": ("Minutes No. {i}", "Annex {i}", "Order No. {i}", "Website", "Plan for the year", "Survey", ""),
    "ru": ("Протокол № {i}", "Приложение {i}", "Приказ № {i}", "Сайт", "План на год", "Анкета", ""),
    "kk": ("№ {i} хаттама", "{i}-қосымша", "№ {i} бұйрық", "Сайт", "Жылдық жоспар", ""),
}
NAMES = ("A. Example", "B. Sample", "D. Muster", "S. Üлгі", "G. Primer")
REGULATION = {
    "en": (
        "Annex {i}. Regulation on {x} of Example University",
        ("Academic Integrity", "Internships", "the Library", "Student Mobility", "Dormitories"),
    ),
    "ru": (
        "Приложение {i}. Положение {x}",
        (
            "об академической честности",
            "о практике обучающихся",
            "о библиотеке",
            "об академической мобильности",
            "о студенческом общежитии",
        ),
    ),
    "kk": (
        "{i}-қосымша. {x} туралы ереже",
        ("Академиялық адалдық", "Тәжірибе", "Кітапхана", "Академиялық ұтқырлық", "Жатақхана"),
    ),
}
REGULATION_PARTS = {
    "en": ("General provisions", "Terms and definitions", "Rights and duties", "Final provisions"),
    "ru": ("Общие положения", "Термины и определения", "Права и обязанности", "Заключительные положения"),
    "kk": ("Жалпы ережелер", "Терминдер мен анықтамалар", "Құқықтар мен міндеттер", "Қорытынды ережелер"),
}
EUR_ACE_HEAD = {
    "en": (
        "Appendix A. Criteria for awarding the EUR-ACE® Label",
        "Appendix A. EUR-ACE criteria (Bachelor)",
        "Appendix B. EUR-ACE® Framework Standards",
    ),
    "ru": (
        "Приложение А. Соответствие критериям знака EUR-ACE®",
        "Приложение А (EUR-ACE)",
        "Приложение В. Критерии EUR-ACE для магистратуры",
    ),
    "kk": ("А қосымшасы. EUR-ACE® белгісінің критерийлері", "А қосымшасы. EUR-ACE критерийлеріне сәйкестік"),
}
EUR_ACE_TITLES = {
    "en": {
        "2.2": "Student Workload Requirements",
        "2.3": "Programme Outcomes Framework",
        "2.4": "Programme Management",
        "2.4.1": "Programme Aims",
        "2.4.2": "Teaching and Learning Process",
        "2.4.3": "Resources",
        "2.4.4": "Student admission, transfer, progression and graduation",
        "2.4.5": "Internal Quality Assurance",
    },
    "ru": {
        "2.2": "Требования к учебной нагрузке студентов",
        "2.3": "Рамка результатов обучения по программе",
        "2.4": "Управление программой",
        "2.4.1": "Цели программы",
        "2.4.2": "Процесс преподавания и обучения",
        "2.4.3": "Ресурсы",
        "2.4.4": "Приём, перевод, продвижение и выпуск студентов",
        "2.4.5": "Внутреннее обеспечение качества",
    },
    "kk": {
        "2.2": "Студенттердің оқу жүктемесіне қойылатын талаптар",
        "2.3": "Бағдарлама бойынша оқу нәтижелерінің шеңбері",
        "2.4": "Бағдарламаны басқару",
        "2.4.1": "Бағдарлама мақсаттары",
        "2.4.2": "Оқыту және оқу үдерісі",
        "2.4.3": "Ресурстар",
        "2.4.4": "Студенттерді қабылдау, ауыстыру, үлгерім және бітіру",
        "2.4.5": "Сапаны іштей қамтамасыз ету",
    },
}
TITLE_PAGE = {
    "institutional": {
        "en": "Report on the institutional self-assessment of the fictional Example University",
        "ru": "Отчёт по институциональной самооценке вымышленного Примерного университета",
        "kk": "Ойдан шығарылған Үлгі университетінің институционалдық өзін-өзі бағалау есебі",
    },
    "programme": {
        "en": "Self-assessment report on the educational programme 6B07101 of the fictional Example University",
        "ru": "Отчёт по самооценке образовательной программы 6B07101 вымышленного Примерного университета",
        "kk": "Ойдан шығарылған Үлгі университетінің 6B07101 білім беру бағдарламасын өзін-өзі бағалау есебі",
    },
}
QUOTED_HEAD = {"en": "Criteria of the standard", "ru": "Критерии стандарта", "kk": "Стандарт критерийлері"}
QUOTED = {
    "en": (
        "The university must ensure {x}.",
        "The institution should demonstrate {x}.",
        "It must be shown that there is {x}.",
    ),
    "ru": (
        "Вуз должен обеспечить {x}.",
        "Организация образования должна продемонстрировать {x}.",
        "Должно быть показано {x}.",
    ),
    "kk": ("ЖОО {x} қамтамасыз етуі тиіс.", "Білім беру ұйымы {x} көрсетуі тиіс."),
}
QUOTED_WHAT = {
    "en": (
        "academic mobility of students",
        "publication of clear information",
        "involvement of employers in design",
        "regular review of programmes",
        "fair assessment of learning outcomes",
    ),
    "ru": (
        "академическую мобильность студентов",
        "публикацию ясных сведений",
        "участие работодателей",
        "регулярный пересмотр программ",
        "справедливую оценку результатов обучения",
    ),
    "kk": (
        "студенттердің академиялық ұтқырлығын",
        "түсінікті мәліметтерді жариялауды",
        "жұмыс берушілердің қатысуын",
        "бағдарламаларды тұрақты қайта қарауды",
    ),
}
STAFF_COLUMNS = {
    "en": ("No.", "Name", "Post", "Elected on", "Phone"),
    "ru": ("№", "Ф.И.О.", "Должность", "Дата избрания", "Телефон"),
    "kk": ("№", "Аты-жөні", "Лауазымы", "Сайланған күні", "Телефон"),
}
POSTS = {
    "en": ("professor", "associate professor", "head of the department", "senior lecturer"),
    "ru": ("профессор", "доцент", "заведующий кафедрой", "старший преподаватель"),
    "kk": ("профессор", "доцент", "кафедра меңгерушісі", "аға оқытушы"),
}
BUDGET_COLUMNS = {
    "en": ("Budget item", "Name of the expenditure", "Amount, thousand tenge"),
    "ru": ("Статья бюджета", "Наименование расходов", "Сумма, тыс. тенге"),
    "kk": ("Бюджет бабы", "Шығыстар атауы", "Сомасы, мың теңге"),
}
BUDGET_ITEMS = {
    "en": (
        "Purchase of laboratory equipment",
        "Repair of lecture rooms",
        "Subscription to electronic journals",
        "Business trips of staff",
        "Software licences",
    ),
    "ru": (
        "Закупка лабораторного оборудования",
        "Ремонт учебных аудиторий",
        "Подписка на электронные журналы",
        "Командировки работников",
        "Лицензии на программы",
    ),
    "kk": (
        "Зертханалық жабдық сатып алу",
        "Оқу аудиторияларын жөндеу",
        "Электронды журналдарға жазылу",
        "Қызметкерлердің іссапарлары",
        "Бағдарлама лицензиялары",
    ),
}
