//! Labels of follow-up, intensity and criteria of consecutive weeks in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "all-persons" => "Alle",
        "weeks-followed" => "Uger, der kan følges",
        "at-least-weeks" => "mindst {weeks} uger",
        "follow-up-table" => "Personer, der kan følges mindst så mange uger",
        "follow-up-shows" => {
            "Antal personer, der kan følges mindst så mange uger, startugen talt med."
        }
        "follow-up-finding" => {
            "{persons_first} personer kan følges mindst {first} uger[ og {persons_last} mindst {last} uger]; den længste opfølgning er {longest} uger."
        }
        "weeks-since-entry" => "Uger siden start",
        "week-since-entry" => "uge {week}",
        "share-with-a-meeting" => "Andel med mindst én samtale i ugen",
        "intensity-shows" => {
            "Andel med mindst én samtale i hver uge siden start, blandt dem der kan følges i ugen."
        }
        "intensity-weekly" => "Andel med mindst én samtale, uge for uge",
        "intensity-level" => "Samtaler i startugen, i de første uger og derefter",
        "share-in-entry-week" => "Andel i startugen",
        "share-before-week" => "Andel pr. uge før uge {week}",
        "share-from-week" => "Andel pr. uge fra uge {week}",
        "weeks-between-meetings" => "Uger mellem samtaler",
        "intensity-finding" => {
            "Fra uge {week} har {participant} procent af deltagerne en samtale i en given uge mod {comparison} procent i kontrolgruppen: én hver {participant_weeks} uger mod én hver {comparison_weeks} uger."
        }
        "intensity-too-few" => {
            "Der er for få samtaler i mindst én af grupperne til at sammenligne niveauet."
        }
        "criterion-reading" => "Kriterium",
        "share-meeting-criterion" => "Andel, der har opfyldt kriteriet",
        "spell-criterion-table" => "Andel, der har opfyldt kriteriet",
        "spell-criterion-shows" => {
            "Andel, der når så mange sammenhængende uger efter start, blandt dem der kan følges mindst {observed} uger."
        }
        "spell-criterion-finding" => {
            "{participant} procent af deltagerne har nået mindst {weeks} sammenhængende uger mod {comparison} procent i kontrolgruppen, blandt dem der kan følges mindst {observed} uger."
        }
        "spell-criterion-finding-same-workplace" => {
            "{participant} procent af deltagerne har nået mindst {weeks} sammenhængende uger på samme arbejdsplads mod {comparison} procent i kontrolgruppen, blandt dem der kan følges mindst {observed} uger."
        }
        "spell-criterion-too-few" => {
            "Mindst én af grupperne har ingen personer, der kan følges længe nok."
        }
        "difference-in-points" => "Forskel",
        "p-value-t" => "p (t)",
        "run-from-entry" => "{weeks} uger uden hul, talt fra startugen",
        "run-from-entry-with-gap" => {
            "{weeks} uger med huller på højst {gap} uge(r), talt fra startugen"
        }
        "run-whole" => "{weeks} uger uden hul, hele forløbet talt med",
        "run-whole-with-gap" => {
            "{weeks} uger med huller på højst {gap} uge(r), hele forløbet talt med"
        }
        "run-from-entry-same-workplace" => {
            "{weeks} uger på samme arbejdsplads uden hul, talt fra startugen"
        }
        "run-from-entry-with-gap-same-workplace" => {
            "{weeks} uger på samme arbejdsplads med huller på højst {gap} uge(r), talt fra startugen"
        }
        "run-whole-same-workplace" => {
            "{weeks} uger på samme arbejdsplads uden hul, hele forløbet talt med"
        }
        "run-whole-with-gap-same-workplace" => {
            "{weeks} uger på samme arbejdsplads med huller på højst {gap} uge(r), hele forløbet talt med"
        }
        _ => return None,
    })
}
