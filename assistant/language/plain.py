"""Plain English: words that carry a question but ask nothing of the evidence by themselves."""

from __future__ import annotations

from assistant.language.words import stem

_FUNCTION = """
a an the this that these those some any no not none nor neither either both each every all most more less least few fewer
several many much lot lots bit little enough such same other another own of in on at by for to from with without within
into onto over under about above below between among through during before after since until till against across per via
as than like unlike despite except and or but if whether so then because although though while whereas unless once yet
i me my mine myself you your yours we us our ours he him his she her hers it its they them their theirs itself themselves
who whom whose which what when where why how is are was were be been being am do does did done doing have has had having
will would can could may might must shall should ought need let lets isn aren wasn weren don doesn didn hasn haven hadn
won wouldn can't cannot couldn shouldn ain im ive id ill its thats whats heres theres there here one ones two three four
first second anyone someone anybody somebody anything something nothing everything everyone else
"""
_TALK = """
please thanks thank hi hello hey dear ok okay yes no yeah yep sure well just really actually basically simply exactly quite
very too also even still only again already ever never always often usually sometimes perhaps maybe probably possibly
likely surely certainly definitely honestly currently now today tomorrow yesterday tonight recently lately quickly quick
briefly brief short long shortly soon later early earlier late next last previous previously ago time times day days week
weeks moment say says said saying tell tells told telling ask asks asked asking question questions answer answers answered
know knows known knew think thinks thought thinking believe wonder wonders wondering guess suppose assume mean means meant
meaning understand understood explain explained describe described give gives gave given giving get gets got gotten getting
take takes took taken taking make makes made making put go goes going went gone come comes came coming see sees saw seen
seeing look looks looked looking find finds found finding show shows showed shown showing want wants wanted wanting like
need needs needed try tries tried trying use uses used using keep keeps kept keeping remind reminds check checks checking
double-check confirm confirmed confirming clarify remember recall hear heard hearing read reads reading write wrote
mention mentions mentioned state states stated stating list lists listed name names named discuss discussed argue argues
argued claim claims claimed claiming insist insists swears swear convinced sure unsure curious interested happy worried
keen aware regarding concerning relating related relation respect regards terms term word words phrase sentence summary
summarise summarize sum overview detail details detailed point points main key bottom line fact facts figure figures
number numbers value values exact precise accurate accurately correct correctly right wrong true false real good bad
better best worse worst fine nice great poor useful important interesting relevant specific specifically particular
particularly general generally overall total whole entire full complete completely single different similar various
certain possible impossible available able unable allowed allow fair reasonable sensible sense matter matters idea ideas
thing things stuff way ways kind kinds sort sorts type types case cases part parts side reason reasons purpose basis based
according accordingly way per se apparently supposedly allegedly seem seems seemed appear appears appeared turn turned
turns happen happens happened happening occur occurs occurred involve involved involves include includes included including
contain contains concern consider considered considering consideration decide deciding decision choose choice choosing
choices option options opt suggest suggests suggested suggesting indicate indicates indicated report reports reported
reporting recommend recommends recommended recommending advise advises advised advice support supports supported
supporting endorse endorses endorsed back backs backed offer offers offered provide provides provided propose proposed
prescribe prescribes prescribed prescribing administer administered administering administration infuse infused infusing
infusion infusions inject order start starts started starting begin begins began stop stops stopped stopping continue
continued switch switched switching change changes changed changing move moves add added adding treat treats treated
treating treatment treatments therapy therapies therapeutic medication medications medicine medicines drug drugs agent
agents product intervention interventions management manage managed managing care clinical clinically clinician clinicians
doctor doctors consultant registrar nurse nurses neurologist neurologists neurology professor prof colleague colleagues
trainee student boss team clinic ward hospital practice patient patients people person persons individual individuals
adult adults man men woman women lady ladies gentleman guy guys chap male males female females girl boy wife husband
mother father son daughter friend relative family sister brother aunt uncle case history year years old aged age yo
month months gp pharmacist resident fellow attending rep journalist committee board meeting grand round rounds
evidence data study studies trial trials research literature source sources document documents paper papers article
articles text texts review file files material passage result results conclusion conclusions conclude concludes concluded
information info proof prove proves proved proven demonstrate demonstrated demonstrates establish published publication
statement outcome disease condition illness diagnosis diagnosed suffering living dealing sclerosis form forms
course stage situation setting context group groups arm arms end ends ended level amount rate rates percent
percentage proportion fraction share ratio scale range average difference differences extent degree size versus vs
compared over against high higher highest low lower lowest big bigger biggest large larger largest small smaller smallest
up down out off around roughly approximately nearly almost around close near far away back forward ahead together apart
instead rather otherwise however therefore thus hence furthermore moreover besides anyway though etc e.g i.e ie eg
role place fit stand stands standing stood sit sits worth plan plans planning planned expect expected expecting hope hoping
feel feels felt issue issues problem problems trouble difference deal set sets work works working worked
run ran running bring brings brought hold holds held call calls called write writes wrote written note notes noted
new current existing modern usual normal standard common commonly typical typically routine routinely regular regularly
fully partly wholly truly purely merely hardly barely rarely help helps helped helpful benefit benefits effective
receive receives received receiving recipients undergo underwent enrol enrolled participants subjects controlled
long-term term longer shorter apply applies applied applying application hold relevant chance chances odds doubt
compare reduce reduces reduced improve improves improved increase increased decrease decreased drop dropped rise rose fall
fell actually got went ended measured measure measures observed seen noted recorded counted happened
plus minus equal equals extra additional further separately respectively alone jointly besides despite
anywhere somewhere nowhere everywhere whichever whatever whenever wherever however whoever
pls plz thx cheers ta u r ur n pt pts hx dx tx rx w wk wks mth mths yr yrs re asap fyi tbh imo btw lol ty hiya morning
afternoon evening sorry quick silly stupid dumb basic simple mg g kg ml gram grams kilogram unit score scores population populations neuro ref et al reply wait
carry carries pick picked swap obviously hypothetically accept accepts extend extended rest relies rely wonder checklist repeat repeated
leave leaves left room story behind beyond reach reached bound heading paragraph letter referral eye eyes cover covers straight skip
fresh practise job gain gains judgement judgment finish finished weaker stronger lie lies opposite advance ruled rationale stay
stays mainstay helper rival voice american drip bag rct rcts comparison wich wat teh shd shud b4 cuz coz gonna wanna dunno atm
maintenance tel according per annum american british european bullet enumerate vouch vouches landmark queue letdown catch plasma
trail pharmacy dispense dispensed query queries prepare preparing write script sounds sound keen
"""

WORDS = frozenset(word.casefold() for word in (_FUNCTION + _TALK).split())
"""Plain words as they are spelt."""

PLAIN = frozenset(stem(word) for word in WORDS)
"""Stems of plain words; a word outside it that neither evidence nor vocabulary carries is something not covered."""
