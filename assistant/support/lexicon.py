"""The English that comparing a sentence with its source needs; closed lists, with no drug or disease in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.language.words import stem

FUNCTION = frozenset(
    """
    a an the of in on at by for to from with and or as is are was were be been being it its itself this that
    these those do does did doing has have had having will would can could may might shall should must we our
    ours i my you your they them their theirs he she his her him there here what which who whom whose how when
    where why if whether than then so not no nor any some such also both either neither among amongst between
    within during through into onto upon over under about however although though while whereas thus therefore
    hence moreover furthermore but yet because since due via per one ones other others another each every all
    most many much more less few fewer several various own same only just even still very too quite rather well
    again further up down out off across along toward towards without against despite until unless once ie eg
    etc vs versus et al us cannot versus whilst being respectively according moreover namely
    """.split()
)
"""Words that carry no content by themselves; what they do to a claim is read elsewhere."""

_NEUTRAL = """
study studies trial trials research investigation investigations analysis analyses paper article report reports work
survey result results finding findings data evidence conclusion conclusions conclude concludes concluded author
authors present current knowledge best first literature aim aims objective objectives purpose background method
methods show shows showed shown find finds found demonstrate demonstrates demonstrated observe observes observed
shown reveal reveals revealed report reported reports see seen detect detected identify identified note noted describe
described suggest suggests suggested suggesting indicate indicates indicated imply implies implied appear appears
appeared seem seems seemed support supports supported confirm confirms confirmed provide provides provided highlight
highlights prove proves proved proven believe believes think thinks consider considers considered considering based
use used using uses make makes made take takes taken become becomes became remain remains remained exist exists
allow allows allowed important importance interesting interestingly potential potentially possible possibly likely
particularly especially significant significantly statistically substantial substantially overall furthermore
finally additionally needed need needs required require requires warrant warrants warranted necessary future larger
patient patients people person persons subject subjects individual individuals participant participants case cases
role factor factors issue issues way ways term terms number numbers level levels type types group groups
"""
NEUTRAL = frozenset(map(stem, _NEUTRAL.split()))
"""Stems of the talk of studies: they weigh little, for they name nothing that could be made up."""


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


ALIKE: Mapping[str, str] = {stem(word): f"={line.split()[0]}" for line in _lines("alike.txt") for word in line.split()}
"""Stem -> the class of stems that a paraphrase may put in its place."""


def _opposites() -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for line in _lines("opposites.txt"):
        axis = line.split()[0]
        for side, words in zip((1, -1, 2, 3, 4), line.split("|"), strict=False):
            for word in words.split():
                found.setdefault(word, []).append((axis, side))
    return {word: tuple(places) for word, places in found.items()}


OPPOSITES: Mapping[str, tuple[tuple[str, int], ...]] = _opposites()
"""Folded word -> the scales on which it stands, each with its place there; -1 is the opposite of 1."""

NEGATIONS = frozenset(
    """
    not no never neither nor none without lack lacks lacked lacking absence absent fail fails failed failure
    cannot nothing unlikely hardly rarely unable nobody little unaffected unchanged insufficient unrelated
    unassociated uncorrelated nonsignificant insignificant undetermined unproven deny denies denied unknown
    impossible neither
    """.split()
)
"""Words that turn what they govern into its denial."""

SAME = frozenset(
    "similar similarly comparable comparably equivalent identical same equal equally unchanged irrespective ns".split()
)
"""Words by which a study tells that it found no difference."""

DENIALS = NEGATIONS | frozenset(
    """
    unclear uncertain inadequate inadequately insufficiently denied denying failing ruled rules ruling exclude
    excludes excluded excluding reject rejects rejected rejecting unsupported unblinded outside
    """.split()
)
"""Words by which a part of a sentence denies; two in one another deny nothing."""

DENYING = frozenset(map(stem, DENIALS))
"""Their stems: what is denied is read elsewhere, in whichever words."""

DENIED: Mapping[str, str] = {
    f"{prefix}{word}": ALIKE.get(stem(word), stem(word))
    for prefix, words in (
        ("un", "known determined clear certain changed affected related proven likely supported blinded"),
        ("in", "sufficient adequate sufficiently adequately significant"),
        ("im", "possible"),
        ("non", "significant"),
    )
    for word in words.split()
} | {"outside": "=inside"}
"""Denials made by a prefix -> what they deny: "unknown" is "not known"."""

DOUBT = frozenset(
    "may might could perhaps possible possibly potential potentially probable probably likely unlikely".split()
)
"""Words that doubt what is said."""

RESERVE = frozenset(
    """
    suggest suggests suggested suggesting appear appears appeared seem seems seemed
    believe believes believed consider considers considered predict predicts predicted
    """.split()
)
"""Words that say it with reserve."""

MODEST = frozenset(
    """
    modest modestly small slight slightly some few several limited moderate moderately mild only partly minor short
    preliminary
    """.split()
)
"""Words that make it small."""

HEDGES = (
    DOUBT
    | RESERVE
    | frozenset(
        """
        maybe imply implies presumably conceivably apparently plausible plausibly tend tends tended trend hypothesise
        hypothesize hypothesised hypothesized hypothesis think thinks thought can some limited preliminary tentative
        indicate indicates indicated estimated questionable unclear uncertain unknown hint hints promising support
        supports supported consistent
        """.split()
    )
)
"""Words that leave a claim open."""

CERTAIN = frozenset(
    """
    prove proves proved proven proof definitely definitively definitive certainly undoubtedly unquestionably
    conclusively conclusive indisputably undeniably unequivocally guarantee guarantees guaranteed invariably
    """.split()
)
"""Words that close it."""

FIRM = frozenset(
    "certain clearly always will ensures ensure must surely indeed establish establishes established".split()
)
"""Words that may close it; some are used otherwise too."""

SURE = (
    CERTAIN
    | FIRM
    | frozenset(
        """
        clear definite obviously confirm confirms confirmed demonstrate demonstrates demonstrated all every any most
        """.split()
    )
)
"""Words that make it surer, or wider, when a sentence adds them to one that it rewords."""

INFERENCE = frozenset("so therefore thus hence consequently accordingly meaning implies means".split())
"""Words that draw a conclusion."""

ADVICE = frozenset(
    """
    should recommend recommends recommended recommending recommendation recommendations must ought advise
    advised advises advisable mandatory
    """.split()
)
"""Words that tell what to do."""

ORDERS = ADVICE | frozenset(
    "offer offered prescribe prescribed prefer preferred start started switch need needs".split()
)
"""Words that tell what to do when a sentence adds them to one that it rewords."""

INQUIRY = frozenset(
    """
    investigated studied examined explored evaluated assessed considered confirmed tested addressed conducted
    performed continue investigate explore evaluate assess examine focus consider research studies
    """.split()
)
"""What is advised to those who do research, not to those who treat."""

VIEWS = frozenset(
    """
    commentary commentator commentators editorial newsletter opinion view views viewpoint believe believes
    believed argue argues argued judge judges judged think thinks thought feel feels
    speculate speculates speculated
    """.split()
)
"""Words by which somebody's view is given as such."""

CAUSES = INFERENCE | frozenset(
    """
    because cause causes caused causing owing due led leads leading resulted resulting thereby mechanism mediated
    mediates explain explains explained
    """.split()
)
"""Words that say why."""

BECAUSE = frozenset("because due owing cause causes caused causing thanks".split())
"""Those that a sentence may not add."""

INTENSE = frozenset(
    """
    significantly markedly substantially substantial strongly strong clearly most only all every always fully
    completely entirely nearly consistently reliably safely mainly eventually even alone
    """.split()
)
"""Words that say it strongly."""

TENTATIVE = DOUBT | frozenset(
    """
    can suggest suggests suggesting appear appears seem seems useful helpful further considered should feasible
    """.split()
)
"""Words of a conclusion that claims little, or passes on to others what is to be done."""

REPORTING = VIEWS | frozenset("review claim claims claimed author authors according reader reads".split())
"""Words that say whose statement it is."""

TURNS = frozenset("but although though however despite yet unless except if provided".split())
"""Words after which a sentence takes back, or makes to depend, what stands before them."""

UNIVERSAL = frozenset("all every always everyone universally entirely completely solely exclusively never none".split())

ASSOCIATION = frozenset(
    "associated association associations correlated correlates correlation correlations linked link related".split()
)
"""Words that say that two things go together, and not why."""

CAUSING = frozenset(
    """
    cause causes caused causing prevent prevents prevented preventing protect protects protected protecting save saves
    saved reduce reduces reduced reducing increase increases increased increasing lead leads led improve improves
    improved lower lowers lowered raise raises raised shorten shortens shortened due
    """.split()
)
"""Words that say that one thing brings about another."""

LIMITING = frozenset("only sole solely exclusively merely".split())
"""Words that say that there is nothing else."""

SIZE = frozenset("large big huge great major many".split())
"""Words that make it big."""

COMPARING = frozenset(
    "than superior inferior over exceeds exceed exceeded outweighs outweigh outperforms beats".split()
)
"""Words that set one thing above another: which stands first matters."""

SETTING = frozenset(
    "vitro mouse mice rat rats cell cells cultures animal animals dogs pigs rabbits monkeys zebrafish".split()
)
"""Words that tell that nobody was treated."""

PEOPLE = frozenset("patients people humans adults women men children participants subjects volunteers".split())

STOPPING = frozenset(
    "stop stops stopped stopping discontinued discontinuation halted terminated ended withdrawn withdrawal".split()
)
"""Words that tell that something went on no longer."""

SAYING = frozenset(map(stem, "mention add state note say report write describe print remark tell name compare".split()))
"""Stems of the verbs by which a document speaks."""

FLAGS = frozenset("misprint misprinted misprints typo erratum erroneous retracted outside".split())
"""Words that warn of a figure."""
