"""Prose as it stands in self-assessment reports, plainly fictional, of an exact number of words and without any code.

Sentences are put together from patterns with slots, so that two passages are hardly ever alike. A word is what the
design says: a token with a letter.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

_SLOT = re.compile(r"\[(\w+)\]")

SLOTS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "body": (
            "the Academic Council",
            "the Quality Assurance Office",
            "the Faculty of Applied Sciences",
            "the working group",
            "the Department of Automation",
            "the Student Parliament",
            "the Advisory Board of employers",
            "the Career Centre",
            "the Library of Example University",
            "the Office of the Registrar",
            "the Committee on Ethics",
            "the graduate school",
            "the Department of Languages",
            "the vice-rector for academic affairs",
            "the International Office",
            "the Board of Trustees",
        ),
        "people": (
            "students",
            "teachers",
            "employers",
            "graduates",
            "heads of departments",
            "doctoral candidates",
            "advisers",
            "first-year students",
            "visiting lecturers",
            "members of the student council",
            "supervisors of internships",
            "tutors",
        ),
        "thing": (
            "the strategic plan",
            "the catalogue of elective courses",
            "the policy on academic integrity",
            "the register of risks",
            "the matrix of learning outcomes",
            "the plan of professional development",
            "the electronic gradebook",
            "the budget",
            "the rules of admission",
            "the survey of satisfaction",
            "the map of processes",
            "the agreement on internships",
            "the syllabus of each module",
            "the annual report of the faculty",
            "the procedure for appeals",
            "the guide for applicants",
        ),
        "act": (
            "reviews",
            "approves",
            "discusses",
            "publishes",
            "updates",
            "monitors",
            "evaluates",
            "coordinates",
            "revises",
        ),
        "when": (
            "once a year",
            "every semester",
            "at least twice a year",
            "in September and February",
            "after each examination session",
            "in the autumn of 2023",
            "during the reporting period",
            "before the start of the academic year",
            "in the 2022/2023 academic year",
        ),
        "how": (
            "in open meetings",
            "with the participation of external partners",
            "on the basis of measurable indicators",
            "through anonymous questionnaires",
            "in line with national legislation",
            "using the information system of the university",
            "together with the departments concerned",
            "and records the decision in the minutes",
        ),
        "num": ("12", "37", "84", "126", "240", "18", "53", "95", "410", "7", "29", "66"),
        "place": (
            "Almaty",
            "Astana",
            "Karaganda",
            "Shymkent",
            "Aktobe",
            "Pavlodar",
            "Riga",
            "Porto",
            "Graz",
            "Bishkek",
        ),
    },
    "ru": {
        "body": (
            "Учёный совет",
            "отдел обеспечения качества",
            "факультет прикладных наук",
            "рабочая группа",
            "кафедра автоматизации",
            "студенческий парламент",
            "совет работодателей",
            "Центр карьеры",
            "библиотека Примерного университета",
            "офис регистратора",
            "комиссия по этике",
            "высшая школа управления",
            "кафедра языков",
            "проректор по учебной работе",
            "международный отдел",
            "попечительский совет",
        ),
        "people": (
            "студентов",
            "преподавателей",
            "работодателей",
            "выпускников",
            "заведующих кафедрами",
            "докторантов",
            "эдвайзеров",
            "первокурсников",
            "приглашённых лекторов",
            "членов студенческого совета",
            "руководителей практики",
            "наставников",
        ),
        "thing": (
            "стратегический план",
            "каталог элективных дисциплин",
            "политику академической честности",
            "реестр рисков",
            "матрицу результатов обучения",
            "план повышения квалификации",
            "электронный журнал",
            "бюджет подразделений",
            "правила приёма",
            "результаты анкетирования",
            "карту процессов",
            "договоры о практике",
            "силлабусы модулей",
            "годовой отчёт факультета",
            "порядок апелляции",
            "справочник абитуриента",
        ),
        "act": (
            "рассматривает",
            "утверждает",
            "обсуждает",
            "публикует",
            "обновляет",
            "анализирует",
            "оценивает",
            "согласует",
            "пересматривает",
        ),
        "when": (
            "один раз в год",
            "каждый семестр",
            "не реже двух раз в год",
            "в сентябре и феврале",
            "после каждой экзаменационной сессии",
            "осенью 2023 года",
            "в отчётный период",
            "до начала учебного года",
            "в 2022/2023 учебном году",
        ),
        "how": (
            "на открытых заседаниях",
            "с участием внешних партнёров",
            "на основе измеримых показателей",
            "по итогам анонимного опроса",
            "в соответствии с национальным законодательством",
            "с использованием информационной системы вуза",
            "вместе с заинтересованными кафедрами",
            "с занесением решения в протокол",
        ),
        "num": ("12", "37", "84", "126", "240", "18", "53", "95", "410", "7", "29", "66"),
        "place": (
            "Алматы",
            "Астане",
            "Караганде",
            "Шымкенте",
            "Актобе",
            "Павлодаре",
            "Риге",
            "Порту",
            "Граце",
            "Бишкеке",
        ),
    },
    "kk": {
        "body": (
            "Ғылыми кеңес",
            "сапаны қамтамасыз ету бөлімі",
            "қолданбалы ғылымдар факультеті",
            "жұмыс тобы",
            "автоматтандыру кафедрасы",
            "студенттік парламент",
            "жұмыс берушілер кеңесі",
            "Мансап орталығы",
            "Үлгі университетінің кітапханасы",
            "тіркеуші кеңсесі",
            "этика комиссиясы",
            "жоғары басқару мектебі",
            "тілдер кафедрасы",
            "оқу ісі жөніндегі проректор",
            "халықаралық бөлім",
            "қамқоршылар кеңесі",
        ),
        "people": (
            "студенттердің",
            "оқытушылардың",
            "жұмыс берушілердің",
            "түлектердің",
            "кафедра меңгерушілерінің",
            "докторанттардың",
            "эдвайзерлердің",
            "бірінші курс студенттерінің",
            "шақырылған дәріскерлердің",
            "тәжірибе жетекшілерінің",
            "тәлімгерлердің",
        ),
        "thing": (
            "стратегиялық жоспарды",
            "элективті пәндер каталогын",
            "академиялық адалдық саясатын",
            "тәуекелдер тізілімін",
            "оқу нәтижелерінің матрицасын",
            "біліктілікті арттыру жоспарын",
            "электронды журналды",
            "бөлімшелердің бюджетін",
            "қабылдау ережелерін",
            "сауалнама нәтижелерін",
            "үдерістер картасын",
            "тәжірибе туралы шарттарды",
            "модульдердің силлабустарын",
            "факультеттің жылдық есебін",
            "апелляция тәртібін",
            "талапкердің анықтамалығын",
        ),
        "act": (
            "қарайды",
            "бекітеді",
            "талқылайды",
            "жариялайды",
            "жаңартады",
            "талдайды",
            "бағалайды",
            "үйлестіреді",
            "қайта қарайды",
        ),
        "when": (
            "жылына бір рет",
            "әр семестрде",
            "жылына кемінде екі рет",
            "қыркүйек пен ақпанда",
            "әрбір емтихан сессиясынан кейін",
            "2023 жылдың күзінде",
            "есепті кезеңде",
            "оқу жылы басталғанға дейін",
            "2022/2023 оқу жылында",
        ),
        "how": (
            "ашық отырыстарда",
            "сыртқы серіктестердің қатысуымен",
            "өлшенетін көрсеткіштер негізінде",
            "жасырын сауалнама арқылы",
            "ұлттық заңнамаға сәйкес",
            "университеттің ақпараттық жүйесін пайдалана отырып",
            "мүдделі кафедралармен бірге",
        ),
        "num": ("12", "37", "84", "126", "240", "18", "53", "95", "410", "7", "29", "66"),
        "place": (
            "Алматыда",
            "Астанада",
            "Қарағандыда",
            "Шымкентте",
            "Ақтөбеде",
            "Павлодарда",
            "Ригада",
            "Грацта",
            "Бішкекте",
        ),
    },
}

PATTERNS: dict[str, tuple[str, ...]] = {
    "en": (
        "[body] [act] [thing] [when] [how].",
        "[body] [act] [thing] and [thing] [when].",
        "The results were presented to [people] and [people], and [num] proposals were taken up.",
        "In the reporting period [num] [people] took part in this work, most of them for the first time.",
        "Since then [thing] has been available on the website in three languages.",
        "As the survey of [people] shows, satisfaction rose by [num] per cent within two years.",
        "Responsibility lies with [body], which reports [when].",
        "A seminar for [people] was held in [place], with [num] participants from partner institutions.",
        "Each change of [thing] is discussed with [people] before [body] decides.",
        "The documents are kept by [body] and can be seen by [people] at any time.",
        "Where [people] raise concerns, [body] answers within ten working days.",
        "Weaknesses were found in the way [thing] is communicated to [people], and a plan of measures has been drawn up.",
        "Among the strengths are the close contacts with [people] and the stable funding of [num] projects.",
        "For this purpose [num] rooms were refurbished and new equipment was bought.",
        "It was decided to widen the use of [thing] and to train [num] more [people].",
        "[people] are informed about [thing] by [body] [when].",
        "The share of [people] with experience abroad has grown steadily and now reaches [num] per cent.",
        "Interviews with [people] confirmed that [thing] is understood and used in daily work.",
        "[body] keeps statistics on [people] and publishes them [when].",
        "Cooperation with universities in [place] and [place] has made joint supervision possible.",
        "An internal audit of [thing] was carried out [when], and its findings were closed within three months.",
        "If indicators fall below the planned values, [body] proposes corrective measures [how].",
        "Feedback from [people] led to changes in [thing], for instance a longer period of practice.",
        "All [people] have access to the electronic resources, including from home.",
        "The effectiveness of these measures is judged [how].",
        "Thanks to this approach, [num] of the planned activities have been completed on time.",
    ),
    "ru": (
        "[body] [act] [thing] [when] [how].",
        "[body] [act] [thing] и [thing] [when].",
        "Итоги были доведены до сведения [people] и [people], учтено [num] предложений.",
        "За отчётный период в этой работе приняли участие [num] [people], большинство из них впервые.",
        "С тех пор все материалы доступны на сайте на трёх языках.",
        "Как показывает опрос [people], удовлетворённость за два года выросла на [num] процентов.",
        "Ответственность несёт [body], отчёт представляется [when].",
        "Семинар для [people] прошёл в [place], в нём участвовали представители партнёрских вузов.",
        "Каждое изменение обсуждается с участием [people], после чего [body] [act] [thing].",
        "Документы хранятся в установленном порядке и доступны для [people] в любое время.",
        "На обращения [people] [body] отвечает в течение десяти рабочих дней.",
        "Выявлены недостатки в информировании [people], составлен план корректирующих мероприятий.",
        "К сильным сторонам относятся тесные связи и мнение [people], а также устойчивое финансирование [num] проектов.",
        "Для этого отремонтировано [num] аудиторий и закуплено новое оборудование.",
        "Принято решение расширить обучение [people] и обновить [thing].",
        "Информирование [people] проводит [body] [when].",
        "Доля [people] с зарубежным опытом устойчиво растёт и составляет [num] процентов.",
        "Беседы с участием [people] подтвердили, что эти документы понятны и применяются в повседневной работе.",
        "[body] ведёт статистику и публикует сведения о достижениях [people] [when].",
        "Сотрудничество с университетами в [place] и [place] позволило наладить совместное руководство.",
        "Внутренний аудит был проведён [when], замечания устранены в течение трёх месяцев.",
        "Если показатели ниже плановых, [body] предлагает корректирующие меры [how].",
        "По предложениям [people] внесены изменения, например увеличена продолжительность практики.",
        "Для [people] открыт доступ к электронным ресурсам, в том числе из дома.",
        "Результативность этих мер оценивается [how].",
        "Благодаря такому подходу [num] запланированных мероприятий выполнены в срок.",
    ),
    "kk": (
        "[body] [thing] [when] [how] [act].",
        "[body] [when] [thing] және [thing] [act].",
        "Қорытындылар [people] және [people] назарына жеткізілді, [num] ұсыныс ескерілді.",
        "Есепті кезеңде бұл жұмысқа [people] көпшілігі алғаш рет қатысты.",
        "Содан бері барлық материалдар сайтта үш тілде қолжетімді.",
        "Сауалнама көрсеткендей, [people] қанағаттануы екі жылда [num] пайызға өсті.",
        "Жауапкершілік жүктелген [body] [when] есеп береді.",
        "Серіктес жоғары оқу орындарының өкілдері қатысқан семинар [place] өтті.",
        "Әрбір өзгеріс [people] қатысуымен талқыланады, содан кейін [body] [thing] [act].",
        "Құжаттар белгіленген тәртіппен сақталады және [people] сұрауы бойынша кез келген уақытта беріледі.",
        "Түскен өтініштерге [body] он жұмыс күні ішінде жауап береді.",
        "Ақпараттандыруда кемшіліктер анықталып, [people] пікірі бойынша түзету шараларының жоспары жасалды.",
        "Күшті жақтарға тығыз байланыстар мен [num] жобаның тұрақты қаржыландырылуы жатады.",
        "Осы мақсатта [num] аудитория жөнделіп, жаңа жабдық сатып алынды.",
        "Оқытуды кеңейту және [thing] жаңарту туралы шешім қабылданды.",
        "Шетелдік тәжірибесі бар [people] үлесі тұрақты өсіп, [num] пайызға жетті.",
        "Әңгімелесу кезінде [people] бұл құжаттарды түсінетіні және күнделікті жұмыста қолданатыны расталды.",
        "[body] статистика жүргізіп, деректерді [when] жариялайды.",
        "Шетелдік университеттермен [place] басталған ынтымақтастық бірлескен жетекшілікке мүмкіндік берді.",
        "Ішкі аудит [when] жүргізіліп, ескертулер үш ай ішінде жойылды.",
        "Көрсеткіштер жоспардан төмен болса, [body] түзету шараларын [how] ұсынады.",
        "Осылайша, [people] ұсыныстары бойынша тәжірибе ұзақтығы ұлғайтылды.",
        "Барлық электронды ресурстарға үйден де қол жеткізуге болады.",
        "Бұл шаралардың нәтижелілігі [how] бағаланады.",
        "Мұндай тәсілдің арқасында жоспарланған [num] іс-шара уақытында орындалды.",
    ),
}

TOPICS: dict[str, tuple[str, ...]] = {
    "en": (
        "Involvement of employers in the design of programmes",
        "Publication of the policy",
        "Professional development of teachers",
        "Academic mobility",
        "Feedback from students",
        "Access to library resources",
        "Planning of the budget",
        "Internships",
        "Assessment of learning outcomes",
        "Support of first-year students",
        "Admission and enrolment",
        "Research of students",
        "Ethics and academic integrity",
        "Monitoring of the labour market",
        "Work of advisers",
        "Renewal of equipment",
        "Information on the website",
        "Risk management",
        "Recruitment of staff",
        "Electives and individual paths",
    ),
    "ru": (
        "Участие работодателей в разработке программ",
        "Публикация политики",
        "Повышение квалификации преподавателей",
        "Академическая мобильность",
        "Обратная связь со студентами",
        "Доступ к фонду библиотеки",
        "Планирование бюджета",
        "Организация практики",
        "Оценка результатов обучения",
        "Поддержка первокурсников",
        "Приём и зачисление",
        "Научная работа студентов",
        "Этика и академическая честность",
        "Мониторинг рынка труда",
        "Работа эдвайзеров",
        "Обновление оборудования",
        "Сведения на сайте",
        "Управление рисками",
        "Подбор кадров",
        "Индивидуальные траектории",
    ),
    "kk": (
        "Жұмыс берушілердің бағдарлама әзірлеуге қатысуы",
        "Саясатты жариялау",
        "Оқытушылардың біліктілігін арттыру",
        "Академиялық ұтқырлық",
        "Студенттермен кері байланыс",
        "Кітапхана қорына қолжетімділік",
        "Бюджетті жоспарлау",
        "Тәжірибені ұйымдастыру",
        "Оқу нәтижелерін бағалау",
        "Бірінші курс студенттерін қолдау",
        "Қабылдау және тіркеу",
        "Студенттердің ғылыми жұмысы",
        "Этика және академиялық адалдық",
        "Еңбек нарығын бақылау",
        "Эдвайзерлер жұмысы",
        "Жабдықты жаңарту",
        "Сайттағы мәліметтер",
        "Тәуекелдерді басқару",
        "Кадрларды іріктеу",
        "Жеке оқу жолдары",
    ),
}


def is_word(token: str) -> bool:
    return any(c.isalpha() for c in token)


def count(text: str) -> int:
    """Words of a text, as the design counts them."""
    return sum(map(is_word, text.split()))


def sentence(lang: str, rng: random.Random) -> str:
    slots = SLOTS[lang]
    text = _SLOT.sub(lambda m: rng.choice(slots[m[1]]), rng.choice(PATTERNS[lang]))
    return text[0].upper() + text[1:]


def topic(lang: str, rng: random.Random) -> str:
    return rng.choice(TOPICS[lang])


def sentences(lang: str, rng: random.Random) -> Iterator[str]:
    last = ""
    while True:
        new = sentence(lang, rng)
        if new != last:
            yield (last := new)


def prose(words: int, lang: str, rng: random.Random) -> str:
    """Sentences of exactly so many words; the last one is cut short where it must be, and ends with a full stop."""
    out: list[str] = []
    left = words
    for text in sentences(lang, rng):
        if left <= 0:
            break
        tokens = text.split()
        taken: list[str] = []
        for token in tokens:
            if left == 0:
                break
            taken.append(token)
            left -= is_word(token)
        while taken and not is_word(taken[-1]):  # a number alone must not end the sentence
            taken.pop()
        cut = " ".join(taken).rstrip(",;.")
        out.append(cut + ".")
    result = " ".join(out)
    assert count(result) == words, (words, result)
    return result
