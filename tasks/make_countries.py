"""Write watchlists/countries.csv from ISO 3166-1 (package pycountry) and the reviewed names below.

Run: ``python tasks/make_countries.py``. A name goes in only if it means one country. Names that two
countries use are in `UNCLEAR` and are kept out: "Korea" is nobody's. Capital letters, accents and
punctuation need no spelling of their own.
"""

from __future__ import annotations

import csv
import io
from importlib.metadata import version
from pathlib import Path

import pycountry

REVIEWED = "2026-11-23"
TARGET = Path(__file__).parent.parent / "watchlists" / "countries.csv"

UNCLEAR = {"Congo"}
"""Names of ISO 3166-1 that more than one country uses."""

SHORT = {
    "BN": "Brunei",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "MF": "Saint Martin",
    "MO": "Macau",
    "PS": "Palestine",
    "RU": "Russia",
    "SX": "Sint Maarten",
    "VA": "Vatican City",
    "VG": "British Virgin Islands",
    "VI": "United States Virgin Islands",
}
"""English short names where that of pycountry is formal or inverted."""

NOT_A_NAME = {"MF": {"Saint Martin"}}
"""Short names that are shown and not read, since they are also those of another country."""

ALSO = {
    "AD": "Andorre",
    "AE": "UAE; Emirates; Emirati; الإمارات العربية المتحدة; الإمارات; 阿联酋; 阿拉伯联合酋长国; ОАЭ; "
    "Объединенные Арабские Эмираты; 아랍에미리트; アラブ首長国連邦",
    "AF": "افغانستان; Афганистан",
    "AG": "Antigua",
    "AL": "Shqipëria; Shqipëri; Албания",
    "AM": "Hayastan; Հայաստան; Армения",
    "AO": "Ангола; 安哥拉",
    "AR": "Argentine; Аргентина; 阿根廷",
    "AT": "Österreich; Republik Österreich; Австрия; 奥地利",
    "AU": "Commonwealth of Australia; Австралия; 澳大利亚; 호주; オーストラリア",
    "AX": "Åland; Ahvenanmaa",
    "AZ": "Azərbaycan; Азербайджан",
    "BA": "Bosnia; Bosnia-Herzegovina; Bosna i Hercegovina; Босна и Херцеговина; Босния и Герцеговина",
    "BD": "বাংলাদেশ; Бангладеш; 孟加拉国; 방글라데시",
    "BE": "België; Belgique; Belgien; Бельгия; 比利时",
    "BF": "Upper Volta",
    "BG": "България; Bulgarie; Болгария; 保加利亚",
    "BH": "البحرين",
    "BJ": "Dahomey",
    "BL": "St. Barthélemy; St. Barts; Saint Barts",
    "BN": "Negara Brunei Darussalam",
    "BO": "Estado Plurinacional de Bolivia",
    "BQ": "Bonaire; Caribbean Netherlands; Sint Eustatius; Saba",
    "BR": "Brasil; República Federativa do Brasil; Бразилия; 巴西; 브라질; ブラジル",
    "BS": "Bahamas, The",
    "BT": "འབྲུག",
    "BW": "Bechuanaland",
    "BY": "Беларусь; Белоруссия; Belorussia; Byelorussia; Республика Беларусь; 白俄罗斯",
    "BZ": "British Honduras",
    "CA": "Канада; 加拿大; 캐나다; カナダ",
    "CC": "Cocos Islands; Keeling Islands",
    "CD": "DR Congo; DRC; Congo DR; Congo, Democratic Republic of the; Congo, Democratic Republic; "
    "Democratic Republic of Congo; Congo-Kinshasa; Congo (DRC); Zaire; "
    "République démocratique du Congo; RD Congo; 刚果民主共和国; 刚果（金）",
    "CF": "CAR; Central African Rep.; République centrafricaine; Centrafrique",
    "CG": "Congo-Brazzaville; Congo Republic; Congo, Republic of the; Congo, Republic of; "
    "Republic of Congo; République du Congo; 刚果共和国; 刚果（布）",
    "CH": "Schweiz; Suisse; Svizzera; Svizra; Confoederatio Helvetica; Швейцария; 瑞士",
    "CI": "Ivory Coast; Cote d Ivoire; République de Côte d'Ivoire",
    "CL": "República de Chile; Чили; 智利",
    "CM": "Cameroun; Kamerun",
    "CN": "PRC; P.R. China; P R China; Mainland China; China (Mainland); China PRC; "
    "China, People's Republic of; People's Republic of China (PRC); Peoples Rep. of China; 中国; "
    "中國; 中国大陆; 中國大陸; 中华人民共和国; 中華人民共和國; Zhongguo; "
    "Китай; КНР; Китайская Народная Республика; 중국; 중화인민공화국; 中華人民共和国; Trung Quốc; "
    "Chine; Cina; Kina",
    "CO": "República de Colombia; Колумбия; 哥伦比亚",
    "CU": "Куба; 古巴",
    "CV": "Cape Verde",
    "CX": "Christmas Is.",
    "CY": "Κύπρος; Kypros; Kıbrıs; Кипр; 塞浦路斯",
    "CZ": "Česko; Česká republika; Tschechien; Чехия; 捷克",
    "DE": "Deutschland; Bundesrepublik Deutschland; BRD; Allemagne; Alemania; Германия; 德国; 독일; ドイツ",
    "DJ": "جيبوتي",
    "DK": "Danmark; Дания; 丹麦",
    "DO": "Dominican Rep.; República Dominicana",
    "DZ": "الجزائر; Algérie; Алжир; 阿尔及利亚",
    "EC": "República del Ecuador; Эквадор",
    "EE": "Eesti; Эстония; 爱沙尼亚",
    "EG": "مصر; Misr; Египет; 埃及; 이집트",
    "EH": "Sahrawi Arab Democratic Republic; الصحراء الغربية",
    "ER": "ኤርትራ",
    "ES": "España; Reino de España; Espanya; Испания; 西班牙; 스페인; スペイン",
    "ET": "ኢትዮጵያ; Эфиопия; 埃塞俄比亚",
    "FI": "Suomi; Suomen tasavalta; Финляндия; 芬兰",
    "FK": "Malvinas; Islas Malvinas; Falklands",
    "FM": "Federated States of Micronesia (FSM)",
    "FO": "Faroes; Faeroe Islands; Føroyar",
    "FR": "République française; Frankreich; Франция; 法国; 프랑스; フランス",
    "GB": "UK; Great Britain; Britain; United Kingdom (UK); England; Scotland; Wales; Northern Ireland; "
    "GB-UK; Великобритания; Соединенное Королевство; 英国; 英國; 영국; イギリス",
    "GE": "საქართველო; Sakartvelo; Republic of Georgia; Грузия; 格鲁吉亚; ジョージア",
    "GF": "Guyane; Guyane française",
    "GH": "Гана; 加纳; Gold Coast",
    "GL": "Kalaallit Nunaat; Grønland",
    "GM": "Gambia, The",
    "GN": "Guinea (Conakry); Guinée; République de Guinée; Гвинея; 几内亚; 기니",
    "GQ": "Guinea Ecuatorial; República de Guinea Ecuatorial; Экваториальная Гвинея; 赤道几内亚; 적도 기니",
    "GR": "EL; Ελλάδα; Ελλάς; Hellas; Ellada; Греция; 希腊",
    "GS": "South Georgia; South Georgia & South Sandwich Islands",
    "GW": "Guiné-Bissau; Portuguese Guinea",
    "GY": "Co-operative Republic of Guyana; British Guiana",
    "HK": "Hong Kong SAR; HKSAR; HK SAR; Hong Kong, China; Hong Kong SAR China; "
    "China, Hong Kong Special Administrative Region; China, Hong Kong SAR; China, Hong Kong; "
    "Hongkong; 香港; 中国香港; 中國香港; 香港特别行政区; 香港特別行政區; Гонконг; 홍콩",
    "HM": "Heard & McDonald Islands",
    "HR": "Hrvatska; Republika Hrvatska; Хорватия; 克罗地亚",
    "HT": "Ayiti",
    "HU": "Magyarország; Венгрия; 匈牙利; 헝가리",
    "ID": "Republik Indonesia; Индонезия; 印度尼西亚; 印尼; 인도네시아; インドネシア; Dutch East Indies",
    "IE": "Éire; Republic of Ireland; Ирландия; 爱尔兰; 아일랜드",
    "IL": "ישראל; إسرائيل; Израиль; 以色列; 이스라엘",
    "IM": "Mannin; Ellan Vannin",
    "IN": "Bharat; भारत; भारत गणराज्य; Индия; 印度; 인도; インド",
    "IO": "Chagos Islands; Chagos Archipelago",
    "IQ": "العراق; Ирак; 伊拉克",
    "IR": "ایران; I.R. Iran; Islamic Rep. of Iran; Persia; Иран; 伊朗; 이란; イラン",
    "IS": "Ísland; Исландия; 冰岛",
    "IT": "Italia; Repubblica Italiana; Italie; Италия; 意大利; 이탈리아; イタリア",
    "JO": "الأردن; Иордания",
    "JP": "Nippon; Nihon; Nihon-koku; 日本; 日本国; 日本國; Япония; 일본; Nhật Bản; にほん; にっぽん",
    "KE": "Кения; 肯尼亚; 케냐",
    "KG": "Кыргызстан; Киргизия; Кыргызская Республика; Kirghizia; Kyrgyz Rep.; 吉尔吉斯斯坦",
    "KH": "Kampuchea; Democratic Kampuchea; កម្ពុជា; Камбоджа; 柬埔寨; 캄보디아; カンボジア; Campuchia",
    "KI": "Gilbert Islands",
    "KM": "Komori; جزر القمر",
    "KN": "St. Kitts and Nevis; St Kitts-Nevis",
    "KP": "DPRK; DPR Korea; Korea DPR; Korea, DPRK; Democratic People's Republic of Korea (DPRK); "
    "Korea Democratic People's Republic; Democratic Peoples Rep. of Korea; "
    "Dem. People's Rep. of Korea; Korea, Dem. People's Rep.; Korea, Dem. Rep.; N. Korea; NKorea; "
    "Korea, North; NK; 북한; 북조선; 조선민주주의인민공화국; Choson Minjujuui Inmin Konghwaguk; "
    "朝鲜; 北朝鲜; 北韩; 北韓; 北朝鮮; 朝鲜民主主义人民共和国; 朝鮮民主主義人民共和國; "
    "朝鮮民主主義人民共和国; Северная Корея; КНДР; Корейская Народно-Демократическая Республика; "
    "Nordkorea; Corée du Nord; Corea del Norte; Coreia do Norte; Corea del Nord; Bắc Triều Tiên; "
    "North Korea (DPRK); Korea Utara; Kuzey Kore; Noord-Korea; Korea Północna; Pohjois-Korea",
    "KR": "Republic of Korea; Republic of Korea (ROK); Korea Republic; Korea, Rep.; Rep. of Korea; ROK; "
    "S. Korea; SKorea; Korea, South; Korea (ROK); 한국; 대한민국; 남한; Hanguk; Daehan Minguk; "
    "Taehan Min'guk; 韩国; 韓國; 韓国; 大韩民国; 大韓民國; 大韓民国; 南韩; 南韓; 남조선; "
    "Южная Корея; Республика Корея; Südkorea; Corée du Sud; Corea del Sur; Coreia do Sul; "
    "Corea del Sud; Hàn Quốc; South Korea (Republic of Korea); South Korea (ROK); Korea Selatan; "
    "Güney Kore; Zuid-Korea; Korea Południowa; Sydkorea; Etelä-Korea",
    "KW": "الكويت; Кувейт; 科威特",
    "KZ": "Қазақстан; Qazaqstan; Казахстан; Республика Казахстан; Kazakstan; 哈萨克斯坦; 카자흐스탄",
    "LA": "Lao PDR; Laos PDR; Lao People's Dem. Rep.; ລາວ; ປະເທດລາວ; Лаос; 老挝; 寮國; 라오스; ラオス",
    "LB": "لبنان; Liban; Ливан; 黎巴嫩",
    "LC": "St. Lucia",
    "LK": "Ceylon; ශ්‍රී ලංකාව; இலங்கை; Шри-Ланка; 斯里兰卡",
    "LS": "Basutoland",
    "LT": "Lietuva; Lietuvos Respublika; Литва; 立陶宛",
    "LU": "Luxemburg; Lëtzebuerg; Люксембург; 卢森堡",
    "LV": "Latvija; Latvijas Republika; Латвия; 拉脱维亚",
    "LY": "State of Libya; Libyan Arab Jamahiriya; ليبيا; Ливия; 利比亚",
    "MA": "المغرب; Maroc; Marruecos; Марокко; 摩洛哥",
    "MD": "Republica Moldova; Moldavia; Молдова; Молдавия; Республика Молдова; 摩尔多瓦",
    "ME": "Crna Gora; Црна Гора; Черногория; 黑山",
    "MF": "St. Martin (French part); Collectivity of Saint Martin",
    "MG": "Madagasikara",
    "MK": "Macedonia; FYROM; Former Yugoslav Republic of Macedonia; "
    "Macedonia, the former Yugoslav Republic of; Republic of Macedonia; Северна Македонија; "
    "Македонија; Северная Македония; 北马其顿",
    "MM": "Burma; Myanmar (Burma); Burma (Myanmar); Republic of the Union of Myanmar; Union of Myanmar; "
    "မြန်မာ; Мьянма; 缅甸; 미얀마; ミャンマー",
    "MN": "Монгол; Монгол Улс; Монголия; Mongol Uls; 蒙古; 蒙古国; 몽골; モンゴル; Outer Mongolia",
    "MO": "Macau SAR; Macao SAR; Macau, China; Macao, China; Macao SAR China; Macau SAR China; "
    "China, Macao Special Administrative Region; China, Macao SAR; 澳门; 澳門; 中国澳门; 中國澳門; "
    "澳门特别行政区; 澳門特別行政區; Макао; 마카오; マカオ",
    "MP": "Saipan; Northern Marianas",
    "MR": "Mauritanie; موريتانيا",
    "MU": "Maurice; Ile Maurice",
    "MV": "Maldive Islands; Мальдивы",
    "MW": "Nyasaland",
    "MX": "Méjico; Estados Unidos Mexicanos; Мексика; 墨西哥; 멕시코; メキシコ",
    "MY": "Малайзия; 马来西亚; 馬來西亞; 말레이시아; マレーシア",
    "MZ": "Moçambique; Мозамбик; 莫桑比克",
    "NA": "South West Africa",
    "NC": "Nouvelle-Calédonie",
    "NE": "République du Niger",
    "NG": "Нигерия; 尼日利亚; 나이지리아",
    "NL": "Holland; Nederland; Koninkrijk der Nederlanden; Netherlands, Kingdom of the; Pays-Bas; "
    "Niederlande; Нидерланды; Голландия; 荷兰; 네덜란드; オランダ",
    "NO": "Norge; Noreg; Норвегия; 挪威",
    "NP": "नेपाल; Непал; 尼泊尔; 네팔; ネパール",
    "NZ": "Aotearoa; Aotearoa New Zealand; Новая Зеландия; 新西兰; 뉴질랜드",
    "OM": "عُمان; Muscat and Oman",
    "PA": "Панама",
    "PE": "Перу; 秘鲁",
    "PF": "Tahiti; Polynésie française",
    "PG": "Papua Niugini",
    "PH": "Pilipinas; Republika ng Pilipinas; Filipinas; Филиппины; 菲律宾; 菲律賓; 필리핀; フィリピン",
    "PK": "پاکستان; Пакистан; 巴基斯坦; 파키스탄",
    "PL": "Polska; Rzeczpospolita Polska; Polen; Pologne; Польша; 波兰; 폴란드; ポーランド",
    "PM": "St. Pierre and Miquelon; Saint-Pierre-et-Miquelon",
    "PN": "Pitcairn Islands",
    "PR": "Porto Rico",
    "PS": "Palestinian Territories; Palestinian Territory; Palestinian Territory, Occupied; "
    "Occupied Palestinian Territory; West Bank and Gaza; West Bank; Gaza; Gaza Strip; فلسطين; "
    "Палестина; 巴勒斯坦",
    "PT": "República Portuguesa; Португалия; 葡萄牙; 포르투갈",
    "PY": "República del Paraguay; Парагвай",
    "QA": "قطر; Катар; 卡塔尔",
    "RE": "La Réunion; Reunion Island",
    "RO": "Roumania; Rumania; Rumänien; Румыния; 罗马尼亚; 루마니아",
    "RS": "Srbija; Србија; Republika Srbija; Република Србија; Сербия; 塞尔维亚; 세르비아",
    "RU": "Russian Fed.; Россия; Российская Федерация; РФ; Rossiya; Rossija; Rossiia; "
    "Rossiyskaya Federatsiya; Russland; Russie; Rusia; Rosja; 俄罗斯; 俄羅斯; 俄国; 俄罗斯联邦; "
    "러시아; 로씨야; ロシア; ロシア連邦; Liên bang Nga",
    "SA": "KSA; Saudi; Kingdom of Saudi Arabia (KSA); السعودية; المملكة العربية السعودية; "
    "Саудовская Аравия; 沙特阿拉伯; 사우디아라비아",
    "SB": "Solomons",
    "SD": "السودان; Судан; 苏丹",
    "SE": "Sverige; Konungariket Sverige; Schweden; Швеция; 瑞典; 스웨덴",
    "SG": "Singapura; Republik Singapura; 新加坡; சிங்கப்பூர்; Сингапур; 싱가포르; シンガポール",
    "SH": "Saint Helena; St. Helena; Ascension Island; Ascension; Tristan da Cunha; "
    "St. Helena, Ascension and Tristan da Cunha",
    "SI": "Slovenija; Republika Slovenija; Словения; 斯洛文尼亚",
    "SJ": "Svalbard; Jan Mayen",
    "SK": "Slovensko; Slovenská republika; Словакия; 斯洛伐克",
    "SN": "Сенегал; 塞内加尔",
    "SO": "Soomaaliya; الصومال; Сомали; 索马里",
    "SR": "Surinam; Dutch Guiana",
    "SS": "Южный Судан; 南苏丹",
    "ST": "São Tomé e Príncipe; Sao Tome",
    "SV": "República de El Salvador",
    "SX": "St. Maarten; Saint Maarten",
    "SY": "سوريا; سورية; Syrian Arab Rep.; Сирия; 叙利亚; 시리아; シリア",
    "SZ": "Swaziland",
    "TC": "Turks & Caicos",
    "TD": "Tchad; تشاد",
    "TF": "Terres australes françaises; French Southern and Antarctic Lands",
    "TH": "ไทย; ประเทศไทย; Prathet Thai; Siam; Таиланд; 泰国; 泰國; 태국; 타이; タイ; Thái Lan",
    "TJ": "Тоҷикистон; Таджикистан; Tojikiston; Tadzhikistan; 塔吉克斯坦",
    "TL": "East Timor; Timor Lorosa'e; Восточный Тимор; 东帝汶",
    "TM": "Туркменистан; Туркмения; 土库曼斯坦",
    "TN": "تونس; Tunisie; Тунис; 突尼斯",
    "TR": "Turkey; Türkiye Cumhuriyeti; Republic of Turkey; Türkei; Turquie; Турция; 土耳其; 터키; "
    "튀르키예; トルコ",
    "TT": "Trinidad; Tobago",
    "TV": "Ellice Islands",
    "TW": "Taiwan, China; China, Taiwan; Chinese Taipei; Republic of China; Taiwan, ROC; "
    "Taiwan (Republic of China); Republic of China (Taiwan); Formosa; 台湾; 台灣; 臺灣; 中華民國; "
    "中华民国; 中国台湾; 中國台灣; Тайвань; 대만; 타이완; Đài Loan",
    "TZ": "Jamhuri ya Muungano wa Tanzania; Tanganyika; Zanzibar; Танзания; 坦桑尼亚; 탄자니아",
    "UA": "Україна; Ukraina; Украина; 乌克兰; 烏克蘭; 우크라이나; ウクライナ",
    "UG": "Уганда; 乌干达; 우간다",
    "UM": "U.S. Minor Outlying Islands; US Outlying Islands",
    "US": "United States (US); United States (USA); United States of America (USA); America; "
    "Estados Unidos; EE.UU.; États-Unis; Vereinigte Staaten; Vereinigte Staaten von Amerika; США; "
    "Соединенные Штаты Америки; 美国; 美國; 美利坚合众国; 미국; 미합중국; アメリカ; "
    "アメリカ合衆国; 米国; Hoa Kỳ",
    "UY": "República Oriental del Uruguay; Уругвай",
    "UZ": "Oʻzbekiston; Ўзбекистон; Узбекистан; Uzbekiston; 乌兹别克斯坦; 우즈베키스탄",
    "VA": "Holy See; Vatican; Vatican City State; Città del Vaticano; Ватикан",
    "VC": "St. Vincent and the Grenadines; Saint Vincent; St. Vincent",
    "VE": "República Bolivariana de Venezuela; Венесуэла; 委内瑞拉",
    "VG": "BVI; British Virgin Is.; Virgin Islands (UK)",
    "VI": "USVI; U.S. Virgin Islands; Virgin Islands of the U.S.",
    "VN": "Socialist Republic of Vietnam; Cộng hòa Xã hội chủ nghĩa Việt Nam; Вьетнам; 越南; "
    "越南社会主义共和国; 베트남; 윁남; ベトナム",
    "VU": "New Hebrides",
    "WF": "Wallis-et-Futuna",
    "WS": "Western Samoa; Independent State of Western Samoa",
    "YE": "اليمن; Йемен; 也门",
    "ZA": "RSA; Suid-Afrika; Republiek van Suid-Afrika; iNingizimu Afrika; South Africa, Republic of; "
    "ЮАР; Южная Африка; Южно-Африканская Республика; 南非; 남아프리카 공화국; 남아프리카공화국",
    "ZM": "Northern Rhodesia; Замбия; 赞比亚",
    "ZW": "Rhodesia; Southern Rhodesia; Зимбабве; 津巴布韦",
}
"""Reviewed names beside those of ISO 3166-1: short, native, neighbouring and older ones."""

ASSIGNED_BY_USERS = [
    (
        "XK",
        "XKX",
        "Kosovo",
        "Kosovo; Republic of Kosovo; Kosova; Republika e Kosovës; Косово; Kosovo (UNSCR 1244)",
    ),
]
"""Codes in wide use that ISO 3166-1 leaves to users."""


def rows() -> list[tuple[str, str, str, str]]:
    """Code, alpha-3 code, English name and all names of every country, sorted by code."""
    found = list(ASSIGNED_BY_USERS)
    for entry in pycountry.countries:
        code = entry.alpha_2
        official = getattr(entry, "official_name", "").removeprefix("the ")
        common = getattr(entry, "common_name", "")
        short = SHORT.get(code) or common or entry.name
        given = [entry.name, common, official, short, *ALSO.get(code, "").split("; ")]
        kept_out = UNCLEAR | NOT_A_NAME.get(code, set()) | {""}
        names = dict.fromkeys(name for name in given if name not in kept_out)
        found.append((code, entry.alpha_3, short, "; ".join(names)))
    return sorted(found)


def render() -> str:
    """The whole file."""
    file = io.StringIO()
    print(f"# ISO 3166-1 by way of pycountry {version('pycountry')}, and reviewed names;", file=file)
    print(f"# made by tasks/make_countries.py, reviewed {REVIEWED}; names are separated by '; '", file=file)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["code", "alpha3", "name", "names"])
    writer.writerows(rows())
    return file.getvalue()


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
