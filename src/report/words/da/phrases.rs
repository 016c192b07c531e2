//! The phrases in Danish.

use crate::report::words::Say;

pub fn phrase(say: Say) -> &'static str {
    match say {
        Say::Participants => "Deltagere",
        Say::Comparison => "Sammenligningsgruppe",
        Say::Before => "før",
        Say::After => "efter",
        Say::WeeksOnAverage => "uge {first}–{last} i gennemsnit",
        Say::WeekNumber => "uge {week}",
        Say::WeeksAfterEntry => "uge {week} efter start",
        Say::WeekForCohort => "{week} for {cohort}",
        Say::IntervalName => "{level} pct. konfidensinterval",
        Say::Effect => "Effekt",
        Say::GroupPercent => "{share} pct. ({group})",
        Say::AmongInCourse => "blandt personer, der stadig er i forløbet",
        Say::AmongStarted => "blandt alle, der har påbegyndt et forløb",
        Say::AmongObserved => "blandt alle, der stadig observeres",

        Say::SourceLine => "Kilde: {source}. {data}",
        Say::DataRegister => {
            "Registerdata: antal på 1 til 4 personer er tilbageholdt (–), før noget er vist eller skrevet."
        }
        Say::DataPublic => "Offentlige data: intet er tilbageholdt.",
        Say::DataSynthetic => "Syntetiske data: ingen virkelige personer, intet er tilbageholdt.",

        Say::HeadingShares => "Andel med {outcome} uge for uge, {among}",
        Say::HeadingSharesSinceEntry => "Andel med {outcome} efter uger siden start, {among}",
        Say::HeadingTime => "Tid til {outcome}",
        Say::HeadingSites => "Ændring i {outcome} kommune for kommune, {among}",
        Say::KindShares => "Andele uge for uge",
        Say::KindTime => "Tid til en hændelse",
        Say::KindSites => "Ændring kommune for kommune",
        Say::HeadingBalance => "Sammenligning af grupperne ved start",
        Say::HeadingAttrition => "Fra udtræk til analyse",

        Say::EffectPositive => {
            "{outcome}: signifikant positiv effekt på {points} procentpoint i {week} ({p})"
        }
        Say::EffectNegative => {
            "{outcome}: signifikant negativ effekt på {points} procentpoint i {week} ({p})"
        }
        Say::EffectNone => {
            "{outcome}: ingen signifikant effekt i {week} ({points} procentpoint, {p})"
        }
        Say::EffectNotMade => "{outcome}: effekten i {week} kunne ikke beregnes ({reason})",
        Say::EffectWithheld => "{outcome}: effekten i {week} er tilbageholdt",
        Say::SharesOnly => "{outcome} i {week}, pct.: {shares}",
        Say::TimeShorter => {
            "Signifikant kortere tid til {outcome}: raten er {change} pct. højere ({p})"
        }
        Say::TimeLonger => {
            "Signifikant længere tid til {outcome}: raten er {change} pct. lavere ({p})"
        }
        Say::TimeSame => {
            "Ingen signifikant forskel i tiden til {outcome} (hazard ratio {ratio}, {p})"
        }
        Say::TimeNotMade => "Tid til {outcome}: raten kunne ikke beregnes ({reason})",
        Say::TimeOnly => "{outcome}: tid fra start til første gang",
        Say::SitesSpread => {
            "{outcome}: fra {high} procentpoint i {best} til {low} i {worst}; fremgang i {rising:ingen} af {sites|kommune|kommuner}"
        }
        Say::SitesNone => "{outcome}: ingen kommune har tal, der kan vises",
        Say::BalanceAlike => {
            "{first} mod {second}: ingen af {rows} kendetegn afviger mere end {limit} standardafvigelse."
        }
        Say::BalanceDiffers => {
            "{first} mod {second}: {beyond} af {rows} kendetegn afviger mere end {limit} standardafvigelse, mest {largest} ({smd})."
        }
        Say::AttritionStarts => {
            "{total|påbegyndt forløb|påbegyndte forløb} indgår i analysen: {groups}"
        }
        Say::AttritionPersons => "{total|person|personer} indgår i analysen: {groups}",
        Say::NotEstimated => "{heading}: analysen kunne ikke laves ({reason})",

        Say::ShowsShares => "Andel med {outcome} (øverst) og effekt herpå (nederst), {among}",
        Say::ShowsSharesOnly => "Andel med {outcome}, {among}",
        Say::ShowsTime => {
            "Andel endnu uden {outcome} et antal {unit} efter {since}, pct. (Kaplan-Meier)"
        }
        Say::ShowsSites => {
            "Ændring i andelen med {outcome} fra før til efter i {week}, {among}, procentpoint"
        }
        Say::BalanceByChance => {
            "{rows:Ingen} af {of|række|rækker} afviger signifikant på {level} procents niveau (t-test); {expected} ville man vente ved tilfældigheder alene."
        }
        Say::ShowsBalance => "Standardiserede forskelle ved start, kendetegn for kendetegn.",
        Say::ShowsAttrition => {
            "Personer tilbage efter hvert trin, også når trinnet ikke fjerner nogen"
        }
        Say::AltShares => {
            "To kurvediagrammer over hinanden med uge {first} til {last} vandret. Øverst andelen med {outcome} i procent for {groups}. \
             Nederst effekten i procentpoint med stiplede konfidensgrænser og en nullinje. {headline}"
        }
        Say::AltSharesOnly => {
            "Et kurvediagram med uge {first} til {last} vandret: andelen med {outcome} i procent for {groups}. {headline}"
        }
        Say::AltTime => {
            "Trappekurver fra 0 til {last} {unit} efter {since} for {groups}: andelen endnu uden {outcome}, med antal personer under \
             risiko i en tabel nedenunder. {headline}"
        }
        Say::AltSites => "Vandrette søjler sorteret efter ændring. {shows}. {finding}.",

        Say::EffectWithLimits => "{points} procentpoint ({interval} {low} til {high}; {p})",
        Say::HeadlineOpening => "{outcome} {among}, {week}.",
        Say::ArmChanged => {
            "{arm}: fra {from} pct. ({before}) til {to} pct. ({after}), en ændring på {change} procentpoint."
        }
        Say::ArmStands => "{arm}: {share} pct.",
        Say::HeadlineDid => "Effekten, forskellen mellem de to ændringer, er {effect}.",
        Say::HeadlineDifference => "Effekten, forskellen mellem de to grupper, er {effect}.",
        Say::HeadlineNot => "Effekten kunne ikke beregnes: {reason}.",
        Say::HeadlineWithheld => "Effekten er tilbageholdt.",
        Say::HeadlineStarted => "{outcome} inden for {weeks} {unit}: {shares}.",
        Say::HeadlineHazard => "Hazard ratio er {ratio} ({interval} {low} til {high}; {p}).",
        Say::HeadlineDuration => {
            "Var raten den samme i alle uger, svarede det til en {reduction} pct. kortere varighed, for eksempel fra {before} til {after} uger. \
             Det er kun præcist under en konstant rate, og {before} uger er et eksempel, ikke et resultat."
        }

        Say::AxisPercent => "Andel, pct.",
        Say::AxisPoints => "Effekt, procentpoint",
        Say::AxisCalendar => "Uge (uge 1 er {first})",
        Say::AxisSinceEntry => "Uger siden start",
        Say::AxisTimeSince => "{unit} siden {since}",
        Say::SinceEntry => "start",
        Say::SinceDraw => "lodtrækningen",
        Say::UnitWeeks => "uger",
        Say::UnitDays => "dage",
        Say::AxisNotYet => "Endnu uden {outcome}, pct.",
        Say::AxisStartsAt => "Den lodrette akse begynder ved {low} pct.",
        Say::AxisChange => "Ændring, procentpoint",
        Say::AxisSmd => "Standardiseret forskel (standardafvigelser)",
        Say::NumbersAtRisk => "Personer under risiko",
        Say::UntrustedWeeks => "Uge {from} til {to}: foreløbige tal",
        Say::CutAtFrame => {
            "Kurverne er skåret af ved rammen i uger med få personer; alle tal står i CSV-filen."
        }
        Say::NoteNoComparison => "Sammenligningsgruppens ændring er ikke trukket fra.",
        Say::NoteDash => "–: tilbageholdt (1 til 4 personer), eller kan ikke beregnes.",
        Say::NoteDashOpen => "–: kan ikke beregnes.",
        Say::PersonsIn => "n, {cohort}",
        Say::FirstMinusSecond => "{first} minus {second}",
        Say::LegendAlike => "Inden for ±{limit}: regnes som ens",
        Say::LegendBoxes => {
            "Kasse: fra nedre til øvre kvartil; tyk streg: median; ender: mindste og største"
        }
        Say::LegendLeastSquares => "Mindste kvadraters linje",
        Say::HeadMedian => "Median",
        Say::WithheldShort => "tilbageholdt",
        Say::GivenPercent => "{share} pct.",
        Say::NoteNotDrawn => {
            "Ikke tegnet, fordi et af tallene mangler eller er tilbageholdt: {rows}."
        }
        Say::NoteUnnamed => {
            "Punkter uden navn, hvor der ikke er plads til det: {points}; alle står i tabellen."
        }
        Say::AltLines => "Et kurvediagram med {rows|punkt|punkter} langs {x}. {shows}. {finding}.",
        Say::AltBars => "Vandrette søjler i {rows|gruppe|grupper}: {columns}. {shows}. {finding}.",
        Say::AltStacked => {
            "{rows|vandret søjle|vandrette søjler} på 100 procent, delt i: {columns}. {shows}. {finding}."
        }
        Say::AltBoxes => {
            "{rows|vandret kasse|vandrette kasser} med mindste, kvartiler, median og største. {shows}. {finding}."
        }
        Say::AltScatter => {
            "Et punktdiagram med {x} vandret og {y} lodret og mindste kvadraters linje. {shows}. {finding}."
        }
        Say::AltLights => {
            "En tabel med {rows|række|rækker} af lys i grøn, gul, rød og grå for: {columns}. {shows}. {finding}."
        }
        Say::AltFlow => "Et flowdiagram med {rows|kasse|kasser}: {columns}. {finding}.",
        Say::NotePersonsInExtract => "Personer i udtrækket: {persons}.",
        Say::NoteUnknownMunicipality => {
            "Start i en af perioderne, men kommune ukendt (0, blank eller 411), og derfor i ingen gruppe: {persons}."
        }

        Say::StepInArm => "trukket til gruppen",
        Say::StepInSites => "i gruppens kommuner",
        Say::StepEverInScheme => "nogensinde i forløb",
        Say::StepCodeInEntryWindow => "i forløb i en uge af startperioden",
        Say::StepStartInEntryWindow => "start i startperioden: indgår i analysen",
        Say::StepObserved => "observeret fra første uge",
        Say::StepEnrolled => "med en lodtrækningsuge, som registret dækker",
        Say::StepFurtherStarts => "Flere starter i perioden",
        Say::StepInOtherPeriod => "Også i den anden periode",
        Say::StepOutcomeAtEntry => "Udfaldet allerede i startugen",
        Say::StepGoneBeforeEnd => "Ude af registeret før periodens slutning",

        Say::Kicker => "Effektevaluering",
        Say::KickerStudy => "Undersøgelse",
        Say::Contents => "Indhold",
        Say::Summary => "Sammenfatning",
        Say::Caveats => "Forbehold",
        Say::SeeFigure => "Figur {number}",
        Say::Method => "Metode og indstillinger",
        Say::DataSentence => {
            "Udtrækket omfatter {persons|person|personer} fra {first} til {last}. Kilde: {source}."
        }
        Say::DataSentenceTables => "Kilde: {source}.",
        Say::DataSentenceRelative => {
            "Datasættet omfatter {persons|person|personer}, fulgt fra uge {first} til uge {last}. Kilde: {source}."
        }
        Say::ArmWithSites => "{arm} ({sites|kommune|kommuner})",
        Say::MethodDid => {
            "Sammenlignet er to grupper, før og efter indsatsen begyndte: {participant} og {comparison}. Effekten er difference-in-differences: ændringen i den første gruppe minus ændringen i den anden, uge for uge. Den tolkes som virkning af indsatsen, hvis de to grupper ellers ville have udviklet sig ens."
        }
        Say::MethodLottery => {
            "Sammenlignet er to grupper: {participant} og {comparison}. Effekten er forskellen mellem dem, første minus anden."
        }
        Say::MethodTrusted => "Sidste uge, der regnes for sikker, er {week}.",
        Say::TablePeriods => "Kohorter og uger",
        Say::FromTo => "{from} til {to}",
        Say::HeadCohort => "Kohorte",
        Say::HeadEntry => "Start i",
        Say::HeadWeeks => "Uger, der følges",
        Say::SettingsTitle => "Indstillinger, der gælder",
        Say::SettingsIntro => "Alle valg bag tallene, også dem studiet ikke selv har truffet.",
        Say::HeadSetting => "Indstilling",
        Say::HeadValue => "Værdi",
        Say::HeadFrom => "Valgt af",
        Say::HeadAnalyses => "Kun for",
        Say::IsDefault => "standard",
        Say::IsChosen => "studiet",
        Say::FigureCaption => "Figur {number}. {heading}. Tallene bag: {file}.",
        Say::AllNumbersIn => "Alle tal i fuld præcision: {file}.",
        Say::TableShares => "Andel med {outcome}: hovedugen og hver 13. uge",
        Say::TableEffects => "Effekt på andelen med {outcome}, {variant}",
        Say::TableVariants => "Effekten beregnet på andre måder, {week}",
        Say::TableDecomposition => "Effekten blandt alle startede, delt op (procentpoint)",
        Say::PartStillIn => "heraf stadig i forløb",
        Say::PartLeft => "heraf ude af forløb",
        Say::PartMix => "heraf ændret fordeling",
        Say::HeadWeek => "Uge",
        Say::HeadPercent => "Pct.",
        Say::HeadOf => "Antal/af",
        Say::HeadStdError => "Standardfejl",
        Say::HeadStdErrorHc1 => "Standardfejl (HC1)",
        Say::HeadPersons => "Personer",
        Say::HeadClusters => "Klynger",
        Say::HeadVariant => "Variant",
        Say::Withheld => "tilbageholdt: 1 til 4 personer",
        Say::VariantUnadjusted => "uden justering",
        Say::VariantBackground => "justeret for alle baggrundskarakteristika",
        Say::TermSites => "{list}-projekt",
        Say::VariantSites => "med indikator for {list}-projektet",
        Say::VariantColumns => "justeret for {columns}",
        Say::VariantOtherArms => "efter {column}",
        Say::VariantSymmetric => "symmetrisk: kun startede i det første år",
        Say::VariantSameWeek => "med {outcome} samme uge",
        Say::VariantLagged => "med {outcome} forsinket {lag|uge|uger}",
        Say::NoteIsoWeeks => "Uge {week} er {weeks}.",
        Say::NoteDropped => {
            "Effekten, {variant}: udeladt, fordi andre variable bestemmer dem: {terms} (uge {first} til {last})."
        }
        Say::NoteMissing => {
            "{persons|person|personer} indgår ikke, fordi en baggrundsoplysning mangler (effekten {variant})."
        }
        Say::TableStarted => {
            "Har haft {outcome} inden for et antal {unit} efter {since} (Kaplan-Meier)"
        }
        Say::HeadGroup => "Gruppe",
        Say::HeadGroups => "Grupper",
        Say::HeadEvents => "Hændelser",
        Say::HeadWithin => "Inden for {weeks} {unit}",
        Say::HeadAtRisk => "Under risiko",
        Say::TableRmst => "Begrænset middeltid: {unit} før første gang, inden for et antal {unit}",
        Say::HeadRmst => "Inden for {weeks} {unit}",
        Say::TableLogRank => "Log-rank-test af ens kurver",
        Say::HeadChiSquare => "χ²",
        Say::HeadDf => "Frihedsgrader",
        Say::TableModels => "Raten (proportionale rater)",
        Say::ModelNotMade => "Model",
        Say::HeadTerm => "Variabel",
        Say::HeadCoefficient => "Koefficient",
        Say::HeadHazardRatio => "Hazard ratio",
        Say::HeadSmallSample => "Med t(G − 1)",
        Say::ModelClusters => "klyngerobuste standardfejl, {clusters|kommune|kommuner}",
        Say::ModelBased => "modelbaserede standardfejl",
        Say::ModelFacts => {
            "{persons|person|personer}, {events|hændelse|hændelser}; {ties}; likelihood ratio {lr} ({df|frihedsgrad|frihedsgrader}); {errors}"
        }
        Say::TableSites => "Andel med {outcome} kommune for kommune, {week}",
        Say::HeadSite => "Kommune",
        Say::TableBalance => "{first} og {second}",
        Say::HeadCharacteristic => "Kendetegn",
        Say::HeadDifference => "Forskel",
        Say::HeadSmd => "Std. forskel",
        Say::HeadChiSquareP => "p (χ²)",
        Say::NoteBalance => {
            "Andele er skrevet som decimaltal fra 0 til 1. Gennemsnit står med standardafvigelsen i parentes. Forskellen er den første gruppe minus den anden."
        }
        Say::LightGreen => "grøn",
        Say::LightYellow => "gul",
        Say::LightRed => "rød",
        Say::LightGrey => "grå",
        Say::TableAttrition => "Personer efter hvert trin",
        Say::HeadStep => "Trin",
        Say::ReadingNotes => "Sådan læses tallene",
        Say::NoteRounding => {
            "Andele er beregnet af hele antal og afrundet én gang; en halv rundes op. Også forskelle er afrundet én gang, af de urundede tal, og kan derfor afvige 0,1 fra forskellen mellem de viste."
        }
        Say::NoteDashes => {
            "En streg (–) betyder, at tallet er tilbageholdt (1 til 4 personer), eller at der ikke er nogen at tælle."
        }
        Say::NoteDashesOpen => "En streg (–) betyder, at der ikke er nogen at tælle.",
        Say::NoteNotMade => "Et tal, der ikke kunne beregnes, står med sin grund.",
        Say::NoteCarried => "* betyder, at den sidste observerede værdi er ført frem.",
        Say::NoteIntervals => {
            "Konfidensintervaller og p-værdier gælder hver uge for sig; de er ikke korrigeret for, at mange uger ses samtidig."
        }
        Say::NotePValues => "p < 0,001 står for alt derunder.",
        Say::NoteFiles => {
            "Alle tal står i tables.xlsx og i CSV-filer under tables; figurerne ligger som SVG, PNG og CSV under figures."
        }
    }
}
