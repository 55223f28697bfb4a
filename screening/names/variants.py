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
    zuhayr: zuhair zuheir zohair zoheir zuhayer zouheir zouhair zuhir
    abbas: abas abbass
    amin: amin ameen amine emin
    anwar: anwar anvar anouar enver
    ashraf: ashraf achraf
    aisha: aisha aysha ayesha aicha
    ayman: ayman aiman aymen eymen eyman
    bashir: bashir basheer bachir bechir beshir
    daud: daud dawood dawud dawoud daoud davud davood davoud
    faruq: faruq faruk farouk farouq farooq
    fatima: fatima fatma fatimah fatemeh fateme
    faysal: faysal faisal feisal faycal feysal
    fuad: fuad fouad foad fuat
    harun: harun haroun haroon
    hashim: hashim hashem hachem hachim
    hisham: hisham hesham hicham
    husam: husam hossam hussam houssam hosam
    ibrahim: ibrahim ebrahim brahim ibraheem ibrahem
    idris: idris idriss driss edris idrees
    isa: isa issa eissa essa aissa
    ishaq: ishaq ishak eshaq ishaaq
    ismail: ismail ismael esmail ismaeel smail esmaeil ismayil
    jabir: jabir jaber djaber gaber
    jafar: jafar jaafar jaffar djafar djaafar cafer
    jalal: jalal djalal djelal celal
    jamal: jamal djamal djamel gamal cemal
    jamil: jamil jameel djamil gamil cemil
    jawad: jawad javad djawad
    kamal: kamal kemal
    karim: karim kareem kerim
    khadija: khadija khadijah khadeeja khadidja
    khalid: khalid khaled halid
    khalil: khalil khaleel halil
    majid: majid majeed madjid
    malik: malik malek melik
    mansur: mansur mansour mansoor
    marwan: marwan marouane merouane marvan
    masud: masud masoud massoud masood mesud messaoud
    mukhtar: mukhtar mokhtar moktar
    munir: munir mounir muneer monir
    murad: murad mourad morad murat
    murtada: murtada murtadha murtaza mortaza morteza
    musa: musa moussa mousa moosa
    mustafa: mustafa mostafa moustafa mustapha mostapha moustapha
    nasir: nasir nasser naser naseer nassir nacer
    nur: nur nour noor
    qadir: qadir qader kader kadir qadeer
    ramadan: ramadan ramadhan ramazan ramzan
    rashid: rashid rasheed rachid
    rida: rida ridha reza riza
    ridwan: ridwan rizwan ridvan ridouane redouane
    sadiq: sadiq sadik sadegh sadeq sadek
    sharif: sharif sherif shareef cherif charif
    sulayman: sulayman sulaiman suleiman suleyman suleman soleiman soleyman soliman sleiman slimane souleymane
        suliman
    tariq: tariq tarek tareq tarik
    tawfiq: tawfiq tawfik toufik taoufik tewfik taufiq
    umar: umar omar omer oumar
    wasim: wasim wassim waseem
    yahya: yahya yahia yehia yehya
    yaqub: yaqub yaqoub yacoub yakub yaacoub yaqoob yakoub yaghoub
    yasin: yasin yassin yassine yacine yaseen
    yasir: yasir yasser yaser yassir
    yunus: yunus yunis yunes younis younes younus
    zaynab: zaynab zainab zeinab zeynep
    ziad: ziad ziyad
    zubayr: zubayr zubair zubeir zoubir
    usman: uthman osman othman ousmane
    kasim: qasim qassem ghasem ghassem kassem kassim qasem gasem casim
    valid: waleed walid oualid
    qadhafi: gaddafi qadhafi kadhafi khadafy qaddafi gadhafi kadafi gadafi qadafi gadaffi
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
        eugene
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
    anastasia: anastasia anastasiya anastasiia nastassia
    anatoli: anatoli anatoly anatoliy anatolii anatolij
    arkadi: arkadi arkady arkadiy arkadii
    bogdan: bogdan bohdan
    daniil: daniil danylo danil
    denis: denis denys dzianis
    ekaterina: ekaterina yekaterina kateryna katsiaryna katerina
    galina: galina halyna halina
    gennadi: gennadi gennady gennadiy gennadii hennadii hennadiy
    georgi: georgi georgy georgiy georgii heorhii heorhiy giorgi
    irina: irina iryna
    kirill: kirill kyrylo kiril
    leonid: leonid leanid
    lyudmila: lyudmila ludmila liudmila liudmyla lyudmyla
    maksim: maksim maxim maksym
    maria: maria mariya mariia maryia
    nikita: nikita mykyta
    olga: olga olha volha
    roman: roman raman
    stanislav: stanislav stanislau
    svetlana: svetlana svitlana sviatlana
    tatiana: tatiana tatyana tetiana tetyana tatsiana
    valeri: valeri valery valeriy valerii
    vitali: vitali vitaly vitaliy vitalii
    vladislav: vladislav vladyslav uladzislau
    vyacheslav: vyacheslav viacheslav viatcheslav viachaslau
    yulia: yulia yuliya yuliia iuliia julia
    aleksandrovich: aleksandrovich alexandrovich oleksandrovych aliaksandravich alyaksandravich
    alekseevich: alekseevich alekseyevich alexeevich oleksiiovych oleksiyovych aliakseevich
    andreevich: andreevich andreyevich andriiovych andriyovych
    dmitrievich: dmitrievich dmitriyevich dmytrovych dzmitryevich
    evgenievich: evgenievich evgenyevich yevgenyevich yevgenievich yevhenovych yauhenavich
    grigorievich: grigorievich grigoryevich grigorevich hryhorovych ryhoravich
    igorevich: igorevich ihorovych iharavich
    mikhailovich: mikhailovich mykhailovych mykhaylovych mikhailavich
    nikolaevich: nikolaevich nikolayevich mykolaiovych mykolayovych mikalaevich mikalayevich
    olegovich: olegovich olehovych alehavich
    pavlovich: pavlovich pavlovych paulavich
    sergeevich: sergeevich sergeyevich serhiiovych serhiyovych siarheevich
    vasilievich: vasilievich vasilyevich vasilevich vasylovych
    viktorovich: viktorovich viktorovych victorovich viktaravich
    vladimirovich: vladimirovich volodymyrovych uladzimiravich
    yurievich: yurievich yuryevich yuriyovych yuriiovych
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
