//! The phrases in Danish.

use crate::report::words::Say;

pub fn phrase(say: Say) -> &'static str {
    match say {
        Say::Participants => "Deltagere",
        Say::Comparison => "Sammenligningsgruppe",
        Say::Before => "før",
        Say::After => "efter",
        Say::WeekNumber => "uge {week}",
        Say::WeeksAfterEntry => "uge {week} efter start",
        Say::WeekForCohort => "{week} for {cohort}",
        Say::IntervalName => "{level} pct. konfidensinterval",
        Say::Effect => "Effekt",
        Say::GroupPercent => "{group}: {share} pct.",
        Say::GroupPersons => "{persons} i {group}",
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
            "{outcome}: fra {high} procentpoint i {best} til {low} i {worst}; fremgang i {rising} af {sites} kommuner"
        }
        Say::SitesNone => "{outcome}: ingen kommune har tal, der kan vises",
        Say::BalanceAlike => {
            "{first} og {second}: ingen af {rows} kendetegn afviger mere end {limit} standardafvigelse."
        }
        Say::BalanceDiffers => {
            "{first} og {second}: {beyond} af {rows} kendetegn afviger mere end {limit} standardafvigelse, mest {largest} ({smd})."
        }
        Say::AttritionEnds => "Af {persons} personer i udtrækket indgår {groups}",
        Say::NotEstimated => "Analysen kunne ikke laves: {reason}",

        Say::ShowsShares => "Andel med {outcome} (øverst) og effekt herpå (nederst), {among}",
        Say::ShowsTime => {
            "Andel, som et antal uger efter start endnu ikke har haft {outcome}, pct. (Kaplan-Meier)"
        }
        Say::ShowsSites => {
            "Ændring i andelen med {outcome} fra før til efter i {week}, {among}, procentpoint"
        }
        Say::ShowsBalance => {
            "Standardiseret forskel mellem to grupper ved start, kendetegn for kendetegn"
        }
        Say::ShowsAttrition => {
            "Personer tilbage efter hvert trin, også når trinnet ikke fjerner nogen"
        }
        Say::AltShares => {
            "To kurvediagrammer over hinanden med uge {first} til {last} vandret. Øverst andelen med {outcome} i procent for {groups}. \
             Nederst effekten i procentpoint med stiplede konfidensgrænser og en nullinje. {headline}"
        }
        Say::AltTime => {
            "Trappekurver fra 0 til {last} uger efter start for {groups}: andelen, der endnu ikke har haft {outcome}, med antal personer under \
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
        Say::HeadlineStarted => "Har haft {outcome} inden for {weeks} uger: {shares}.",
        Say::HeadlineHazard => "Hazard ratio er {ratio} ({interval} {low} til {high}; {p}).",
        Say::HeadlineDuration => {
            "Var raten den samme i alle uger, svarede det til en {reduction} pct. kortere varighed, for eksempel fra {before} til {after} uger. \
             Det er kun præcist under en konstant rate, og {before} uger er et eksempel, ikke et resultat."
        }

        Say::AxisPercent => "Andel, pct.",
        Say::AxisPoints => "Effekt, procentpoint",
        Say::AxisCalendar => "Uge (uge 1 er {first})",
        Say::AxisSinceEntry => "Uger siden start",
        Say::AxisNotYet => "Endnu ikke {outcome}, pct.",
        Say::AxisStartsAt => "Den lodrette akse begynder ved {low} pct.",
        Say::AxisChange => "Ændring, procentpoint",
        Say::AxisSmd => "Standardiseret forskel (standardafvigelser)",
        Say::NumbersAtRisk => "Personer under risiko",
        Say::UntrustedWeeks => "Uge {from} til {to}: foreløbige tal",
        Say::CutAtFrame => {
            "Kurverne er skåret af ved rammen i uger med få personer; alle tal står i CSV-filen."
        }
        Say::NoteNoComparison => "Sammenligningsgruppens ændring er ikke trukket fra.",
        Say::NoteDash => "–: tilbageholdt (1 til 4 personer), eller ingen personer.",
        Say::PersonsIn => "n, {cohort}",
        Say::FirstMinusSecond => "{first} minus {second}",
        Say::LegendAlike => "Inden for ±{limit}: regnes som ens",
        Say::NotePersonsInExtract => "Personer i udtrækket: {persons}.",
        Say::NoteUnknownMunicipality => {
            "Start i en af perioderne, men kommune ukendt (0, blank eller 411), og derfor i ingen gruppe: {persons}."
        }

        Say::StepInSites => "i gruppens kommuner",
        Say::StepEverInScheme => "nogensinde i forløb",
        Say::StepCodeInEntryWindow => "i forløb i en uge af startperioden",
        Say::StepStartInEntryWindow => "start i startperioden: indgår i analysen",
        Say::StepObserved => "observeret fra første uge",
        Say::StepFurtherStarts => "Flere starter i perioden",
        Say::StepInOtherPeriod => "Også i den anden periode",
        Say::StepOutcomeAtEntry => "Udfaldet allerede i startugen",
        Say::StepGoneBeforeEnd => "Ude af registeret før periodens slutning",
    }
}
