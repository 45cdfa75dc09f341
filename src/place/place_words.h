/* place_words.h: the closed classes of English words that the place stage reads, as blank-separated lists. */
#ifndef SITREP_PLACE_PLACE_WORDS_H
#define SITREP_PLACE_PLACE_WORDS_H

#define PLACE_PROVINCE_WORDS \
    "province provinces governorate governorates oblast oblasts state states county counties prefecture emirate canton " \
    "department region regions krai parish wilaya voivodeship republic"
#define PLACE_DISTRICT_WORDS \
    "district districts neighbourhood neighborhood neighbourhoods neighborhoods quarter suburb suburbs subdistrict borough " \
    "ward raion municipality area commune"
#define PLACE_TOWN_WORDS "city town village hamlet settlement capital municipality cities towns villages"
#define PLACE_COUNTRY_WORDS "country nation kingdom republic"
#define PLACE_SITE_WORDS \
    "airport airbase airfield airstrip base camp checkpoint hospital clinic school university campus college mosque church " \
    "cathedral temple synagogue monastery palace prison jail centre center hall complex headquarters barracks academy factory " \
    "plant refinery port harbour harbor dam bridge crossing tunnel station terminal stadium square street avenue road highway " \
    "roundabout market bazaar mall hotel embassy consulate ministry building tower building compound warehouse depot " \
    "field oilfield mine quarry farm park zoo cemetery museum library theatre theater courthouse court parliament gate " \
    "junction house houses guesthouse apartment block facility facilities outpost border"
#define PLACE_PART_WORDS \
    "centre center outskirts suburbs downtown edge edges parts part side coast coastline border east west north south " \
    "northeast northwest southeast southwest north-east north-west south-east south-west countryside port heart interior"
#define PLACE_DIRECTION_WORDS \
    "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern " \
    "northwestern southeastern southwestern north-eastern north-western south-eastern south-western north-east north-west " \
    "south-east south-west upper lower downtown coastal rural mainland inner greater"
#define PLACE_NEAR_WORDS "near outside around beyond from close"
#define PLACE_LOCATIVE_WORDS \
    "in at near from to into outside around towards toward across throughout inside of for leave left reach reached via " \
    "between within over through north south east west visit visited entered entering captured retook seized"
#define PLACE_TITLE_WORDS \
    "mr mrs ms miss dr prof professor president minister senator sen rep gov governor mayor judge justice sheikh king queen " \
    "prince princess gen general col colonel maj major capt captain lt sgt sergeant cmdr commander rev reverend sir lord lady " \
    "pope saint st pfc cpl chief coach spokesman spokeswoman secretary chairman director deputy officer detective father"
#define PLACE_ORG_WORDS \
    "university college post times herald tribune gazette news journal press department ministry police council court company " \
    "corp inc ltd bank airlines airways hotel club united fc city church school hospital association committee commission " \
    "agency institute center centre foundation party union league board office bureau society group army navy guard brigade " \
    "brigades battalion front movement authority daily star sun globe observer inquirer chronicle examiner dispatch newspaper " \
    "avenue street road st ave rd boulevard blvd lane drive highway airport stadium park hall museum library theatre theater " \
    "clinic academy high middle elementary baptist methodist act treaty accord accords conference summit open cup games " \
    "declaration agreement protocol process plan prize series symphony orchestra opera"
/* Names of the gazetteer that are mostly something else when they stand alone in English news. */
#define PLACE_STOP_NAMES \
    "section wagner pack queens soul hand eastern western northern southern equality us un eu u.n. e.u. nile drug first free mission metro duma golden of march may april june august sunday monday tuesday wednesday thursday friday saturday january february july " \
    "september october november december police university bank most nice reading mobile split orange street center central " \
    "independence liberty union justice freedom hope eden home enterprise commerce the a an and or but for in on at by to from " \
    "he she it we they i you his her our their this that these those what when where who why how if as is are was be so no " \
    "not all any both each few more other some such than too very can will just should now new old good great big small " \
    "church school hospital president government state county city town village house senate congress parliament court " \
    "army navy air force general major minister council party jordan chelsea paris hilton lee jackson lincoln clinton bush " \
    "obama carter ford grant madison monroe johnson wilson taylor harris martin thompson robinson clark lewis walker hall " \
    "allen young king wright scott green baker adams nelson hill campbell mitchell roberts phillips evans turner parker " \
    "collins edwards stewart morris murphy cook rogers morgan cooper peterson reed bailey bell kelly howard ward cox " \
    "richardson watson brooks wood james bennett gray hughes price myers long foster sanders ross powell sullivan russell " \
    "ortiz jenkins perry butler barnes fisher henderson coleman simmons patterson jordan reynolds hamilton graham " \
    "kim george henry charles thomas john william robert michael david joseph daniel mary sarah jones smith brown davis " \
    "miller moore anderson white christian islam muslim sunni shia kurd arab jew hindu buddhist mass men women man " \
    "as also after before during while since until because although however yes summer winter spring fall autumn " \
    "god lord christmas easter ramadan best west east north south sun star times post globe imam sheikh mufti mullah " \
    "bar can son sur si la le les de del al el san santa st male sale same time side date man most sin police pop see sex"

#endif
