//! Labels of follow-up, intensity and criteria of consecutive weeks in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "all-persons" => "Alle",
        "weeks-followed" => "Kan følges mindst, uger",
        "at-least-weeks" => "{weeks}",
        "follow-up-table" => "Personer, der kan følges mindst så mange uger",
        "follow-up-named" => "Heraf ved de uger, der er spurgt om",
        "follow-up-shows" => {
            "Antal personer, der kan følges mindst så mange uger, startugen talt med."
        }
        "follow-up-finding" => {
            "{persons_first|person|personer} kan følges mindst {first|uge|uger}[ og {persons_last|person|personer} mindst {last|uge|uger}]; den længste opfølgning er {longest|uge|uger}"
        }
        "weeks-since-entry" => "Uger siden start",
        "week-since-entry" => "{week}",
        "share-with-a-meeting" => "Andel med mindst én samtale i ugen, pct.",
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
            "Fra uge {week} har {participant} pct. ({first_da}) mod {comparison} pct. ({second_da}) en samtale i en given uge: én pr. {participant_weeks} uger mod én pr. {comparison_weeks} uger"
        }
        "intensity-too-few" => {
            "Der er for få samtaler i mindst én af grupperne til at sammenligne niveauet"
        }
        "criterion-reading" => "Kriterium",
        "share-meeting-criterion" => "Andel, der har opfyldt kriteriet, pct.",
        "spell-criterion-table" => "Andel, der har opfyldt kriteriet",
        "spell-criterion-shows" => {
            "Andel, der når så mange sammenhængende uger efter start, blandt dem der kan følges mindst {observed} uger."
        }
        "spell-criterion-finding" => {
            "{participant} pct. ({first_da}) mod {comparison} pct. ({second_da}) har nået mindst {weeks} sammenhængende uger, blandt dem der kan følges mindst {observed} uger"
        }
        "spell-criterion-finding-same-workplace" => {
            "{participant} pct. ({first_da}) mod {comparison} pct. ({second_da}) har nået mindst {weeks} sammenhængende uger på samme arbejdsplads, blandt dem der kan følges mindst {observed} uger"
        }
        "spell-criterion-too-few" => {
            "Mindst én af grupperne har ingen personer, der kan følges længe nok"
        }
        "difference-in-points" => "Forskel, procentpoint",
        "p-value-t" => "p (t)",
        "run-from-entry" => "{weeks} uger uden hul, talt fra startugen",
        "run-from-entry-with-gap" => {
            "{weeks} uger med huller på højst {gap|uge|uger}, talt fra startugen"
        }
        "run-whole" => "{weeks} uger uden hul, hele forløbet talt med",
        "run-whole-with-gap" => {
            "{weeks} uger med huller på højst {gap|uge|uger}, hele forløbet talt med"
        }
        "run-from-entry-same-workplace" => {
            "{weeks} uger på samme arbejdsplads uden hul, talt fra startugen"
        }
        "run-from-entry-with-gap-same-workplace" => {
            "{weeks} uger på samme arbejdsplads med huller på højst {gap|uge|uger}, talt fra startugen"
        }
        "run-whole-same-workplace" => {
            "{weeks} uger på samme arbejdsplads uden hul, hele forløbet talt med"
        }
        "run-whole-with-gap-same-workplace" => {
            "{weeks} uger på samme arbejdsplads med huller på højst {gap|uge|uger}, hele forløbet talt med"
        }
        _ => return None,
    })
}
