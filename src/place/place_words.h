/* place_words.h: the closed classes of English words that the place stage reads, as blank-separated lists. */
#ifndef SITREP_PLACE_PLACE_WORDS_H
#define SITREP_PLACE_PLACE_WORDS_H

#define PLACE_PROVINCE_WORDS \
    "province provinces governorate governorates oblast oblasts state states county counties prefecture emirate " \
    "canton " \
    "department region regions krai parish wilaya voivodeship republic"
#define PLACE_DISTRICT_WORDS \
    "district districts neighbourhood neighborhood neighbourhoods neighborhoods quarter suburb suburbs " \
    "subdistrict borough " \
    "ward raion municipality area commune"
#define PLACE_TOWN_WORDS "city town village hamlet settlement capital municipality cities towns villages"
#define PLACE_DIVISION_WORDS PLACE_TOWN_WORDS " " PLACE_PROVINCE_WORDS " " PLACE_DISTRICT_WORDS
#define PLACE_COUNTRY_WORDS "country nation kingdom republic"
#define PLACE_SITE_WORDS \
    "airport airbase airfield airstrip base camp checkpoint hospital clinic school university campus college " \
    "mosque church " \
    "cathedral temple synagogue monastery palace prison jail centre center hall complex headquarters barracks " \
    "academy factory " \
    "plant refinery port harbour harbor dam bridge crossing tunnel station terminal stadium square street avenue " \
    "road highway " \
    "roundabout market bazaar mall hotel embassy consulate ministry building tower building compound warehouse depot " \
    "field oilfield mine quarry farm park zoo cemetery museum library theatre theater courthouse court parliament " \
    "gate " \
    "junction house houses guesthouse apartment block facility facilities outpost border cinema cafe restaurant " \
    "bakery pharmacy shop " \
    "supermarket nightclub kindergarten orphanage boulevard bunker silo elevator dormitory"
/* Grounds that are named after other towns far away: "Lomonosov Street", "the Odesa cinema", "Hotel Moscow". */
#define PLACE_NAMED_AFTER_WORDS \
    "street avenue road boulevard highway square bridge roundabout gate cinema theatre theater hotel restaurant " \
    "cafe bar mall market " \
    "supermarket shop nightclub bakery pharmacy building tower"
/* The last word, in capitals, of the name of a ground: "Mahim Bay", "Taylor Street". */
#define PLACE_GROUND_WORDS \
    "street avenue road drive boulevard blvd parkway highway freeway turnpike expressway square bridge creek " \
    "river bay beach island " \
    "islands mountain mountains valley canyon desert peninsula strait gulf lagoon township heights falls " \
    "springs gorge plateau dam canal trail cemetery plaza basin archipelago glacier volcano crossing roundabout"
/* Such words that are surnames too: only behind "in", "at", "near". */
#define PLACE_GROUND_SURNAMES "park hill hills lane lake forest woods field fields point gate camp wells quarter"
/* Their first word: "Lake X", "Fort X"; and what bears a number: "Interstate 395". */
#define PLACE_GROUND_HEADS "lake mount mt fort camp cape"
#define PLACE_ROAD_WORDS "road highway route interstate turnpike autobahn"
#define PLACE_PART_WORDS \
    "centre center outskirts suburbs downtown edge edges parts part side coast coastline border east west north " \
    "south " \
    "northeast northwest southeast southwest north-east north-west south-east south-west countryside port heart " \
    "interior"
#define PLACE_DIRECTION_WORDS \
    "north south east west northern southern eastern western central northeast northwest southeast southwest " \
    "northeastern " \
    "northwestern southeastern southwestern north-eastern north-western south-eastern south-western north-east " \
    "north-west " \
    "south-east south-west upper lower downtown coastal rural mainland inner greater metro metropolitan"
#define PLACE_NEAR_WORDS "near outside around beyond from close beside alongside opposite"
#define PLACE_LOCATIVE_WORDS \
    "in at near from to into outside around towards toward across throughout inside of for leave left reach " \
    "reached via " \
    "between within over through north south east west visit visited entered entering captured retook seized"
/* Of those, the ones that are said of places much more than of persons. */
#define PLACE_IN_WORDS "in at near into outside around across throughout inside toward towards north south east west"
#define PLACE_OPENING_WORDS \
    "a an the in on at of by for from to with and but or nor as if when where while after before during since " \
    "until because " \
    "although though however could would can will may might must shall should did does do is are was were has " \
    "have had this that " \
    "these those it its he she they we i you his her their our my your there here what who whom whose which how " \
    "why no not nor " \
    "all some any most many more much both each every one two three four five six seven eight nine ten another " \
    "other others near " \
    "around over under between across through against among about into out up down off so then now only even " \
    "still yet also"
/* What newspapers and stations are called, as in the names of their sites. */
#define PLACE_MEDIA_WORDS \
    "advance advertiser advocate age and argus banner beacon bee bulletin business call chronicle citizen city " \
    "community county courier " \
    "daily democrat dispatch eagle echo enquirer enterprise evening examiner express fm free gazette globe " \
    "guardian guide herald " \
    "independent inquirer insight item journal land leader ledger live local mail media mercury messenger mirror " \
    "monitor morning my new " \
    "news newspaper newspapers now observer of online paper patriot pilot post press radio record recorder " \
    "register report reporter " \
    "republic republican review sentinel standard star state sun sunday telegram telegraph times today transcript " \
    "tribune truth tv " \
    "union villager voice week weekly world"
/* "University of X" */
#define PLACE_BODY_WORDS \
    "university college institute academy council bank corporation corp federation association society museum " \
    "league union conference " \
    "friends farmers times herald bishop archbishop diocese archdiocese journal orchestra"
/* "X, the club from Y" */
#define PLACE_BODY_NOUNS \
    "club team side company firm newspaper daily weekly magazine agency party militia brigade band label brand " \
    "airline bank broadcaster " \
    "charity foundation think-tank website album film novel song ship vessel ferry tanker frigate horse dog"
#define PLACE_CALENDAR_WORDS \
    "january february march april may june july august september october november december jan feb mar apr jun " \
    "jul aug sep sept oct " \
    "nov dec spring fall no"
/* What a town, county or state has, in capitals: "X Police Department". */
#define PLACE_CIVIC_WORDS "police fire sheriff mayor governor attorney department patrol prosecutor municipality"
#define PLACE_CIVIC_HALF_WORDS "city county state public regional metropolitan international municipal district highway"
#define PLACE_PEOPLE_WORDS \
    "man woman men women couple teen teenager teenagers boy girl resident residents native police firefighters " \
    "officials mother father " \
    "motorist driver councilman lawmaker"
#define PLACE_TITLE_WORDS \
    "mr mrs ms miss dr prof professor president minister senator sen rep gov governor mayor judge justice sheikh " \
    "king queen " \
    "prince princess gen general col colonel maj major capt captain lt sgt sergeant cmdr commander rev reverend " \
    "sir lord lady " \
    "pope saint st pfc cpl chief coach spokesman spokeswoman secretary chairman director deputy officer detective " \
    "father"
#define PLACE_ORG_WORDS \
    "university college post times herald tribune gazette news journal press department ministry police council " \
    "court company " \
    "corp inc ltd bank airlines airways hotel club united fc city church school hospital association committee " \
    "commission " \
    "agency institute center centre foundation party union league board office bureau society group army navy " \
    "guard brigade " \
    "brigades battalion front movement authority daily star sun globe observer inquirer chronicle examiner " \
    "dispatch newspaper " \
    "avenue street road st ave rd boulevard blvd lane drive highway airport stadium park hall museum library " \
    "theatre theater " \
    "clinic academy high middle elementary baptist methodist act treaty accord accords conference summit open cup " \
    "games " \
    "declaration agreement protocol process plan prize series symphony orchestra opera"
/* Adjectives of bodies ("Federal Police"): in English news never a place's name alone, though the gazetteer has such. */
#define PLACE_NEVER_NAMES "march may april june august federal national royal imperial central"
/* Names of the gazetteer that are mostly something else when they stand alone in English news. */
#define PLACE_STOP_NAMES \
    "section wagner pack queens soul hand west east north south farms eastern western northern southern equality us un eu u.n. e.u. nile drug " \
    "first free mission metro duma golden of march may april june august sunday monday tuesday wednesday thursday " \
    "friday saturday january february july " \
    "september october november december police university bank most nice reading mobile split orange street " \
    "center central " \
    "independence liberty union justice freedom hope eden home enterprise commerce the a an and or but for in on " \
    "at by to from " \
    "he she it we they i you his her our their this that these those what when where who why how if as is are was " \
    "be so no " \
    "not all any both each few more other some such than too very can will just should now new old good great big " \
    "small " \
    "church school hospital president government state county city town village house senate congress parliament " \
    "court " \
    "army navy air force general major minister council party jordan chelsea paris hilton lee jackson lincoln " \
    "clinton bush " \
    "obama carter ford grant madison monroe johnson wilson taylor harris martin thompson robinson clark lewis " \
    "walker hall " \
    "allen young king wright scott green baker adams nelson hill campbell mitchell roberts phillips evans turner " \
    "parker " \
    "collins edwards stewart morris murphy cook rogers morgan cooper peterson reed bailey bell kelly howard ward cox " \
    "richardson watson brooks wood james bennett gray hughes price myers long foster sanders ross powell sullivan " \
    "russell " \
    "ortiz jenkins perry butler barnes fisher henderson coleman simmons patterson jordan reynolds hamilton graham " \
    "kim george henry charles thomas john william robert michael david joseph daniel mary sarah jones smith brown " \
    "davis " \
    "miller moore anderson white christian islam muslim sunni shia kurd arab jew hindu buddhist mass men women man " \
    "as also after before during while since until because although however yes summer winter spring fall autumn " \
    "god lord christmas easter ramadan best west east north south sun star times post globe imam sheikh mufti mullah " \
    "bay island islands creek mission coast federal college market northwest northeast southwest southeast tour " \
    "delta toyota honda " \
    "bureau mound américa nacional english cobra spring soul " \
    "bar can son sur si la le les de del al el san santa st male sale same time side date man most sin police pop " \
    "see sex"

#endif
