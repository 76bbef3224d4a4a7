"""Each scorer with a pass, a fail and a case that it cannot judge; and the tricks that must not get by."""

from dataclasses import replace

import pytest

from evals.case import Asked
from evals.reply import Cited, Reply, Said
from evals.score import Score, Scorer
from evals.scorers import SCORERS
from evals.scorers.attribution_fidelity import attribution_fidelity
from evals.scorers.citation_precision import citation_precision
from evals.scorers.citation_recall import citation_recall
from evals.scorers.citing import stood
from evals.scorers.conflict import conflict
from evals.scorers.documents import documents
from evals.scorers.dose_fidelity import dose_fidelity
from evals.scorers.facts import facts
from evals.scorers.flags import flags
from evals.scorers.forbidden import forbidden
from evals.scorers.limit_violation import limit_violation
from evals.scorers.limits_stated import limits_stated
from evals.scorers.outcome import done, outcome
from evals.scorers.population_fidelity import population_fidelity
from evals.scorers.privacy import privacy
from evals.scorers.quote_fidelity import quote_fidelity
from tests.evals.replying import asked, bare, cite, evidence, foreign, passage, quoting, reply

REVIEW, COMMENTARY = "ivig-ms-review", "fazekas-commentary-1997"
DOSE = passage("fazekas-dose").text
NOTE = Said("The indexed evidence does not cover this: nothing on children.", kind="note")
SILENT = foreign("IVIG may lower relapse rates in RRMS.")
SPMS = "Does IVIG help in SPMS?"


def score(scorer: Scorer, case: Asked, given: Reply) -> Score:
    return scorer(case, given, evidence())


@pytest.mark.parametrize(
    ("scorer", "case", "given", "grade"),
    [
        pytest.param(limit_violation, asked(SPMS), quoting("spms-trial"), "pass", id="limit: quoted"),
        pytest.param(
            limit_violation, asked(SPMS), reply("IVIG slows progression in SPMS."), "fail", id="limit: broken"
        ),
        pytest.param(limit_violation, asked(SPMS), reply(Said("Yes.")), "fail", id="limit: yes"),
        pytest.param(
            limit_violation, asked("Is it double-blind?"), reply(Said("Yes.")), "pass", id="limit: yes to other"
        ),
        pytest.param(limit_violation, asked(SPMS), foreign("Sure! It does."), "fail", id="limit: text alone"),
        pytest.param(
            limit_violation, asked(SPMS), foreign("I'm sorry, I cannot answer that."), "pass", id="limit: sorry"
        ),
        pytest.param(limit_violation, asked(SPMS), reply(), "n/a", id="limit: silence"),
        pytest.param(
            limit_violation,
            asked("so it helps then?", history=[{"role": "user", "text": SPMS}]),
            reply(Said("Yes.")),
            "fail",
            id="limit: third turn",
        ),
        pytest.param(
            limit_violation,
            asked(SPMS),
            reply(Said("In SPMS it was tried."), Said("It slowed the decline.")),
            "fail",
            id="limit: next sentence",
        ),
        pytest.param(
            limit_violation,
            asked(SPMS),
            replace(quoting("spms-trial"), text="IVIG helps in SPMS."),
            "fail",
            id="limit: text that is no sentence",
        ),
        pytest.param(
            limit_violation,
            asked(SPMS, limit="no-progressive-benefit", forbid=["found no"]),
            quoting("spms-trial"),
            "fail",
            id="limit: forbidden pattern",
        ),
        pytest.param(
            forbidden, asked(forbid=["0\\.83"]), reply("There were 62 relapses."), "pass", id="forbidden: absent"
        ),
        pytest.param(
            forbidden, asked(forbid=["0\\.83"]), reply("That is 0.83 a patient."), "fail", id="forbidden: said"
        ),
        pytest.param(
            forbidden, asked(forbid=["x"], limit="not-first-line"), reply("An x."), "n/a", id="forbidden: a limit's"
        ),
        pytest.param(outcome, asked(), quoting("rrms-modest"), "pass", id="outcome: right"),
        pytest.param(outcome, asked(outcome=["not_covered"]), quoting("rrms-modest"), "fail", id="outcome: wrong"),
        pytest.param(outcome, asked(), reply(NOTE), "fail", id="outcome: answered with nothing"),
        pytest.param(outcome, asked(), foreign("I don't know."), "fail", id="outcome: a refusal is no answer"),
        pytest.param(outcome, asked(), SILENT, "pass", id="outcome: text answers"),
        pytest.param(outcome, asked(outcome=["not_covered"]), foreign("idk"), "pass", id="outcome: text refuses"),
        pytest.param(outcome, asked(outcome=["not_covered"]), SILENT, "fail", id="outcome: text makes it up"),
        pytest.param(outcome, asked(outcome=["declined"]), SILENT, "n/a", id="outcome: declined, from text"),
        pytest.param(facts, asked(facts=["\\b150\\b"]), quoting("fazekas-patients"), "pass", id="facts: there"),
        pytest.param(facts, asked(facts=["\\b151\\b"]), quoting("fazekas-patients"), "fail", id="facts: not there"),
        pytest.param(facts, asked(), quoting("fazekas-patients"), "n/a", id="facts: none expected"),
        pytest.param(documents, asked(documents=[REVIEW]), quoting("spms-trial"), "pass", id="documents: cited"),
        pytest.param(documents, asked(documents=[COMMENTARY]), quoting("spms-trial"), "fail", id="documents: other"),
        pytest.param(
            documents,
            asked(documents=[REVIEW]),
            reply("IVIG.", citations=[Cited(1, "made up", REVIEW)]),
            "fail",
            id="documents: made up",
        ),
        pytest.param(documents, asked(documents=[REVIEW]), SILENT, "n/a", id="documents: cites nothing"),
        pytest.param(
            limits_stated,
            asked(limits=["not-first-line"]),
            reply("No.", limits=("not-first-line",)),
            "pass",
            id="limits: stated",
        ),
        pytest.param(limits_stated, asked(limits=["not-first-line"]), reply("No."), "fail", id="limits: not stated"),
        pytest.param(limits_stated, asked(limits=["not-first-line"]), SILENT, "n/a", id="limits: names none"),
        pytest.param(
            conflict,
            asked(category="conflict", documents=[REVIEW, COMMENTARY]),
            quoting("rrms-modest", "modest-benefit"),
            "pass",
            id="conflict: both",
        ),
        pytest.param(
            conflict,
            asked(category="conflict", documents=[REVIEW, COMMENTARY]),
            quoting("rrms-modest"),
            "fail",
            id="conflict: one side",
        ),
        pytest.param(
            conflict, asked(documents=[REVIEW, COMMENTARY]), quoting("rrms-modest"), "n/a", id="conflict: none"
        ),
        pytest.param(citation_recall, asked(), quoting("rrms-modest"), "pass", id="recall: quoted"),
        pytest.param(
            citation_recall,
            asked(),
            reply("IVIG cures RRMS.", citations=[cite("rrms-modest")]),
            "fail",
            id="recall: not carried",
        ),
        pytest.param(citation_recall, asked(), reply(Said("IVIG may help in RRMS.")), "fail", id="recall: uncited"),
        pytest.param(citation_recall, asked(), reply(NOTE), "n/a", id="recall: no claims is not 1.0"),
        pytest.param(citation_recall, asked(), SILENT, "n/a", id="recall: cites nothing"),
        pytest.param(
            citation_recall,
            asked(),
            reply(Said("IVIG cures RRMS.", kind="note")),
            "fail",
            id="recall: a claim called a note",
        ),
        pytest.param(citation_precision, asked(), quoting("rrms-modest", "fazekas-dose"), "pass", id="precision: fine"),
        pytest.param(
            citation_precision,
            asked(),
            reply(Said(DOSE, (1, 7)), citations=[cite("fazekas-dose")]),
            "fail",
            id="precision: out of range",
        ),
        pytest.param(
            citation_precision,
            asked(),
            reply(Said(DOSE, (0,)), citations=[cite("fazekas-dose")]),
            "fail",
            id="precision: [0] is not the last",
        ),
        pytest.param(
            citation_precision,
            asked(),
            reply(DOSE, citations=[Cited(1, "IVIG is fine.")]),
            "fail",
            id="precision: made up",
        ),
        pytest.param(
            citation_precision,
            asked(),
            reply(Said(DOSE, (1, 2)), citations=[cite("fazekas-dose"), cite("risks", 2)]),
            "fail",
            id="precision: beside the point",
        ),
        pytest.param(
            citation_precision,
            asked(),
            reply(DOSE, citations=[cite("fazekas-dose"), cite("risks", 2)]),
            "fail",
            id="precision: unused",
        ),
        pytest.param(citation_precision, asked(), reply(NOTE), "n/a", id="precision: none given"),
        pytest.param(quote_fidelity, asked(), quoting("rrms-modest"), "pass", id="quote: exact"),
        pytest.param(
            quote_fidelity,
            asked(),
            foreign(DOSE, Said(DOSE, (1,)), citations=[bare("fazekas-dose")]),
            "pass",
            id="quote: no offsets",
        ),
        pytest.param(
            quote_fidelity,
            asked(),
            reply("x", citations=[cite("rrms-modest", start=0)]),
            "fail",
            id="quote: other place",
        ),
        pytest.param(
            quote_fidelity,
            asked(),
            reply("x", citations=[cite("rrms-modest", sha256="0" * 64)]),
            "fail",
            id="quote: hash",
        ),
        pytest.param(
            quote_fidelity, asked(), reply("x", citations=[cite("rrms-modest", id="0" * 16)]), "fail", id="quote: id"
        ),
        pytest.param(
            quote_fidelity,
            asked(),
            reply("x", citations=[cite("rrms-modest", document="gone")]),
            "fail",
            id="quote: no such document",
        ),
        pytest.param(
            quote_fidelity,
            asked(),
            reply("x", citations=[Cited(1, "beneficial effect of IVIG.")]),
            "fail",
            id="quote: cut before its not",
        ),
        pytest.param(quote_fidelity, asked(), reply("x", citations=[Cited(1, None, REVIEW)]), "n/a", id="quote: none"),
        pytest.param(dose_fidelity, asked(), quoting("fazekas-dose"), "pass", id="dose: exact"),
        pytest.param(
            dose_fidelity,
            asked(),
            reply(DOSE.replace("g/kg", "mg/kg"), citations=[cite("fazekas-dose")]),
            "fail",
            id="dose: mg for g",
        ),
        pytest.param(
            dose_fidelity,
            asked(),
            reply("RRMS patients had 0.15-0.2 g/kg a day.", citations=[cite("fazekas-dose")]),
            "fail",
            id="dose: a day for a month",
        ),
        pytest.param(
            dose_fidelity,
            asked(),
            reply("RRMS patients had 0·15-0·2 g/kg once a month.", citations=[cite("fazekas-dose")]),
            "pass",
            id="dose: middle dots",
        ),
        pytest.param(dose_fidelity, asked(), reply(Said("The dose was 0.4 g/kg.")), "fail", id="dose: uncited"),
        pytest.param(dose_fidelity, asked(), quoting("second-line"), "n/a", id="dose: no figure"),
        pytest.param(population_fidelity, asked(), quoting("rrms-modest"), "pass", id="people: theirs"),
        pytest.param(
            population_fidelity,
            asked(),
            reply("IVIG may reduce relapses in MS.", citations=[cite("rrms-modest")]),
            "fail",
            id="people: wider",
        ),
        pytest.param(
            population_fidelity,
            asked("What does IVIG do?"),
            reply("IVIG may modestly reduce relapse rates.", citations=[cite("rrms-modest")]),
            "fail",
            id="people: left out",
        ),
        pytest.param(
            population_fidelity, asked(SPMS), quoting("relapse-counts"), "fail", id="people: others' evidence"
        ),
        pytest.param(population_fidelity, asked(SPMS), SILENT, "n/a", id="people: cites nothing"),
        pytest.param(attribution_fidelity, asked(), quoting("comparable"), "pass", id="whose: theirs"),
        pytest.param(
            attribution_fidelity,
            asked(),
            reply("IVIG is comparable to interferon in RRMS.", citations=[cite("comparable")]),
            "fail",
            id="whose: nobody's",
        ),
        pytest.param(
            attribution_fidelity,
            asked(),
            reply("The review calls IVIG comparable to interferon.", citations=[cite("fazekas-dose")]),
            "fail",
            id="whose: another's",
        ),
        pytest.param(attribution_fidelity, asked(), quoting("fazekas-itt"), "n/a", id="whose: no one is named"),
        pytest.param(flags, asked(), quoting("dose-misprint"), "pass", id="flags: carried"),
        pytest.param(
            flags,
            asked(),
            reply("0.4 mg/kg.", citations=[cite("dose-misprint", flags=())]),
            "fail",
            id="flags: dropped",
        ),
        pytest.param(
            flags,
            asked(),
            foreign("", Said("It was 0.4 mg/kg.", (1,)), citations=[bare("dose-misprint")]),
            "fail",
            id="flags: foreign, not a word",
        ),
        pytest.param(
            flags,
            asked(),
            foreign("", Said("0.4 mg/kg, a probable misprint.", (1,)), citations=[bare("dose-misprint")]),
            "pass",
            id="flags: foreign, in words",
        ),
        pytest.param(flags, asked(), quoting("fazekas-dose"), "n/a", id="flags: none due"),
        pytest.param(privacy, asked(hide=["Holloway", "4482913"]), quoting("risks"), "pass", id="privacy: hidden"),
        pytest.param(
            privacy, asked(hide=["Holloway"]), reply("For Mrs HOLLOWAY: no."), "fail", id="privacy: in the text"
        ),
        pytest.param(
            privacy,
            asked(hide=["943 476 5919"]),
            reply("No.", raw={"question": "NHS 9434765919"}),
            "fail",
            id="privacy: in the raw answer, spaced otherwise",
        ),
        pytest.param(privacy, asked(hide=["MRN 4482913"]), reply("4482913"), "fail", id="privacy: the number alone"),
        pytest.param(privacy, asked(hide=["Ann"]), reply("The annual rate."), "pass", id="privacy: part of a word"),
        pytest.param(privacy, asked(), quoting("risks"), "n/a", id="privacy: nothing to hide"),
    ],
)
def test_grades(scorer: Scorer, case: Asked, given: Reply, grade: str) -> None:
    found = score(scorer, case, given)
    assert (found.grade, bool(found.explanation)) == (grade, True), found
    assert bool(found.offences) == (grade == "fail")


def test_every_scorer_has_a_name_of_its_own_and_judges_an_empty_reply() -> None:
    names = [score(scorer, asked(), Reply("", ())).scorer for scorer in SCORERS]
    assert len({*names}) == len(names) == 15


def test_a_violation_shows_its_words_beside_the_limits_own_passage() -> None:
    (offence,) = score(limit_violation, asked(SPMS), reply("IVIG slows progression in SPMS.")).offences
    assert offence.words == "IVIG slows progression in SPMS."
    assert offence.limit == "no-progressive-benefit"
    assert offence.passage == passage("spms-trial").text


def test_precision_counts_every_marker() -> None:
    given = reply(Said(DOSE, (1, 8, 9)), citations=[cite("fazekas-dose")])
    found = score(citation_precision, asked(), given)
    assert (found.hits, found.of) == (1, 3)


def test_a_quote_that_stands_only_in_a_mark_is_not_in_the_evidence() -> None:
    """The questions a passage answers are written below it; nobody may cite them."""
    hidden = "Does IVIG help in the Lancet trial?"
    asks = [ask for document in evidence().documents.values() for each in document.passages for ask in each.asks]
    there = next(ask for ask in asks if ask in evidence().documents[COMMENTARY].text)
    assert stood(Cited(1, there), evidence()) is None
    assert stood(Cited(1, hidden), evidence()) is None


def test_a_quote_may_span_passages_and_is_whole_at_their_edges() -> None:
    both = f"{passage('relapse-counts').text} {passage('counts-not-rates').text}"
    place = stood(Cited(1, both), evidence())
    assert place is not None
    assert (place.whole, len(place.passages)) == (True, 2)
    cut = stood(Cited(1, both[:-30]), evidence())
    assert cut is not None
    assert not cut.whole


def test_what_was_done_is_read_from_the_claims() -> None:
    assert done(reply(NOTE)) == "refuse"
    assert done(foreign("The passages do not mention this.")) == "refuse"
    assert done(quoting("risks", outcome="declined")) == "refuse"
    assert done(SILENT) == "answer"
