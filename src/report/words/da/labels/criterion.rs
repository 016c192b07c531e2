//! Labels of success criteria in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "criterion-found" => {
            "{met:Ingen} af {sites|kommune|kommuner} når mindst {percent} pct. af gruppen i {months}"
        }
        "criterion-shows" => {
            "Andel af gruppe {group} med kontakt i {months}, efter kommune; grøn: kriteriet er opfyldt, rød: det er det ikke"
        }
        "criterion-found-rolling" => {
            "Andelen med kontakt er {first} pct. i {first_months} og {last} pct. i {last_months}."
        }
        "criterion-shows-rolling" => {
            "Andel af gruppe {group} med kontakt i rullende vinduer; det sidste er {months}."
        }
        "criterion-line" => "Kriterium: {percent} pct.",
        "criterion-by-site" => "Kriteriet efter kommune",
        "criterion-beside" => "Andre lister og dele",
        "criterion-met" => "Kommuner, der opfylder kriteriet, efter indhold og læsning",
        "criterion-all" => "Hele gruppen, efter indhold og læsning",
        "criterion-content" => "Indhold",
        "criterion-persons" => "Personer i gruppen",
        "criterion-touched" => "Berørt mindst én uge",
        "criterion-weekly-mean" => "Gennemsnit af ugerne",
        "criterion-unbroken" => "Alle uger uden afbrydelse",
        "criterion-rolling" => "Rullende målevindue",
        "criterion-window" => "Målevindue",
        "criterion-months" => "{months}",
        "criterion-sites-met" => "Kommuner, der opfylder",
        "criterion-sites-judged" => "Kommuner i alt",
        _ => return None,
    })
}
