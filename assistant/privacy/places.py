"""Addresses: of houses, of mail and on the web."""

from __future__ import annotations

from assistant.privacy.patterns import pattern

_AT = r"(?:\s?@\s?|\s{0,2}[\[({<]\s?at\s?[\])}>]\s{0,2})"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\sdot\s)"
_LOCAL = r"(?<![\w.+-])[\w+-]+(?:(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)[\w+-]+)*"
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|way|court|ct|crescent|cres|terrace|tce|place|pl|"
    r"square|sq|boulevard|"
    r"blvd|gardens?|grove|park|row|walk|mews|parade|highway|hwy|circle|loop|trail|rise|view|quay|wharf|green|"
    r"gate|hill)"
)
_ROAD = (
    r"(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|damm|ufer|straat|gracht|laan|plein|kade|singel|v[äæ]gen|"
    r"gatan|gata|gade|vej|veien|katu|tie)"
)
_RUE = (
    r"(?:rue|avenue|boulevard|place|chemin|impasse|via|viale|piazza|corso|vicolo|calle|avenida|plaza|paseo|"
    r"carrer|rua|travessa|"
    r"ulica|ul\.|ulitsa|sokak|cadde|jalan|jl\.)"
)
_UK = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
_EIR = r"[A-Z]\d[\dW] ?(?=[A-Z\d]{0,3}\d)[A-Z\d]{4}"
_POST = (
    rf"(?:{_UK}|{_EIR}|[A-Z]\d[A-Z] ?\d[A-Z]\d|"
    rf"(?:(?-i:[A-Z]{{2,3}}),? )?\d{{4,6}}(?:-\d{{4}})?(?: [A-Z]{{2}}\b)?)"
)
_TOWN = (
    r"(?!(?:(?i:rrms|spms|ppms|ms|ivig|cis|edss|relaps\w+|progressive|does|is|can|pregnant|dob|tel|mrn|nhs|"
    r"who|has|with)\b))[^\W\d_][\w'’.-]+"
)
_TOWNS = rf"(?:{_TOWN}[ ]?){{1,3}}"
_INNER = r"(?:apt|apartment|flat|unit|suite|ste|floor|fl|room|rm|no|#)\.?\s?[\w-]{1,5}"
_DOOR = r"\d{1,2}\s?[º°ªoa]\s?[A-Z]?"
_TAIL = (
    rf"(?:,?\s{{1,2}}(?:{_INNER}|{_DOOR})\b)?(?:,\s{{0,2}}(?:{_INNER}|{_DOOR}|"
    rf"(?:{_TOWNS}[, ]\s?)?(?:{_TOWNS}[, ]\s?)?(?:\d{{4,6}}[ ](?=(?-i:[A-Z])){_TOWN}|{_POST})\b))*"
    rf"(?:\s{_UK})?(?:,\s?(?-i:[A-Z])(?-i:[a-zé]){{3,}}(?=[;.:?]|$))?"
)
_NUMBER = r"(?<![\w.,/-])(?:\d{1,5}\s?[a-z]?|\d{1,4}[/-]\d{1,5})"
_NAME = (
    r"(?:(?!(?:mg|g|kg|ml|weeks?|months?|years?|days?|patients?|trials?|of|in|and|or|to|with|per|"
    r"for)\b)[^\W\d_][\w'’.-]*\s{1,2}){1,4}"
)
_BEFORE = rf"(?:{_INNER},?\s{{1,2}})?"
_LIVES = (
    r"(?<!\w)(?:address(?:\s?(?:is|:))?|(?:lives?|living|resid(?:es?|ing)|stay(?:s|ing)|home) (?:at|in|on)|"
    r"moved to|deliver\w* (?:\w+ ){0,3}to)\s{1,2}"
)

PLACES = (
    pattern("email", rf"{_LOCAL}{_AT}[\w-]+(?:{_DOT}[\w-]+)+"),
    pattern("email", rf"{_LOCAL}\sat\s[\w-]+(?:\sdot\s[\w-]+)+"),
    pattern("address", r"\b(?:https?:?//|www\.)\S*[\w/]"),
    pattern(
        "address",
        r"(?<![\w@.])(?:[\w-]+\.)+(?:com|org|net|edu|gov|io|co|uk|de|fr|eu|info|nhs|me|"
        r"example)/\S*\w",
    ),
    pattern("address", r"(?<![\w.@])@[a-z_][\w.]{2,}\b"),
    pattern("address", r"(?<=\bhandle )@?[\w.-]{3,}"),
    pattern(
        "address",
        r"\b(?:user\s?name|user id|userid|login|log-in|logged in as|screen name|handle|account name|skype|"
        r"telegram|insta(?:gram)?)\b"
        r"(?:\s(?:is|as)\b|[:=\s]){1,3}@?(?=[\w.-]*[\d_.-])[\w.-]{2,}\w",
    ),
    pattern("address", r"\buser\s?name(?:\sis\b|[:=\s]){1,3}(?!(?:and|or|is|for|to|the|in|on)\b)[\w.-]{3,}"),
)
NUMBERED_PLACES = (
    pattern("address", r"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]\w|\w)"),
    pattern("address", rf"(?<!\w)(?:p\.?\s?o\.?\s?box|postfach|apartado)\s?(?:no\.?\s?)?\d{{1,6}}{_TAIL}"),
    pattern("address", rf"{_BEFORE}{_NUMBER},?\s{{1,2}}{_NAME}{_STREET}\b(?!\s(?:study|trial|protocol)){_TAIL}"),
    pattern("address", rf"{_BEFORE}(?:{_NUMBER},?\s)?{_RUE}\s{_NAME}?\d{{1,4}}[a-z]?\b{_TAIL}", cased=False),
    pattern("address", rf"{_NUMBER},?\s{_RUE}\s(?:(?:d[eu]s?|de la|la|le|del|della)\s)?{_TOWNS}{_TAIL}"),
    pattern("address", rf"\b[^\W\d_][\w-]*{_ROAD}\s\d{{1,4}}\s?[a-z]?\b{_TAIL}"),
    pattern("address", rf"\b(?:[^\W\d_][\w-]*\s){{1,2}}(?:{_ROAD})\s\d{{1,4}}\s?[a-z]?\b{_TAIL}", cased=True),
    pattern("address", rf"{_BEFORE}{_NUMBER}\s(?:[\w'’]+\s){{0,3}}[\w'’]+,(?:\s{_TOWNS},)?\s(?:{_TOWNS})?\s?{_UK}\b"),
    pattern("address", rf"{_LIVES}\d{{1,5}}[a-z]?,?\s{_TOWNS}(?:\d+)?{_TAIL}"),
    pattern("address", rf"(?:sector|block|plot|house no\.?|door no\.?|h\.?no\.?)\s?\d{{1,4}}[a-z]?{_TAIL}"),
    pattern("address", rf"\b(?:zip(?:\s?code)?|post\s?code|postal code|plz|pin\s?code|cp)\b[\s:]{{1,3}}{_POST}"),
    pattern("address", r"(?<![\w-])[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w-])", cased=True),
    pattern("address", rf"(?<![\w-]){_EIR.replace(' ?', ' ')}(?![\w-])", cased=True),
)
