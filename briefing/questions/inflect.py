"""Inflected forms of a lemma, generated: what the word classes need to be found in running text.

Rules after the spelling conventions of English (e-drop, y to i, consonant doubling) and a table of
irregular verbs and nouns. Forms that do not exist do no harm: nobody writes them.
"""

from __future__ import annotations

from typing import Final

from briefing.questions.wordlists import listed

VOWELS: Final = "aeiou"

_IRREGULAR_TEXT: Final = """
be is are was were been being am
have has had had having
do does did done doing
say says said said saying
tell tells told told telling
think thinks thought thought thinking
find finds found found finding
know knows knew known knowing
understand understands understood understood understanding
make makes made made making
take takes took taken taking
give gives gave given giving
get gets got got getting
go goes went gone going
come comes came come coming
see sees saw seen seeing
choose chooses chose chosen choosing
hear hears heard heard hearing
hold holds held held holding
withhold withholds withheld withheld withholding
uphold upholds upheld upheld upholding
overturn overturns overturned overturned overturning
seek seeks sought sought seeking
plead pleads pleaded pleaded pleading
write writes wrote written writing
read reads read read reading
lose loses lost lost losing
leave leaves left left leaving
feel feels felt felt feeling
meet meets met met meeting
set sets set set setting
cut cuts cut cut cutting
hurt hurts hurt hurt hurting
spread spreads spread spread spreading
strike strikes struck struck striking
shut shuts shut shut shutting
bid bids bid bid bidding
let lets let let letting
hang hangs hung hung hanging
die dies died died dying
begin begins began begun beginning
forbid forbids forbade forbidden forbidding
become becomes became become becoming
show shows showed shown showing
prove proves proved proven proving
buy buys bought bought buying
sell sells sold sold selling
pay pays paid paid paying
bring brings brought brought bringing
keep keeps kept kept keeping
fall falls fell fallen falling
rise rises rose risen rising
run runs ran run running
win wins won won winning
send sends sent sent sending
spend spends spent spent spending
steal steals stole stolen stealing
shoot shoots shot shot shooting
fly flies flew flown flying
drive drives drove driven driving
speak speaks spoke spoken speaking
break breaks broke broken breaking
hide hides hid hidden hiding
build builds built built building
stand stands stood stood standing
put puts put put putting
quit quits quit quit quitting
hit hits hit hit hitting
lead leads led led leading
mean means meant meant meaning
grow grows grew grown growing
throw throws threw thrown throwing
draw draws drew drawn drawing
fight fights fought fought fighting
catch catches caught caught catching
teach teaches taught taught teaching
lie lies lied lied lying
sink sinks sank sunk sinking
swim swims swam swum swimming
drink drinks drank drunk drinking
freeze freezes froze frozen freezing
wear wears wore worn wearing
bear bears bore borne bearing
tear tears tore torn tearing
bend bends bent bent bending
lend lends lent lent lending
bind binds bound bound binding
forget forgets forgot forgotten forgetting
forgive forgives forgave forgiven forgiving
eat eats ate eaten eating
sit sits sat sat sitting
sleep sleeps slept slept sleeping
sweep sweeps swept swept sweeping
dig digs dug dug digging
feed feeds fed fed feeding
swear swears swore sworn swearing
undergo undergoes underwent undergone undergoing
overcome overcomes overcame overcome overcoming
undertake undertakes undertook undertaken undertaking
withdraw withdraws withdrew withdrawn withdrawing
overthrow overthrows overthrew overthrown overthrowing
oversee oversees oversaw overseen overseeing
override overrides overrode overridden overriding
mislead misleads misled misled misleading
rebuild rebuilds rebuilt rebuilt rebuilding
weep weeps wept wept weeping
flee flees fled fled fleeing
blow blows blew blown blowing
shake shakes shook shaken shaking
beat beats beat beaten beating
deal deals dealt dealt dealing
ride rides rode ridden riding
arise arises arose arisen arising
split splits split split splitting
swing swings swung swung swinging
"""

_TAGS: Final = ("s", "ed", "en", "ing")

_DOUBLING: Final = listed("doubling")

IRREGULAR: Final[dict[str, tuple[tuple[str, str], ...]]] = {}
"""lemma -> (form, tag) pairs; tags: "s" third person or plural, "ed" past, "en" participle,
"ing"."""
for _line in _IRREGULAR_TEXT.split("\n"):
    _words = _line.split()
    if len(_words) == 5:
        IRREGULAR[_words[0]] = tuple(zip(_words[1:], _TAGS, strict=True))
IRREGULAR["be"] = (
    ("is", "s"),
    ("are", "s"),
    ("am", "s"),
    ("was", "ed"),
    ("were", "ed"),
    ("been", "en"),
    ("being", "ing"),
)
IRREGULAR["man"] = (("men", "s"),)
IRREGULAR["woman"] = (("women", "s"),)
IRREGULAR["spokesman"] = (("spokesmen", "s"),)
IRREGULAR["child"] = (("children", "s"),)
IRREGULAR["person"] = (("people", "s"),)


def forms(lemma: str) -> tuple[tuple[str, str], ...]:
    """All (form, tag) pairs of ``lemma``, itself first with tag ""; one form may come twice."""
    out = [(lemma, "")]
    if lemma in IRREGULAR:
        out.extend(IRREGULAR[lemma])
        return tuple(out)
    if not lemma.isalpha():
        return tuple(out)
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        out.append((lemma + "es", "s"))
    elif lemma.endswith("y") and len(lemma) > 2 and lemma[-2] not in VOWELS:
        out.append((lemma[:-1] + "ies", "s"))
    else:
        out.append((lemma + "s", "s"))
    if lemma.endswith("e"):
        stem, past = lemma[:-1], lemma + "d"
    elif lemma.endswith("y") and len(lemma) > 2 and lemma[-2] not in VOWELS:
        stem, past = lemma, lemma[:-1] + "ied"
    elif lemma in _DOUBLING:
        stem = lemma + lemma[-1]
        past = stem + "ed"
    else:
        stem, past = lemma, lemma + "ed"
    if lemma.endswith("ee"):
        stem = lemma
    out.extend(((past, "ed"), (past, "en"), (stem + "ing", "ing")))
    return tuple(out)
