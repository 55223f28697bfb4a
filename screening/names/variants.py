"""Names that are one name: spellings too far apart to be told by rule, and customary short forms.

General knowledge, checked against the names that one party bears on the lists of OFAC, the UN, the UK and the EU.
A name in two languages (*Frederick* and *Friedrich*) is not one name, unless the papers of one person have both:
those of Ukraine and Belarus are written in two languages, and Arabic names are romanised in several.
"""

from __future__ import annotations

__all__ = ["SHORT_NAMES", "VARIANTS", "given"]


def _by_variant(table: str) -> dict[str, str]:
    """Each variant with its name; a row is a name and its variants, and goes on where it is indented further."""
    names: dict[str, str] = {}
    name = ""
    for line in table.splitlines():
        first, colon, rest = line.partition(":")
        name = first.strip() if colon else name
        names.update(dict.fromkeys((rest if colon else line).split(), name))
    return names


VARIANTS = _by_variant("""
    bin: ibn ben
    al: el ul
    abu: abou
    haji: hajji hajj haj alhaj
    shaykh: sheikh shaikh sheik shaik sheykh cheikh
    mawlawi: maulavi maulawi mawlavi molvi moulavi
    sayyid: sayed seyed sayid seyyed syed
    mullah: mulla molla mollah
    muhamad: mohd md muhd mohammad mohammed mohamed mohamad muhammad muhammed muhamed mehmed mehmet mohamud
        muhammet mukhammad magomed mahomed
    yusuf: joseph josef jozef yousef youssef yosef yusef youssof youcef yousuf yussuf yousif
    usman: uthman osman othman ousmane
    kasim: qasim qassem ghasem ghassem kassem kassim qasem gasem casim
    valid: waleed walid oualid
    gaddafi: qadhafi kadhafi khadafy qaddafi gadhafi kadafi gadafi qadafi gadaffi
    hasan: hassan hassen hasan
    husayn: hussein husain hossein hussain hosein houssein husein hussin
    mahmud: mahmoud mahmood mehmood
    ahmad: ahmed ahmet achmed achmad
    hamid: hameed hamed
    hamad: hamd
    rahman: rehman rahmaan
    rahim: raheem
    salim: saleem
    salman: selman
    said: saeed saeid sayeed saied
    aleksandr: alexander alexandr aleksander aleksandar alexandre oleksandr aliaksandr aleksandre alyaksandr
    nikolai: nikolay nikolaj nicolai mykola mikola mikalai mikalay nikolaos
    mikhail: mikhailo mykhailo mykhaylo mikhaylo mihailo mikhas michail mihail mikhas
    vladimir: volodymyr volodimir uladzimir wladimir uladzimier
    evgeni: evgeny yevgeny yevgeniy evgeniy evgenii yevgenii yevhen yauhen yauheni yevhenii evgenij jewgenij
    pavel: pavlo pawel
    sergei: sergey serej serhiy serhii siarhei sergej serguei serge serhey siarhey
    igor: ihor ihar
    oleg: oleh aleh
    dmitri: dmitry dmitriy dmitrii dmytro dmitro dzmitry dmitrij dmitriyi
    andrei: andrey andrii andriy andrej andrij
    aleksei: alexey aleksey alexei oleksiy oleksii aliaksei alexej alieksei
    petr: pyotr piotr petro petar piatro pjotr
    artem: artyom artiom artsiom
    fedor: fyodor fiodor fedir theodor
    semen: semyon semion
    viktor: victor viktar
    grigori: grigory grigoriy grigorii gregory hryhoriy hryhorii ryhor grigorij
    vasili: vasil vasily vasiliy vasilii vasyl vasil wassili
    konstantin: constantine konstantyn kanstantsin kostyantyn
    ilya: illia ilia ilja iliya
    natalia: nataliya natalya nataliia natallia natalja
    elena: yelena olena alena helena alyona
    yuri: yury yuriy yurii iurii jurij jurii yurij iuri iouri
    timofei: timofey tymofii tsimafei
""")
"""One name in the spellings and sister languages in which papers of one person have it.

Two variants of different names are different names, however much alike: Hassan is not Hussein.
"""

SHORT_NAMES = _by_variant("""
    alberto: beto
    aleksandr: sasha sacha
    aleksei: alyosha lyosha
    alexander: alex
    anatoli: tolya
    andrew: andy drew
    anthony: tony
    antonio: toni
    benjamin: ben
    charles: charlie chuck
    christopher: chris
    daniel: dan danny
    david: dave
    deborah: debbie
    dmitri: dima mitya
    donald: don
    edward: ted ed eddie
    elizabeth: liz beth betty
    francis: frank
    francisco: paco pancho
    frederick: fred
    friedrich: fritz
    gerald: jerry
    gregory: greg
    grigori: grisha
    guadalupe: lupe
    henry: hank harry
    ignacio: nacho
    ivan: vanya
    james: jim jimmy
    jennifer: jenny
    jesus: chucho
    johannes: hans
    john: jack johnny
    jose: pepe
    josef: sepp
    joseph: joe
    katherine: kate kathy
    kenneth: ken kenny
    konstantin: kostya
    lawrence: larry
    margaret: peggy maggie meg
    matthew: matt
    michael: mike mick
    mikhail: misha
    nicholas: nick
    nikolai: kolya
    pamela: pam
    pavel: pasha
    peter: pete
    philip: phil
    pyotr: petya
    rebecca: becky
    richard: dick rick rich
    robert: bob rob bobby
    ronald: ron
    samuel: sam
    sergei: seryozha
    steven: steve
    susan: sue
    thomas: tom tommy
    victoria: vicky
    vladimir: volodya vova
    vyacheslav: slava
    william: bill will billy
    yevgeni: zhenya
    yuri: yura
""")
"""Short forms of given names that do not begin like the name, or are too short to be told by it."""


def given(word: str) -> str:
    """The given name that a word is a customary short form of, else the word.

    >>> given("bob"), given("robert")
    ('robert', 'robert')
    """
    return SHORT_NAMES.get(word, word)
