"""Which words end in a full stop that ends no sentence, and which words begin one: data only.

Three kinds of abbreviation:

* ``HARD``: never end a sentence (titles before a name, "vs", "z.B").
* ``SOFT``: may end one; they do only before a word of ``STARTERS`` ("Inc. The").
* ``NUMBERED``: abbreviations only before a figure ("No. 10", "p. 55").

Keys are lower case without the final stop. A word listed in ``CAPITAL`` counts only when
written with a capital: "Sen. Ruiz" but not "a small sen.".
"""

from __future__ import annotations

from briefing.text.calendar import SHORT_MONTHS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "mr mrs ms messrs dr prof rev hon gov sen rep reps sens gen lt col sgt cpl pvt capt cmdr adm"
    " maj brig pres supt det insp amb hr fr mt ft"
)

_STATES = _words(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb"
    " nev okla ore pa tenn tex vt va wash wis wyo ont que"
)

_MONTHS = frozenset(name.lower() for name in SHORT_MONTHS if name != "May") | {"sept"}

CAPITAL: frozenset[str] = _TITLES | _STATES | _MONTHS | _words("st no mme mlle sr")

HARD: dict[str, frozenset[str]] = {
    "en": _TITLES | _words("vs v e.g i.e viz cf approx ca"),
    "de": _TITLES
    | _words(
        "bzw ca evtl ggf inkl exkl vgl z.b d.h u.a s.o s.u i.d.r u.u sog geb gest hrsg dipl ing"
        " abs hl z.zt o.ä v.a mind max min urspr zzgl"
    ),
    "fr": _TITLES | _words("mm mme mlle p.ex env cf av apr éd ex c.-à-d boul"),
    "es": _TITLES
    | _words("sr sra srta sres dra d.ª dña ud uds p.ej pág págs art av avda cap excmo"),
    "it": _TITLES | _words("sig sigg dott on avv ing pag pagg art es p.es cfr geom arch"),
    "pt": _TITLES | _words("sr sra srs dra pág págs art av exmo exma ex p.ex eng"),
    "nl": _TITLES
    | _words("dhr mevr mw drs ir ing bijv o.a m.b.t t.a.v i.v.m d.w.z blz ca max min"),
    "sv": _TITLES | _words("bl.a t.ex d.v.s dvs ca s.k f.d fr.o.m t.o.m p.g.a"),
    "da": _TITLES | _words("bl.a f.eks dvs ca pga ift mht hhv"),
    "no": _TITLES | _words("bl.a f.eks dvs ca pga"),
    "pl": _TITLES | _words("np tzw tj im ul al św ks hab inż mgr ok m.in"),
    "cs": _TITLES | _words("tj tzv např mj popř ing mgr mudr judr sv čj resp cca"),
    "sk": _TITLES | _words("tj tzv napr mj popr ing mgr mudr judr sv resp cca"),
    "uk": _words("вул ім див проф акад напр просп бул обл смт ст"),
    "ru": _words("ул им см проф акад напр просп обл св"),
    "bg": _words("ул им вж проф акад св"),
    "el": _words("π.χ βλ αρ δρ κ.κ δηλ"),
}

SOFT: dict[str, frozenset[str]] = {
    "": _MONTHS
    | _words("inc corp co cos ltd plc llc bros jr sr st etc est al a.m p.m am pm u.s u.k u.n e.u"),
    "en": _STATES
    | _words("ave blvd rd dept assn univ intl natl mfg div hwy pkwy sq ph.d m.d b.a m.a d.c"),
    "de": _words("usw mio mrd tsd str tel jh jhd okt dez mrz u.s.w n.chr v.chr st std"),
    "fr": _words("janv févr avr juil sept oct nov déc etc ste"),
    "es": _words("ee uu ee.uu ene abr ago dic cía s.a aprox"),
    "it": _words("ecc gen mag giu lug ott dic s.p.a spa"),
    "pt": _words("ltda s.a fev abr mai ago set out dez aprox"),
    "nl": _words("enz mln mld jl a.s n.v b.v"),
    "sv": _words("osv kr mkr m.m tel st"),
    "da": _words("osv kr mio mia m.m"),
    "no": _words("osv kr mill mrd m.m"),
    "pl": _words("itd itp tys mln mld zł godz r w"),
    "cs": _words("atd apod tis mil mld kč hod"),
    "sk": _words("atď apod tis mil mld hod"),
    "uk": _words("р рр тис млн млрд грн коп м т.д т.п ін"),
    "ru": _words("г гг тыс млн млрд руб коп т.д т.п др"),
    "bg": _words("г лв млн млрд т.н др"),
    "el": _words("κ.λπ κ.ά μ.μ π.μ χιλ εκατ"),
}

NUMBERED: frozenset[str] = _words(
    "no nos p pp pg pct n° nº nr núm num fig figs vol art ch sec para § č čl nº. бр №"
)

STARTERS: dict[str, frozenset[str]] = {
    "en": _words(
        "the a an he she it they we you i this that these those his her its their our my your but"
        " and or so yet nor in on at for with from as by of to if when while whenever after before"
        " since although though because unless until however meanwhile moreover instead still then"
        " there here what how why who where which whose is are was were did does do can could will"
        " would should may might must has have had not some many most several few all both each"
        " every another other others more no nobody nothing none last next later earlier now today"
        " yesterday tomorrow according also among despite during even once only let please such"
        " thus therefore under over about between without within mr mrs ms it's he's she's they're"
        " we're i'm i've that's there's what's officials earlier"
    ),
    "de": _words(
        "der die das den dem des ein eine einen einem einer er sie es wir ihr ich man dies diese"
        " dieser dieses und aber oder doch denn auch in im am an auf bei mit nach von vor zu zum"
        " zur für aus über unter seit wenn als weil während nachdem obwohl so da dann dort hier wie"
        " was wer wo warum ist sind war waren hat haben wird werden kann noch nur schon jetzt heute"
        " gestern nun damit dabei dazu zudem außerdem laut"
    ),
    "fr": _words(
        "le la les l un une des du de il elle ils elles on nous vous je ce cet cette ces c son sa"
        " ses leur leurs mais et ou donc or ni car en dans sur sous avec sans pour par à au aux"
        " depuis selon après avant pendant si quand lorsque comme où que qui quoi pourquoi comment"
        " est sont était a ont d y ainsi alors aussi puis enfin cependant toutefois"
    ),
    "es": _words(
        "el la los las un una unos unas lo él ella ellos ellas yo tú usted nosotros se su sus este"
        " esta estos estas ese esa eso pero y o ni en de del a al con sin por para según desde"
        " hasta tras durante sobre entre si cuando como donde aunque mientras que qué quién cómo no"
        " es son era fue ha han también además ya así"
    ),
    "it": _words(
        "il lo la i gli le l un uno una egli lui lei loro noi voi io questo questa questi queste"
        " quel quella ma e o né in di da del della a al con senza per secondo dopo prima durante su"
        " sul tra fra se quando come dove mentre che chi cosa perché non è sono era ha hanno anche"
        " inoltre così poi"
    ),
    "pt": _words(
        "o a os as um uma uns umas ele ela eles elas eu nós você este esta estes estas esse essa"
        " isso mas e ou nem em no na nos nas de do da dos das ao à com sem por para segundo desde"
        " até após durante sobre entre se quando como onde embora enquanto que quem não é são era"
        " foi há também além já assim"
    ),
    "nl": _words(
        "de het een hij zij ze wij we jij je ik u dit dat deze die zijn haar hun maar en of want"
        " dus in op aan bij met naar van voor uit over onder sinds als toen omdat terwijl nadat"
        " hoewel er daar hier hoe wat wie waar waarom is was heeft hebben wordt ook nog nu toch"
    ),
    "sv": _words(
        "den det de en ett han hon vi jag du ni detta denna dessa men och eller i på av för med"
        " till från om när efter innan sedan eftersom här där hur vad vem var är har inte nu också"
    ),
    "pl": _words(
        "w we na z ze do od po za o u i a ale lub to ten ta te on ona oni my ja jest są był była"
        " nie jak gdy kiedy gdzie co kto tak tym jednak już także"
    ),
    "cs": _words(
        "v ve na z ze do od po za o u i a ale nebo to ten ta ti on ona oni my já je jsou byl byla"
        " ne jak když kde co kdo tak také však už podle"
    ),
    "uk": _words(
        "у в на з із до від по за про і й та а але або це цей ця він вона вони ми я є був була не"
        " як коли де що хто так також однак вже"
    ),
    "ru": _words(
        "в во на с со из до от по за о об и а но или это этот эта он она они мы я был была не как"
        " когда где что кто так также однако уже"
    ),
    "el": _words(
        "ο η το οι τα τον την του της των ένας μια ένα αυτός αυτή αυτό και αλλά ή σε στο στη στην"
        " από με για αν όταν όπως που πως τι ποιος δεν θα να είναι ήταν"
    ),
}

ORDINAL_LANGUAGES: frozenset[str] = frozenset(
    ["de", "cs", "sk", "da", "no", "fi", "pl", "hu", "hr", "sl", "et", "lv"]
)
"""Languages that write an ordinal as a figure with a full stop: "3. Oktober"."""

BRANDS: frozenset[str] = _words("yahoo jeopardy e oklahoma wham")
"""Names that are written with an exclamation mark."""

SPEECH: frozenset[str] = _words(
    "said says asked asks told wrote writes added adds replied answered shouted cried yelled"
    " screamed exclaimed tweeted posted joked recalled remembers wondered insisted demanded"
    " fragte rief sagte a demandé demande lance preguntó dijo"
)
"""Verbs that tie a quoted question or call to the name that follows it."""
