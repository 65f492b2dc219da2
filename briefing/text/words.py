"""Words of a text: tokens, function words by language, a light stemmer. No dependency."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.text.scripts import UNSPACED

# Letters, figures and the marks that belong to letters in Indic, Arabic and Hebrew script;
# a figure keeps its inner point or comma.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_TOKEN = re.compile(
    # Most words are plain ones, and found twice as quickly by themselves.
    "[a-z]++(?![0-9]|[^\\x00-\\x7f])"
    rf"|[{UNSPACED}]+|\d+(?:[.,]\d+)+|(?:[^\W_{UNSPACED}]|[{_MARKS}])+"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")


def tokens(text: str) -> list[str]:
    """Lower-case words of a text in order.

    Runs of Chinese, Japanese, Thai, Lao, Khmer, Burmese, which write no spaces, become
    overlapping pairs of characters ("東京都" -> "東京", "京都"). Apostrophes separate
    ("l'eau" -> "l", "eau"); "7.5" and "1,000" stay whole.
    """
    found: list[str] = _TOKEN.findall(text.lower())
    if _UNSPACED.search(text) is None:
        return found
    out: list[str] = []
    for token in found:
        if len(token) > 2 and _UNSPACED.match(token):
            out.extend(token[i : i + 2] for i in range(len(token) - 1))
        else:
            out.append(token)
    return out


def is_unspaced(token: str) -> bool:
    """Whether a token is of a script that writes no spaces: about half a word, see ``tokens``."""
    return _UNSPACED.match(token) is not None


def stop_words(lang: str) -> frozenset[str]:
    """Function words of a language (ISO 639-1), lower case; empty when we have no list."""
    return _STOP_WORDS.get(lang, frozenset())


def stop_languages() -> tuple[str, ...]:
    """Languages that have a list of function words, in alphabetical order."""
    return tuple(sorted(_STOP_WORDS))


def content(text: str, lang: str = "en") -> list[str]:
    """Stems of the words of a text that are not function words nor single letters, in order."""
    stops = stop_words(lang)
    return [
        stem(token, lang)
        for token in tokens(text)
        if token not in stops and (len(token) > 1 or not token.isascii())
    ]


@lru_cache(maxsize=65_536)
def stem(word: str, lang: str = "en") -> str:
    """Strip the commonest endings of a lower-case word; unknown languages are left alone.

    Light on purpose: it joins "banks" with "bank" and "voted" with "vote", never a noun with
    another noun. Deterministic, idempotent on most words, never shorter than three letters.
    """
    if lang == "en":
        return _stem_english(word)
    endings = _ENDINGS.get(lang)
    if endings is None:
        return word
    for ending in endings:
        if len(word) - len(ending) >= 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word


_ENDINGS: dict[str, tuple[str, ...]] = {
    "de": ("innen", "ern", "em", "en", "er", "es", "e", "n", "s"),
    "fr": ("aux", "ées", "és", "ée", "es", "é", "e", "s", "x"),
    "es": ("aciones", "ación", "as", "os", "es", "a", "o", "e", "s"),
    "pt": ("ações", "ação", "as", "os", "es", "a", "o", "e", "s"),
    "it": ("azioni", "azione", "i", "e", "a", "o"),
    "nl": ("en", "s", "e"),
    "sv": ("arna", "erna", "orna", "ar", "er", "or", "en", "et", "n", "t", "s"),
    "da": ("erne", "ene", "er", "en", "et", "e", "s"),
    "no": ("ene", "er", "en", "et", "e", "s"),
}


def _stem_english(word: str) -> str:
    size = len(word)
    if size < 4 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-2] if size > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and any(c in "aeiouy" for c in base):
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            word = base
            break
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    # "voted" -> "vot", "vote" -> "vot": a silent e is nobody's own.
    if word.endswith("e") and len(word) > 3:
        return word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        return word[:-1] + "i"
    return word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STOP_WORDS: dict[str, frozenset[str]] = {
    "en": _words(
        "a about above across after again against ago all almost alone along already also although"
        " always am among an and another any anyone anything are aren around as at away back be"
        " became because become been before behind being below between both but by came can cannot"
        " come could couldn d did didn do does doesn doing don done down during each either else"
        " enough even ever every everyone everything few for from further get gets getting give"
        " given go goes going got had hadn has hasn have haven having he her here hers herself him"
        " himself his how however i if in indeed instead into is isn it its itself just keep kept"
        " last least less let like ll m made make many may maybe me might mine more most much must"
        " my myself near neither never next no nobody none nor not nothing now of off often on once"
        " one only onto or other others our ours ourselves out over own per perhaps put quite"
        " rather re really s said same say saying says see seem seemed seems several shall she"
        " should shouldn since so some someone something still such t take taken than that the"
        " their theirs them themselves then there these they thing this those though through thus"
        " to together told too took toward towards under until up upon us used using ve very via"
        " was wasn way we well went were weren what when where whether which while who whole whom"
        " whose why will with within without won would wouldn yet you your yours yourself mr mrs ms"
    ),
    "de": _words(
        "aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei bin"
        " bis bist da damit dann das dass dazu dein dem den denn der des dessen dich die dies diese"
        " diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er"
        " erst es etwas euch euer für gegen gibt hab habe haben hat hatte hatten hier ihm ihn ihnen"
        " ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann kein keine"
        " können könnte laut machen man mehr mein mich mir mit muss nach nicht nichts noch nun nur"
        " ob oder ohne sagt sagte schon sehr sein seine seinem seinen seiner seit sich sie sind so"
        " soll sollen solle sondern über um und uns unser unter viel vom von vor war waren was weil"
        " weiter wenn wer werden wie wieder will wir wird wo wollen worden wurde wurden zu zum zur"
        " zwar zwischen"
    ),
    "fr": _words(
        "à afin ai ainsi alors après au aucun aussi autre autres aux avait avant avec avoir c car"
        " ce cela celle celui ces cet cette ceux chaque chez comme comment d dans de depuis des"
        " deux dit donc dont du elle elles en encore entre est et été être eu eux faire fait font"
        " il ils j je jusqu l la le les leur leurs lors lui m ma mais me même mes moins mon n ne"
        " ni non nos notre nous on ont ou où par parce pas pendant peu peut plus pour pourquoi qu"
        " quand que quel quelle qui quoi s sa sans se selon ses si son sont sous sur t ta te tes"
        " ton tous tout toute toutes très tu un une vers vos votre vous y était étaient"
    ),
    "es": _words(
        "a al algo algunos ante antes así aunque aún bien cada como con contra cual cuando de del"
        " desde donde dos durante e el él ella ellas ellos en entre era eran eres es esa ese eso"
        " esos esta está están estaba este esto estos fue fueron ha había han hasta hay he hizo la"
        " las le les lo los me más mi mientras mismo mucho muy nada ni no nos nosotros o os otra"
        " otras otro otros para pero poco por porque puede que qué quien se según ser si sí sido"
        " sin sobre son su sus también tan tanto te tiene tienen todo todos tras tu tus un una uno"
        " unos y ya yo además"
    ),
    "it": _words(
        "a ad agli ai al alla alle allo altri altro anche ancora c che chi ci come con contro così"
        " cui d da dagli dai dal dalla dalle degli dei del della delle dello dello di dopo dove due"
        " e è ed era erano essere fa fatto fino fra fu gli ha hai hanno ho i il in io l la le lei"
        " li lo loro lui ma me mentre mi molto ne negli nei nel nella nelle no noi non nostro o"
        " ogni oggi per perché più poi prima può quale quando quanto quella quelle quelli quello"
        " questa queste questi questo qui quindi se sei sempre senza si sia sono sta stata stati"
        " stato su sua sue sugli sui sul sulla suo suoi tra tutti tutto un una uno verso vi"
    ),
    "pt": _words(
        "a ainda além ao aos após as até com como contra da das de dela dele deles depois desde do"
        " dos e é ela elas ele eles em entre era eram essa esse esta está estão estava este eu foi"
        " foram há isso isto já lhe mais mas me mesmo meu muito na nas nem no nos nossa nosso não o"
        " onde os ou para pela pelas pelo pelos por porque pode quando que quem se segundo sem ser"
        " será seu seus só sobre sua suas são também tem têm tinha todos tudo um uma você à às"
    ),
    "nl": _words(
        "aan al alle alleen als andere bij binnen daar dan dat de deze die dit door dus een eens en"
        " er ge geen haar had hadden heb hebben heeft hem het hier hij hoe hun ik in is je kan"
        " komen kunnen later maar me meer men met mijn moet moeten na naar niet niets nog nu of om"
        " omdat onder ons onze ook op over te tegen tijdens toch toen tot u uit uw van veel volgens"
        " voor waar wanneer want waren was wat we weer wel werd werden wie wij wil worden wordt zal"
        " ze zegt zei zich zij zijn zo zonder zou zullen"
    ),
    "sv": _words(
        "alla allt att av bara bland blev bli blir båda de dem den denna deras dess dessa det detta"
        " dig din där då efter ej eller en enligt ett från få får för före ha hade han hans har hon"
        " honom hur här i icke ingen inte inom in jag ju kan kommer kunde man med mellan men mer"
        " mot mycket ni nu när något några och om oss på samma sedan sig sin sina sitt ska skulle"
        " som så säger sade till under upp ut utan vad var vara vi vid vilka vilken är åt över"
    ),
    "da": _words(
        "af alle alt at bare blev blive bliver da de dem den denne deres det dette dig din dog du"
        " efter ej eller en end er et fik for fra få får før ham han hans har havde hende hendes"
        " her hun hvad hvem hver hvis hvor i ifølge ikke ind ingen ja jeg jo kan kom kunne kun lige"
        " man med meget mellem men mere mig min mod mange nogle noget nok nu når og også om op os"
        " over på sammen selv sig siger sin skal skulle som så til ud uden under var ved vi vil"
        " ville været være"
    ),
    "no": _words(
        "alle alt at av bare ble bli blir både da de dem den denne der deres det dette du eller en"
        " enn er et etter fikk for fra få får før ham han hans har hadde henne hennes her hun hva"
        " hvem hver hvis hvor hvordan i ifølge ikke inn ingen jeg kan kom kunne kun man med meg"
        " mellom men mer mot mye må noe noen nå når og også om opp oss over på samme selv seg sier"
        " sin skal skulle som så til ut uten under var ved vi vil ville være vært vår"
    ),
    "fi": _words(
        "ei eivät ennen että hän hänen he ja jo joka jos jotka juuri kaikki kanssa koko koska kun"
        " kuin kuitenkin lisäksi me mikä mitä mukaan muita mutta myös ne niin nyt oli olisi olla on"
        " ollut olivat ovat se sen sekä sen siellä sitä tai tämä tämän tällä vaan vain vielä"
        " vuonna voi"
    ),
    "pl": _words(
        "a aby ale bardzo bez był była było były być ale co czy dla do gdy gdzie go i ich im"
        " innych ja jak jako jednak jego jej jest jeszcze jeśli już kiedy która które którego"
        " którzy który lub ma mają może można mu na nad nas nie nich niż nim o od on ona oni oraz"
        " po pod ponad poza przed przez przy roku również się są ta tak także tam te tego tej ten"
        " to tu tych tylko tym u w we więc wszystkie z za ze że żeby"
    ),
    "cs": _words(
        "a aby ale ani asi až bez bude budou by byl byla byli bylo být co což či do ho i jak jako"
        " je jeho jej její jejich jen ještě již jsem jsme jsou k kde kdo kdy když která které který"
        " kteří ku mezi mu má může na nad ne nebo není než o od on po pod podle pokud pouze pro"
        " proti protože před při s se si své svého ta tak také tedy ten tento této tím to tohoto"
        " tom tomu u už v ve však z za ze že"
    ),
    "sk": _words(
        "a aby aj ako ale alebo ani až bez bol bola boli bolo bude by byť čo do ho i ich iba ja je"
        " jeho jej k kde keď kto ktorá ktoré ktorý ktorí ku ma mať medzi mu na nad nie niet než o"
        " od on po pod podľa pre pred preto pri s sa si so sú svoj ta tak takže tam ten tento to"
        " toho tom tým u už v viac vo však z za zo že"
    ),
    "ro": _words(
        "a acest această aceste acestea acum ai al ale am ar are au avea ca cand care ce cel cele"
        " cei cu cum că căt da dacă dar de decât deja din doar după ea ei el era este eu fi fie"
        " fost iar în înainte între îi îl își la lor lui mai mult nu o ori pe pentru prin s sa sau"
        " se sunt să și spus toate tot un una unei unor unui va vor către până"
    ),
    "hu": _words(
        "a az abban aki akik amely amelyek ami arra azt azok azonban be belül csak de e egy egyik"
        " el ellen előtt én és ez ezek ezt ha hogy hogyan három igen is itt között le legyen lehet"
        " lesz lett magyar majd már meg még mert mi mint minden most nagyon nem nincs olyan ott"
        " pedig s sem szerint született után vagy van vannak volt voltak"
    ),
    "tr": _words(
        "ama ancak bir biri birçok bu buna bunu çok çünkü da daha de değil diye dolayı en gibi göre"
        " hem her hiç için ile ise kadar karşı ki kim mi mı ne neden o olan olarak oldu olduğu"
        " onlar onun sonra şey şu tarafından tüm üzere var ve veya ya yani yok yüzde"
    ),
    "id": _words(
        "ada adalah akan agar antara atau bagi bahwa banyak belum bisa dalam dan dapat dari dengan"
        " di dia hanya hari harus ini itu juga kami karena kata ke kepada lebih mereka namun oleh"
        " orang pada para saat saja sebagai sebuah sejak seperti setelah sudah tahun telah tersebut"
        " tidak untuk yang"
    ),
    "ru": _words(
        "а без более бы был была были было быть в вам вас весь во вот все всех вы где да даже для"
        " до его ее если есть еще же за здесь и из или им их к как когда который которая которые"
        " кто ли лишь между меня мне может мы на над надо нас не него нее нет ни них но о об"
        " однако он она они оно от по под после при про с сказал сам свои свою себя со так также"
        " такой там те тем то того тоже только том тот тут ты у уже хотя чего чем что чтобы эта эти"
        " это этого этом этот я"
    ),
    "uk": _words(
        "а або адже але без би був була були було бути в вже ви від він вона вони все всі де для до"
        " є з за зі же з із і й його її інші їх к коли крім лише людей ми має між може на над нам"
        " нас не нею них ні ну о один однак по під після при про проти р року разом с саме своє"
        " своїх себе серед та так також там те ти тим тільки то тому того той тут у уже хто це цей"
        " ця ці цього чи через що щоб що як яка який яких які я"
    ),
    "bg": _words(
        "а ако без беше бе би била бил ще във в вече все всички вие го да до докато дори е една"
        " един едно за заради и из или им има имат й как като какво които който която което към ли"
        " между ми много може му на над най не него нея ни нито но обаче около от още па по повече"
        " под пред през при с са само се след си сме според също става със съм съд така тази там"
        " те тези това този той то трябва тя у че"
    ),
    "el": _words(
        "ο η το οι τα τον την τους τις του της των ένα ένας μια μία και κι αλλά ή σε στο στη στην"
        " στον στα στις στους από με για ως προς κατά μετά αν όταν όπως που πως ότι τι ποιος δεν"
        " μην θα να είναι ήταν έχει έχουν είχε μας σας αυτό αυτή αυτός αυτά αυτές αυτούς πιο πολύ"
        " όμως επίσης ακόμη μόνο κάθε όλα όλοι χωρίς"
    ),
    "ar": _words(
        "في من على إلى عن أن إن ان كان كانت لم لا ما مع هذا هذه ذلك تلك التي الذي الذين هو هي هم قد"
        " كما كل بعد قبل بين حتى أو او ثم غير بعض عند عندما منذ حيث لكن وقد وفي ومن و أنه أنها انه"
        " انها الى خلال ضد قال وقال أي اي نحو لدى ليس يكون تكون فيه فيها عليه عليها به بها له لها"
    ),
    "fa": _words(
        "از است این آن با به بر برای تا در را که و یا هم نیز می شد شده شود کرد کرده کند های ها"
        " خود یک پس پیش هر اما اگر او وی بود باید"
    ),
    "he": _words(
        "של על את לא הוא היא זה זו הם הן עם כי אם או גם כל אך אבל רק מה מי יש אין היה היתה הייתה"
        " היו אחרי לפני בין כדי אשר ב ל ה ו מ כ עוד כבר לו לה להם אל אז כך כמו מן עד בו בה"
    ),
    "hi": _words(
        "का के की को में से है हैं था थे थी और या पर ने यह वह ये वे इस उस इन उन एक भी तो ही कि जो"
        " लिए साथ कर किया गया गई गए रहा रहे रही हो होने कुछ तक बाद नहीं अपने कहा जा"
    ),
    "vi": _words(
        "và của là có được trong cho với không các một những này đã người khi từ đến như ra về tại"
        " cũng vào sẽ nhiều để theo trên bị đó năm"
    ),
}
