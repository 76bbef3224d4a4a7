"""The English that reading a claim needs: closed lists of what words do to a claim, with no disease or drug in them.

A word may have several tags. `~` after a verb adds its regular endings; other forms are written out. Phrases are
matched longest first, so an idiom ("no doubt") shields the words inside it from being read one by one.
"""

from __future__ import annotations

from collections.abc import Iterator

Tags = frozenset[str]

# What reverses a claim, by where its scope lies (see polarity.py).
_OPERATORS = {
    "NOT": """not, not required, not needed, not necessary, not a prerequisite, not a requirement, not a condition, never, need not, do not have to, does not have to, did not have to, do not need to, does not need to,
        not have to, not need to, need never, not necessary to, not required to, not mandatory, not essential to, cannot, not the case, hardly, scarcely, barely, rarely, seldom, no longer, by no means, in no way, cannot possibly,
        under no circumstances, at no point, on no account, at no time, in no case, not at all, not in any way,
        not yet, not ever, never ever, not currently, not usually, not normally, not generally, not routinely, nowhere""",
    "NO": """no, none, no need to, no need for, no requirement to, no requirement that, no obligation to, little, few,
        no reason to wait, nobody, no one, nothing, neither, zero, nil, nor, not a single, not one, not any, nought,
        little or no, too little, too few, not enough, hardly any, scarcely any, insufficient, inadequate, scant,
        precious little, not much, very little, no single""",
    "WITHOUT": """without having to, without first, without ever, without trying, without waiting, without prior,
        even without, without previous, without having, without, devoid of, in the absence of, free of, bereft of, minus, lacking in, contrary to, short of""",
    "LACK": """hesitate~, hesitant to, hard to, difficult to, tough to, impossible to, hard put to, lack~, lacking, lack of, absence of, absence, absent, fail~, failure to, failure of, failure, unable,
        unlikely, improbable, implausible, impossible, doubt~, doubtful, dubious, deny, denies, denied, denying,
        deniable, dispute~, disputable, refuse~, reject~, refute~, disprove~, contradict~, exclude~, rule out, rules out,
        ruled out, ruling out, give up on, gives up on, giving up on, give up, dismiss~, discount~, ignore~, disregard~, overlook~, set aside, write off, writes off, written off, withhold, withholds, withheld, withholding, avoid~, discourage~, unproven, undetermined,
        unestablished, unsupported, unwarranted, unjustified, unreasonable, inappropriate, unsuitable, unwise,
        unacceptable, too thin, too weak, too small, too limited, too sparse, too uncertain, too costly, missing, yet to,
        remains to be, remain to be, far from, unsafe to, questioned, questions that, question that, questions whether, oppose~, forbid, forbids, forbidden, ban~, prohibit~,
        rule against, omit~, leave out, leaves out, left out, no lack of, stop short of, stops short of,
        stopped short of, refrain~, decline to, declines to, declined to, unconvinced, sceptical, skeptical, unhelpful to,
        argue against, argues against, argued against, advise against, advises against, advised against, warn against,
        warns against, warned against, recommend against, recommends against, recommended against, speaks against,
        speak against, spoke against, caution against, cautions against, cautioned against, decide against,
        decided against, steer clear of, beyond, irrational, imprudent, unthinkable, contest~, unfair to,
        not so, fall short of, falls short of, fell short of, no substitute for, unwilling""",
    "FALSE": """goes too far, go too far, going too far, beyond the evidence, goes beyond the evidence, overstate~, wrongly, falsely, mistakenly, incorrectly, erroneously, outdated, obsolete, superseded, overturned, rebutted,
        refuted, out of date, disagree~, nonsensical, falsehood, false, untrue, myth, wrong, incorrect, mistaken, misconception, fallacy, unfounded, baseless, nonsense,
        error, mistake, fiction, lie, absurd, inaccurate, misleading, untenable, erroneous, rubbish, misinformation,
        disproven, discredited, unsubstantiated, a stretch, overclaim, overstatement, invalid, misguided, overreach,
        wishful thinking, an exaggeration, exaggeration, debunked, premature""",
    "ONLY": """only, merely, just, simply, solely, limited to, confined to, restricted to, exclusive to, exclusively,
        purely, alone, limited, confined, restricted""",
    "ALL": """all, every, always, necessarily, everyone, everybody, entirely, completely, each, universally,
        uniformly, wholly""",
}

# Idioms whose inner words must not be read as operators.
_IDIOMS = {
    "SURE": """goes without saying, without saying, no doubt, little doubt, scant doubt, not doubt, no real doubt, hardly any doubt, hardly doubt, a little, a few, the few, the little, quite a few, without doubt, without a doubt, without any doubt, beyond doubt, beyond question,
        without question, no question, no question that, there is no question, undoubtedly, unquestionably, indisputably,
        undeniably, no wonder, needless to say, not surprisingly, unsurprisingly, no surprise, nonetheless,
        nevertheless, no matter, whether or not, last but not least, not least, not to mention, no mistake,
        not in doubt, not in question, not in dispute, not uncommonly, not infrequently, no secret, of course, certainly,
        clearly, obviously, surely, definitely, without exception, not unexpectedly, make no mistake, beyond dispute,
        rightly, correctly, not for nothing, no joke, no debate, in fact none, if any, or none, not up for debate, why on earth""",
    "NOTONLY": """not only, not just, not merely, not simply, not solely, not alone, not limited to, not confined to,
        not restricted to, more than a, more than just, more than an, more than merely, not limited, not confined, not restricted, not exclusively, not exclusive to, not purely,
        no longer just, no longer only, not unique to, not reserved for, not specific to, no longer limited to,
        no longer confined to, no longer restricted to""",
    "GOOD": """not bad, no small, nothing short of, second to none, nothing beats, better than nothing, nothing to lose,
        no harm in, no slouch, not to be sneezed at, not to be overlooked, not to be underestimated, a lot to offer,
        no worse than placebo, does the trick, do the trick, did the trick, put the brakes on, puts the brakes on,
        buy time, buys time, bought time, in check, at bay, on your feet, on their feet, pays off, pay off, paid off,
        makes a difference, make a difference, made a difference, making a difference, as good as, as effective as,
        no less effective, no less useful, no less helpful, no less beneficial, no less, nothing less than,
        of value, of use, of benefit, of help, worth it, worthwhile, worth trying, worth a try, worth giving,
        worth considering, worth offering, works wonders, game changer, game-changer, on the mend, turned the corner,
        makes sense, holds promise, shows promise, showed promise, something for, not nothing,
        keeps going, cannot be overstated, can not be overstated, could not be better, never better, as well as placebo""",
    "BAD": """came up empty, come up empty, comes up empty, came to nothing, no better than placebo, of no use,
        no different, no difference, not significant, non significant, nonsignificant,
        found wanting, came up short, comes up short, fell flat, falls flat, did nothing, does nothing, drew a blank, draws a blank,
        no match, to no avail, in vain, no go, a dead end, dead end, made no headway, a waste of, not worth,
        non responders, not worthwhile, equal to placebo, similar to placebo, same as placebo, comparable to placebo,
        indistinguishable from placebo, identical to placebo, as ineffective as, not superior,
        no better off, worse than placebo, inferior to placebo, on a par with placebo, missed its endpoint,
        missed its primary endpoint, missed the endpoint, missed the primary endpoint, no dice, did not pan out,
        has nothing to offer, have nothing to offer, had nothing to offer, cannot be shown, zero effect, out of reach""",
    "ASK": """whether, unknown, unclear, uncertain, not known, not clear, open question, unanswered, unsettled, hope otherwise, hoped otherwise, think otherwise, believe otherwise,
        say otherwise, claim otherwise, claimed otherwise,
        wonder if, wonders if, wondered if, ask if, asks if, asked if, undecided, unresolved, nobody knows,
        no one knows, remains open, remain open, is open, remains to be seen, we do not know, not certain, anyone s guess,
        not sure if, unsure if, unsure""",
}

# What is claimed. GOOD/BAD: efficacy; FIRST/LATER: order of treatments; NORM, ACT: what is or should be done.
_TARGETS = {
    "GOOD": """help~, helpful, helpfully, work, works, worked, working, benefit~, benefitted, beneficial, beneficially,
        effective, effectively, effectiveness, effect, effects, efficacy, efficacious, impact~, improve~, improvement,
        improvements, reduce~, reduction, reductions, slow~, slower, slowdown, delay~, decrease~, decreases,
        prevent~, prevention, protect~, protection, protective, neuroprotective, useful, usefully, usefulness, utility,
        value, valuable, respond~, response, responses, responder, responders, responsive, gain~, gains, better, best,
        outperform~, beat, beats, beaten, beating, promising, promise, hope, hopeful, encouraging, encouragingly,
        halt~, hold back, holds back, held back, arrest~, stabilise~, stabilize~, stabilisation, stabilization, stable,
        reverse~, reversal, restore~, restoration, regain~, recover~, recovery, relieve~, relief, ease~, easing,
        alleviate~, preserve~, preservation, maintain~, control~, controlled, controlling, controls, manage to slow,
        success, successful, successfully, succeed~, advantage, advantages, advantageous, superior, superiority, merit,
        merits, positive, positively, favourable, favorable, favourably, favorably, favour~, favor~, meaningful,
        potent, powerful, strong, stronger, active, activity, efficient, lower, lowers, lowered, lowering, fewer, less,
        milder, fell, falls, drop~, dropped, dropping, down, faster, longer, cut, cuts, cutting, shrink, shrinks, shrank,
        shrunk, shrinking, standstill, stands out, extra years, too pessimistic, pessimistic about, underrated, underestimated, underused, a treatment for, a therapy for, a treatment of, an effective treatment, go ahead, smaller, soften~, softened, dampen~, curb~, curbed, suppress~, thwart~, mitigate~,
        lessen~, blunt~, postpone~, defer~, deferred, modify, modifies, modified, change~, affect~,
        influence~, alter~, support~, supportive, justify, justifies, justified, justifying, justification, prove~, proven,
        wonders, remission, cure~, heal~, heals, remedy, answer, solution, rescue~, offer~, contribution, contribute~,
        role, place, outcome improvement, remyelinate~, remyelination, repair~, strengthen~, boost~, enhance~,
        enhancement, lighten~, good, great, excellent, well, gratifying, satisfying, impressive, striking, dramatic,
        remarkable, remarkably, happy, delighted, pleased, worth, worthy, thrive~, flourish~, extend~, prolong~, spare~,
        lasting, sustain~, keep, keeps, kept, tackle~, combat~, fight, fights, fought, counter~, counteract~, win, wins,
        won, winning, winner, viable, sound, option, options, candidate, candidates, choice, indicated, indication,
        indications, validated, works well, difference, differences, signal, approved, approval, licensed, extrapolate~,
        carried over, carry over, carries over, applies, apply, applied, generalise~, generalize~, transfer~, transferred,
        extends, translate~, hold true, holds true, comparable, equivalent, similar, match~, rival~, profit~, meet expectations, meets expectations, met expectations, expectations, live up to, lived up to, dent, inroads, headway, slowly, more slowly, retard~, does anything, do anything, did anything, does something, do something, did something, brake~, quell~, calm~, tame~, diminish~, minimise~, minimize~, limit progression, pay, pays,
        paid, mobile, ambulatory, walking better, walk better, independence, survive~, settle~, settled, reap~,
        enjoy~, achieve~, attain~, extrapolated, carried across, steady, steadier, steadied, steadies, outcome gains, bounce back, bounced back, fare well,
        fares well, fared well, turn around, turned around, turns around, appropriate, suitable, reasonable, sensible,
        rational, warranted, warrant~, shown activity, efficaciously, therapeutic, potential, attractive, wise""",
    "BAD": """ineffective, ineffectual, ineffectively, inefficacious, useless, futile, worthless, negative, negatively,
        disappointing, disappointed, disappoint~, disappointment, null, empty, unhelpful, inferior, inferiority,
        worse, worst, worsen~, deteriorate~, deterioration, unchanged, unaffected, ns, pointless, flop~,
        flopped, waste~, wasted, unsuccessful, unsuccessfully, powerless, inert, inactive, unimpressive, discouraging,
        unrewarding, poor, poorly, badly, in the negative, weak, meaningless, unresponsive, unaltered, unimproved, immaterial, irrelevant,
        just as fast, kept getting worse, keeps getting worse, keep getting worse, got steadily worse, lost ground, lose ground, loses ground, lost, contraindicated, hopeless, fruitless, unavailing, progressed, insignificant, nonresponders, abandon~, abandoned, ineffectiveness, futility, inefficacy, stuck to""",
    "FIRST": """first, initial, initially, opening, upfront, up front, straight away, right away, from the outset,
        at the outset, outset, from the beginning, from the very beginning, from day one, day one, begin~, began, begun,
        beginning, start~, starting, starter, commence~, initiate~, initiation, kick off, kicks off, open with,
        opens with, go to, go-to, of choice, foremost, head of, top of, at the head, at the top, step one, step 1,
        stage one, primary, primarily, principal, main, mainstay, cornerstone, backbone, default, preferred, prefer~,
        preference, preferable, number one, no 1, front line, foundation, foundational, ahead of the queue, entry point,
        first resort, 1st, firstly, first up, at diagnosis, on diagnosis, soon after diagnosis, immediately after diagnosis,
        as soon as, immediately, early, earlier, earliest, lead~, leading, leads, debut, ladder, gateway, naive, opener,
        introductory, takes precedence, precedence, priority, prioritise~, prioritize~, pride of place, at once,
        launch~, monotherapy, before anything else, before all else, outright, straight to, in early ms, in early rrms,
        early in the disease, head the, heads the, head of the, top the, tops the, for starters, place to start, place to begin, everyone s first, early in the course, thing to try, thing to use, first thing, number one choice""",
    "OVERTAKES": """overtake, overtakes, overtaken, overtook, equals, equal, rivals, trumps, beats, replace~, replacing, displace~, supplant~, supersede~, bypass~, skip~, skipped, skipping, leapfrog~, outrank~,
        in place of, instead of, rather than, in preference to, preferable to, preferred to, preferred over, substitute for, a substitute for""",
    "UNFIXED": """unknown, undetermined, uncertain, uncertainty, unclear, unsettled, undecided, unresolved, unestablished, debate,
        debated, open question, unanswered, moot, error, misprint, misprinted, printing error, unit error, typo, in question, in doubt, undefined, mystery""",
    "VERB": """show, shows, showed, find, finds, found, see, sees, saw, make, makes, made, go, goes, went, come, comes, came, become,
        becomes, became, say, says, said, get, gets, got, give, gives, gave, take, takes, took, keep, keeps, kept, hold, holds, held, fell,
        falls, beat, beats, win, wins, won, lead, leads, led, choose, chooses, chose, began, begin, begins, lose, loses, lost, know, knows,
        knew, think, thinks, thought, tell, tells, told, put, puts, let, lets, meet, meets, met, grow, grows, grew, stand, stands, stood,
        bring, brings, brought, leave, leaves, left, feel, feels, felt, mean, means, meant, run, runs, ran, live, lives, lived, stay, stays,
        stayed, turn, turns, turned, seem, seems, call, calls, called, ask, asks, asked, look, looks, looked, fare, fares, fared, carry,
        carries, carried, remains, remained, becomes, end, ends, ended, move, moves, moved, had, has, tops, outdoes, outdid, outshines""",
    "CONFIRM": "confirm~, bear, bears, bore, bear out, bears out, bore out, borne out, verify, verifies, verified, replicate~, reproduce~, back up, backs up",
    "STRONG": """is treated with, are treated with, ask for, recommend~, should, must, ought, offer~, prescribe~, choose, pick, go for, put on, deserve~, preferred, approved,
        licensed, indicated, appropriate, go to, sensible, ideal, best, give, try, advise~, need~, routinely, standard, usual, reach for""",
    "NEEDLESS": """need not, do not have to, does not have to, do not need to, does not need to, did not have to, no need to, no need for,
        no requirement to, no requirement that, not necessary to, not required to, without having to, not mandatory, no obligation to,
        not essential to, unnecessary, unnecessarily, without first, without ever, no reason to wait, without trying, without waiting,
        need never, not have to, not need to, without prior, regardless of prior, not required, not needed, not necessary, not a prerequisite, not a requirement, not a condition, even without, without previous, without having""",
    "RANK": """first, initial, initially, opening, primary, primarily, principal, main, leading, lead, leads, early, earlier,
        earliest, top of, 1st, starting, default, preferred, introductory, leads""",
    "CORE": """gain~, gains, stop~, slower, better off, do better, does better, did better, stay stable, stays stable, delay~, halts, help~, helpful, work, works, worked, working, benefit~, beneficial, effective, effectiveness, efficacy,
        efficacious, improve~, improvement, slow~, useful, respond~, of value, of use, of benefit, good, halt~, prevent~,
        protect~, stabilise~, stabilize~, reverse~, cure~, successful, valuable, better, promising""",
    "LATER": """second line, third line, later, last, last resort, reserve~, in reserve, afterwards, subsequently,
        subsequent, alternative, alternatives, fallback, backup, adjunct, adjunctive, add on, added, adding, second, third,
        2nd, 3rd, fourth, next, thereafter, exhausted, intolerant, intolerance, refractory, salvage, rescue, eventually,
        ruled out before, only after, only if, only when, only once, not until, not before, only where, only then,
        secondary option, plan b, behind, fall back, held back for, when all else fails, until""",
    "NORM": """standard, standards, routine, routinely, usual, usually, norm, normal, normally, established, accepted,
        dose to use, dose to give, what you give, the one to use, the one to give, the thing to give, customary, customarily, conventional, recommended, recommendation, standard of care, common practice,
        established practice, ideal, ideally, right, correct, proper, optimal, optimum, optimally, appropriate, best,
        typical, practice, mainstream, commonplace, widespread, widely used, gold standard, guideline based,
        expected, mandatory, obligatory, required, regular, regularly, automatic, automatically, protocol, convention,
        orthodox, universal, target dose, official, officially, approved, licensed, endorsed, endorse~, sanctioned, agreed,
        fixed, settled, preferred, of choice, go to, default, mainstay, what you give, the answer, reference dose, advised,
        correct dose, textbook, the rule, everyday, therapeutic, maintenance dose, adequate, sufficient, definitive""",
    "ACT": """recommend~, recommendable, advise~, should, must, ought, shall, offer~, give, gives, gave, given, giving, use~,
        using, used, uses, try, tries, tried, trying, prescribe~, prescription, administer~, administered, treat~,
        treated, consider~, considered, considering, propose~, choose, chooses, chose, chosen, choosing, pick~, opt~,
        opted, opting, go for, reach for, reaches for, deserve~, receive~, get, gets, got, getting, put on,
        switch~, move to, moved to, turn to, turns to, turned to, infuse~, infused, order~, schedule~, arrange~, request~,
        need~, require~, take, takes, took, taken, taking, continue~, continuing, deploy~, employ~, select~, adopt~,
        keep, aim for, infusion is, usage, expect~, discuss~, suggest using, rely on, relies on, have, be on,
        call for, calls for, bring in, ask for, asks for, is treated with, are treated with, hang, push for, go ahead, proceed~, target~, want~, embrace~, welcome~, implement~, invest~, why not,
        think of, think about, look at, let us, start~, begin~, initiate~, manage~, managed""",
    "EVID": """evidence, proof, data, sign, signs, indication, indications, hint, hints, support, basis, grounds,
        justification, rationale, case, argument, suggestion, demonstration, finding, findings, result, results,
        literature, backing, reason, reasons, need, research, confirmation""",
    "LESS": "less, fewer, weaker, smaller, thinner, poorer, lesser, limited, weak, scarcer",
    "HEDGE": """may, might, could, possibly, perhaps, maybe, probably, seem~, appear~, suggest~, potentially, presumably,
        conceivably, likely, apparently, plausibly, arguably, thought, believed, tentatively""",
    "RISK": """risk, risks, side effect, side effects, adverse effect, adverse effects, adverse event, adverse events,
        harm, harms, safety, toxicity, infusion reaction, infusion reactions, reaction, reactions, complication,
        complications, thromboembolic events, infection, infections, tolerability, tolerated, cost, costs, costly,
        expense, expensive, headache, headaches, problems, problem, concern, concerns, safe, unsafe, harmful, thrombosis, stroke,
        kidney, renal, allergy, anaphylaxis, infectious, contamination, price, burden, inconvenience, downside, fuss""",
    "DOSEWORD": """dose, doses, dosage, dosages, dosing, dosed, regimen, regimens, schedule, amount, posology, quantity,
        milligrams, grams, infusions per, how much, loading""",
    "STUDY": """placebo controlled trial, placebo controlled trials, placebo controlled, controlled trial, controlled trials, controlled study,
        controlled studies, positive control, trial, trials, study, studies, meta analysis, rct, rcts, cohort, registry, researchers, investigators,
        review, commentary, commentator, authors, author, paper, experiment, participants, analysis, source, sources,
        centre, center, report, reports, publication, article, experience, document, documents, newsletter, reviewers""",
}

# Words that a claim may run through without being changed.
_PLAIN = """allow~, follow, follows, mean~, meant, compete~, gadolinium enhanced, gadolinium enhancing, permit~, enable~, status, record, records, community, series, sample, hospital, hospitals, ward, country, countries, age, young, older, female, male, mild,
    moderate, severe, daily, weekly, various, certain, different, general, specific, special, common, rare, key, basic, whole, full, entire, new, old, recent, past,
    previous, prior, future, conclude, conclusion, conclusions, trend, trends, infused, given to, number, numbers, degree, extent, kind of, reader, readers, field, area,
    world, life, living, history, background, plan, plans, point in time, hand, hands, eye, eyes, member, members, care, carers, family, friend, friends, job, school,
    decision, decisions, opinion poll, letter, email, phone, meeting, conference, talk, lecture, book, chapter, text, sentence, phrase, term, terms, sense, fine, okay, acceptable, advisable, wise, someone, somebody, situation, situations, setting, settings, context, circumstance, circumstances, effort, rest~, rests, depend~, rely, base~, based, quote~, carry, carries,
    leave, leaves, left, room, determine~, determined, present, say so, anyone, answer, answers, ask, asks, understand, understood, read, reading, learn,
    learned, told, informed, decide~, decided, choose, agree~, agreed, work, turn~, turned, entail~, prompt~, offer, look~, looks, follow~, base, basis,
    ground, grounds, point, points, reach~, amount~, sit, sits, stand, stands, point to, refer~, relate~, convinced, persuaded, apply, advance, advances, count~, speak, speaks, write, written, put, puts,
    set, rule in, within, beyond, because of, thanks to, owing to, due to, without exception, whatever, else, only, alone, just, simply, merely, quite, rather, fairly,
    somewhat, slightly, little by little, largely, mainly, mostly, partly, almost, nearly, about, roughly, approximately, exactly, specifically, especially, clearly,
    often, sometimes, usually, frequently, commonly, occasionally, once, twice, first, last, next, then, when, before, after, since, until, here, there, below,
    side, part, parts, point of view, question, matter, issue, topic, subject, reason, reasons, purpose, aim, goal, value, worth, kinds, sort, sorts, line, lines, a, an, the, this, that, these, those, its, their, his, her, our, your, my, of, in, on, at, by, to, for, from, with, as,
    into, onto, over, under, among, amongst, between, within, during, through, across, per, via, about, towards, toward, than,
    upon, around, off, out, up, it, they, them, he, she, we, i, you, us, one, ones, who, whom, which, there, here, such, any, some,
    someone, anyone, anything, something, anybody, much, many, more, most, several, other, others, another, same, own, so,
    is, are, was, were, be, been, being, am, has, have, had, having, do, does, did, done, doing, will, would, can, may, might,
    could, shall, should, must, ought, made, make, makes, making, get, gets, got, getting, give, gives, gave, given, giving,
    take, takes, took, taken, show, shows, showed, shown, showing, find, finds, found, finding, see, sees, saw, seen, demonstrate~,
    report~, state~, say, says, said, saying, note~, conclude~, claim~, claims, argue~, believe~, believed, think, thinks, thought,
    describe~, call~, mention~, tell, tells, told, suggest~, indicate~, imply, implies, implied, confirm~, establish~,
    established, provide~, produce~, yield~, cause~, bring, brings, brought, lead, leads, led, detect~, observe~, record~, reveal~, prove~,
    proven, proved, expect~, hold, holds, held, seem~, appear~, remain~, remains, become, becomes, became, stay~, exist~, exists, come, comes, came, go, goes,
    went, gone, know, knows, knew, known, true, case, likely, able, possible, possibly, probably, perhaps, clear, convincing,
    significant, significantly, statistically, statistical, clinical, clinically, measurable, meaningful, real, demonstrable,
    detectable, reliable, reliably, consistent, consistently, substantial, appreciable, additional, added, further, overall, good,
    strong, solid, robust, direct, proven, actual, true, apparent, obvious, modest, small, large, big, great, slight, single,
    patient, patients, people, person, persons, individual, individuals, those, sufferers, adult, adults, men, women, man, woman, subject, subjects,
    participant, participants, group, groups, subgroup, subgroups, population, populations, cohort, form, forms, type, types,
    course, courses, phase, stage, kind, disease, illness, condition, diagnosis, variant, phenotype, patient s, cases, case,
    treatment, treatments, therapy, therapies, drug, drugs, medicine, medicines, agent, agents, medication, medications, infusion, infusions, injection, injections,
    use, using, used, option, role, place, review, commentary, trial, trials, study, studies, evidence, data, proof, support, source, sources, guideline,
    guidelines, society, societies, academy, reviewed, cited, large, placebo, controlled, randomised, randomized, double, blind, blinded, pivotal,
    disability, progression, accumulation, edss, relapse, relapses, rate, rates, frequency, activity, mri, lesion, lesions, volume, volumes, worsening,
    score, scores, endpoint, endpoints, outcome, outcomes, measure, measures, symptoms, symptom, function, walking, fatigue, change, changes,
    currently, now, today, yet, still, also, even, ever, so far, to date, at all, really, truly, actually, generally, either,
    too, as well, again, already, both, or, two, three, first, second, main, list, lists, listed, listing, include, includes, included, including, call, name, names, named,
    treating, treat, treated, treats, having, receive, receives, received, receiving, give, need, needs, needed, try, trying, tried,
    experience, month, months, year, years, monthly, week, weeks, day, days, time, long, term, short, regular, neurologist, neurologists, doctor, doctors, nurse,
    team, clinic, clinics, expert, experts, specialist, specialists, author, authors, anywhere, somewhere, view, opinion, idea, notion, claim, assertion,
    statement, belief, suggestion, argument, fact, way, thing, things, word, words, saline, control, arm, arms, versus, vs, against,
    begin, beginning, starting, start, opening, recommending, offering, considered, considering, recommend, recommended, supporting, regarded, seen, viewed, routine, routinely, standard, initial,
    who, whose, where, when, what, why, how, him, me, few, benefit, effect, effects, efficacy, effective, help, helps, beneficial, important, particular, particularly,
    sufficient, enough, adequate, high, quality, quantity, level, levels, major, neurological, neurology, american, yes, ok, well, please,
    however, moreover, therefore, thus, hence, furthermore, in fact, indeed, instead, besides, meanwhile, similarly, that said,
    in short, in sum, in summary, by contrast, on the other hand, for example, for instance, in addition, equally, secondary, primary, progressive, relapsing, remitting, multiple, sclerosis, according, support~, justify, justifies, justified, warrant~, endorse~, back~, favours, favors, indexed, supplied, available, published, existing, current"""

_NEUTRAL = """told, informed, learn~, learned, conflict~, monitor~, monitored, monitoring, enrol~, enrolled, enroll~, recruit~, recruited, test~, tested, testing, compare~, comparison,
    examine~, investigate~, evaluated, evaluate~, assess~, assessed, design~, designed, concern~, concerns, cover~, covered, address~, look, looked,
    measure~, measured, follow up, received, randomise~, randomize~, assigned, allocated, studied, study, cost, costs, costly, expensive, insurers, insurer,
    mechanism, guidelines, currency, date, dated, undated, list, page, title, published, ask, asks, asked, asking, question, questions, search~,
    information, summary, section, table, figure, passage, document, documents, index, indexed, separate, separately,
    adverse, quick, note, rounds, pt, about, counted, describes,
    placebo, versus, controlled, trial, trials, large, randomised, double, blind, small, big, same, different, differ, differs,
    cited, cites, cite, mentions, mention, reports, review, commentary, source, sources, evidence, statement, statements, limited, mixed"""

_AUX = """cannot, is, are, was, were, be, been, being, am, has, have, had, do, does, did, will, would, can, could, may, might, shall,
    should, must, ought, cannot, need, needs, remains, remain, remained, seems, seem, seemed, appears, appear, appeared"""


_STRUCTURE = {
    "IF": """if, unless, provided, providing, in case, assuming, even if, supposing, as long as, were it,
        suppose, imagine, hypothetically""",
    "WHEN": "when, whenever, once, where, wherever, every time, after which",
    "CONCESSION": """although, though, even though, whereas, despite, in spite of, notwithstanding, granted, albeit, while,
        whilst, whatever, however, regardless of, irrespective of""",
    "CAUSE": "because, since, given that, as, seeing that, due to, owing to, so that, therefore, hence, thus, so",
    "REL": "who, whom, whose, which, in whom, for whom, of whom, where",
    "BUT": "but, yet, and yet, but rather, except",
    "AND": "and, or, plus, as well as, along with, together with, and also, &",
    "UNLIKE": """unlike, unlike in, in contrast to, in contrast with, as opposed to, rather than, rather than in, not in,
        but not in, but not, compared with, compared to, relative to, as against, instead of, in preference to,
        in contrast, other than, than in, than for, than with, than, in place of, over, against, versus, vs""",
    "THEN": "then, followed by, and then",
    "BEFORE": """before, prior to, ahead of, earlier than, sooner than, ahead, precede~, preceding, in advance of""",
    "AFTER": """after, following, once, comes after, come after, later than, subsequent to, behind, follows, only after,
        when, if, unless, until, in whom, where, because, since, not until, if and when, in case, should""",
    "UNIVERSAL": """all, every, any, whatever, regardless, irrespective, whichever, each, both, across, whole, entire,
        no matter, either, universal, universally, spectrum, wherever, anyone, everyone, everybody, throughout, overall,
        in general, independent of, independently of, alike, no distinction, also, too, as well, beyond""",
}


def _forms(entry: str) -> Iterator[tuple[str, bool]]:
    """`slow~` -> slow, slows, slowed, slowing, each with whether it is a verb form."""
    if not entry.endswith("~"):
        yield entry, False
        return
    verb = entry[:-1]
    stem, s = (verb[:-1], verb + "s") if verb.endswith("e") else (verb, verb + "s")
    if verb.endswith(("s", "x", "ch", "sh")):
        s = verb + "es"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        stem, s = verb, verb[:-1] + "ies"
    past = verb[:-1] + "ied" if s.endswith("ies") else stem + "ed"
    yield from ((form, True) for form in (verb, s, past, stem + "ing"))


def _entries(block: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    for entry in block.split(","):
        for form, verb in _forms(" ".join(entry.replace("-", " ").split())):
            if form:
                yield tuple(form.split()), verb


def _build() -> dict[tuple[str, ...], Tags]:
    phrases: dict[tuple[str, ...], set[str]] = {}
    groups = (_OPERATORS, _IDIOMS, _TARGETS, _STRUCTURE, {"PLAIN": _PLAIN, "NEUTRAL": _NEUTRAL, "AUX": _AUX})
    for group in groups:
        for tag, block in group.items():
            for phrase, verb in _entries(block):
                phrases.setdefault(phrase, set()).update({tag, "VERB"} if verb else {tag})
    return {phrase: frozenset(tags) for phrase, tags in phrases.items()}


_YES = """yes, yeah, yep, yup, absolutely, exactly, sure, of course, correct, indeed, right, true, certainly, definitely, affirmative,
    agreed, very much so, without a doubt, no doubt, undoubtedly, probably, possibly, perhaps, maybe, likely, most likely, very likely,
    that is right, that one, sometimes, in some cases, often, usually, that is correct, that is true, i think so, i believe so, i would say so,
    quite, totally, clearly, obviously, by all means, why not, so i believe, it seems so, apparently, so they say, same, same there,
    ditto, likewise, also, too, as well, there too, here too, a bit, a little, somewhat, slightly, to some extent, to a degree"""

YES = frozenset(" ".join(phrase) for phrase, _ in _entries(_YES))
"""Whole answers that affirm what was asked."""

PHRASES = _build()
"""Every phrase (folded words) with its tags."""

LONGEST = max(len(phrase) for phrase in PHRASES)
