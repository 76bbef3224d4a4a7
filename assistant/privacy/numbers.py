"""Dates, numbers of records, of the state and of insurers, and telephones."""

from __future__ import annotations

import re

from assistant.privacy.patterns import digits, pattern

_MONTH = (
    r"(?:jan(?:uar[iy]?|uary|vier)?|ene(?:ro)?|feb(?:ruar[iy]?|ruary|brero)?|f[ée]v(?:rier)?|mar(?:ch|s|zo|t)?|märz|"
    r"apr(?:il|ile)?|avr(?:il)?|may|mai|maggio|mayo|mei|jun[ei]?|juin|junio|giugno|jul[yi]?|juillet|julio|luglio|"
    r"aug(?:ust|ustus)?|ao[uû]t|agosto|sep(?:t|tember|tembre|tiembre)?|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|"
    r"embre|iembre)?|"
    r"de[cz](?:ember|embre)?|d[ée]c(?:embre)?|dic(?:iembre|embre)?)(?![^\W\d_])\.?"
)
_YEAR = r"(?:(?:18|19|20)\d{2}|['’]?\d{2})(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_PART = r"\s?[/.-]\s?"
DATE = (
    rf"(?:{_DAY}\s?/\s?{_DAY}\s?/\s?\d{{2,4}}|{_DAY}\s?\.\s?{_DAY}\s?\.\s?\d{{2,4}}|"
    rf"{_DAY}\s?-\s?{_DAY}\s?-\s?\d{{2,4}}"
    rf"|\d{{4}}{_PART}(?:0?[1-9]|1[0-2]){_PART}{_DAY}"
    rf"|{_DAY}(?:st|nd|rd|th|er|\.)?\s{{0,3}}(?:of\s|de\s|-)?{_MONTH},?(?:\s{{0,3}}|\sde\s|-){_YEAR}"
    rf"|{_MONTH}\s{{0,3}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR})(?!\d)"
)
_BIRTH = (
    r"(?:(?<![^\W_])(?:d\.?\s?o\.?\s?b\.?|date of birth|birth\s?(?:date|day)(?: is)?|born(?: on| in)?|"
    r"geb(?:oren|urtsdatum)?\b\.?"
    r"(?: am)?|n[ée]e? le|nat[oa] il|nacid[oa](?: el)?|fecha de nacimiento|urodz\w+|f\.?nac\.?|b\.)|\(\s?\*|"
    r"(?<=\s)\*)"
)
_IS = r"(?:\s|\b(?:is|are|was)\b|[:=#.(-]){0,6}"
_NO = r"(?:\s?(?:no|nr|num|number|nummer|numéro|id|code|ref)\b\.?|\s?[#№])?"
_GROUP = r"(?:[A-Z]{0,8}\d[A-Z\d]*)"
CODE = (
    rf"(?P<code>(?:[A-Z]{{1,5}}[-/ ]{{1,2}})?{_GROUP}(?:(?:\s?[-./]\s?|\s)"
    rf"(?!\d{{1,3}}\s?(?:y|yo|yrs?|years?|m|f|mg|g|%|weeks?|months?|patients)\b){_GROUP}|"
    rf"[-/][A-Z]{{1,4}}(?=[-/]\d))*(?:[ -]?(?-i:[A-Z])\b)?)"
)
_STRONG = (
    r"(?:mrn|urn|crn|uhid|nhi|ur|medical record|patient(?:en)?(?:\s?(?:id|no|nr|number|nummer))|pt\s(?:id|no|number)|"
    r"hosp(?:ital)?\.?\s?(?:no|nr|number|id|#)|chart\s?(?:no|number|#|:)|record\s?(?:no|number|#|:)|"
    r"case\s?(?:no|number|id)|"
    r"unit\s?(?:no|number)|file\s?(?:no|number)|folder\s?(?:no|number)|epic(?: id)?|fallnummer|"
    r"dossier(?:nummer)?|journalnr|hn)"
)
_WEAK = (
    r"(?:accession|encounter|episode|visit|sample|specimen|lab|case|chart|file|record|account|acct|reference|"
    r"ref|order|"
    r"requisition|admission|unit|hospital|barcode|claim|id|study id|patient)"
)
_STATE = (
    r"(?:ssn|social security|nhs|chi|nino|ni|national insurance|national(?: \w+)? id|medicare|medicaid|"
    r"personnummer|personal id|"
    r"codice fiscale|dni|nie|nif|nir|insee|s[ée]curit[ée] sociale|aadhaa?r|cpf|pesel|pps\w?|bsn|mbi|"
    r"hic|passport|"
    r"pasaporte|reisepass|polic[ye]|insurance|member(?:ship)?|subscriber|group|versicherten\w*|versicherung\w*|kvnr|"
    r"krankenversicherten\w*|rijksregister\w*|health\s?card|ohip|hcn|ihi|tax id|itin|driver'?s? licen[cs]e|"
    r"licen[cs]e|svnr|ahv|"
    r"f[øo]dselsnummer|cpr|hmo|kimlik|tc|sns|utente|curp|cnp|jmbg|oib|ahvn13|id card|identity card|abha|nin)"
)
_CALL = (
    r"(?<![^\W_])(?:tel(?:ephone|efon|éfono)?|phone|mobile|mob|cell|fax|call|ring|dial|contact|bleep|bleeper|"
    r"pager|whatsapp|sms|text|"
    r"ext(?:ension)?|portable|handy|(?:my|his|her|their|on|the) number(?: is)?|reach (?:me|him|her|us)|number is)\b"
)
_CALLED = (
    r"(?:\s(?:(?:me|him|her|them|us|back|number|no|nr|num|is|on|at|to|the|ward|please|pls|"
    r"patient)\b\.?)){0,4}[\s.:#=(]{0,4}"
)
_LINE = r"(?P<code>\+?\(?\d(?:[\s().\-/]{0,3}\d){%s,16}(?!\d)(?:\s?(?:ext|x)\.?\s?\d{1,5})?)"
_QUOTED = r"(?<!pmid )(?<!pmid: )(?<!pmid:)(?<!pmc)(?<!nct)(?<!isrctn)(?<!doi )(?<!eudract )(?<!cd)"
_IN_PAPER = re.compile(
    r"(?:pmid|pmc|nct|isrctn|doi|eudract|cochrane|actrn|umin|drks|jprn|ctri|isbn|issn|"
    r"10\.\d{4,})[\s:#-]{0,3}[\w./()-]{0,24}$",
    re.IGNORECASE,
)
_TRIAL = re.compile(r"(?:nct|isrctn|pmc|cd|actrn|umin|drks|ctri)\d", re.IGNORECASE)


def _own(match: re.Match[str]) -> bool:
    """No number of a paper or a trial, and no round count."""
    code = match.group().strip()
    if _TRIAL.match(code) or _IN_PAPER.search(match.string[max(0, match.start() - 40) : match.start()]):
        return False
    return not re.fullmatch(r"\d+000", code)


def _long(match: re.Match[str]) -> bool:
    return digits(9)(match) and _own(match)


def _coded(match: re.Match[str]) -> bool:
    """A code of at least five letters and digits, three of them digits, that is no year."""
    code = match["code"]
    sign = sum(c.isalnum() for c in code)
    return sign >= 6 and digits(4)(match) and _own(match)


def _recorded(match: re.Match[str]) -> bool:
    return digits(5)(match) and _own(match)


def _dated(match: re.Match[str]) -> bool:
    """No version or ratio: with points, the year has four figures or the numbers are padded."""
    found = match.group()
    return not re.fullmatch(r"\d\.\d\.\d{2}", found)


NUMBERS = (
    pattern("date_of_birth", rf"{_BIRTH}{_IS}(?:{DATE}|\d{{6}}(?:\d\d)?\b|(?:18|19|20)\d\d\b|{_MONTH}\s\d{{4}}\b)"),
    pattern("date", rf"(?<![\w.,/-]){DATE}(?![\w/-])", _dated),
    pattern("record_number", rf"(?<![^\W_]){_STRONG}{_NO}{_IS}{CODE}", digits(2)),
    pattern("record_number", rf"(?<![^\W_]){_STATE}{_NO}{_IS}{CODE}", _coded),
    pattern("record_number", rf"(?<![^\W_]){_WEAK}{_NO}{_IS}{CODE}", _recorded),
    pattern(
        "record_number", r"(?<![^\W_])(?:pt |patient )?ID\b\s?(?:no|number)?[\s:#.]{0,3}\d[\dA-Z/-]*\b", cased=True
    ),
    pattern("record_number", rf"(?<![^\W_])(?:no|nr|num|number)\b\.?[\s:#]{{0,3}}{CODE}", _recorded),
    pattern("phone", rf"{_CALL}{_CALLED}{_LINE % 5}"),
    pattern(
        "phone",
        rf"(?<![^\W_])(?:bleep|bleeper|pager|ext(?:ension)?|call|ring|"
        rf"dial)\b{_CALLED}(?P<code>\d{{3,6}})\b(?!\s?(?:mg|g|ml|patients|%))",
    ),
    pattern("phone", rf"(?<![\w.,;:/-])(?:\+|00){_LINE % 7}(?!\w)", _own),
    pattern(
        "record_number",
        r"(?<![\w.])(?:\d{3}\s?-\s?\d{2}\s?-\s?\d{4}|\d{3} \d{2} \d{4}|\d{3}[ -]\d{3}[ -]\d{4}|"
        r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|"
        r"\d{8}-?[A-HJ-NP-TV-Z]|\d{3}\.\d{3}\.\d{3}-\d{2}|[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]|"
        r"\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}|"
        r"(?:19|20)?\d{6}[-+]\d{4}|\d\d\.\d\d\.\d\d-\d{3}\.\d\d|[12] \d\d \d\d \d\d \d{3} \d{3}(?: \d\d)?|"
        r"\d{4} \d{4} \d{4}|[A-Z]{0,4}[-/]?\d{7,}[A-Z]{0,2})"
        r"(?![\w])",
        _own,
    ),
    pattern(
        "phone",
        r"(?<![\w.,;:/-])(?P<code>\(?0\d(?:[\s().\-]{0,2}\d){7,11}|\(\d{2,5}\)[ -]?\d{3,4}[ -]?\d{3,4}|"
        r"\d{3}\.\d{3}\.\d{4})(?!\w)",
        _own,
    ),
    pattern("phone", r"(?<![\w.,;:/-])\d(?: \d){8,14}(?![\w.])", _own),
    pattern("phone", r"(?<![\w.,;:/-])\d{3}-\d{4}(?![\w-])", _own),
    pattern("record_number", r"(?<![\w.,;:/-])[A-Z]{1,4}[-/]?\d{6,}\b", _own),
)
