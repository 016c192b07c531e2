//! Labels of indicators in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "indicator" => "Indikator",
        "indicators-title" => "Indikatorer efter kommune",
        "indicators-by-site-title" => "Kommuner, stigende efter første kolonne",
        "indicators-by-site-down" => "Kommuner, faldende efter første kolonne",
        "indicator-lights-title" => "Kriterium, og antal kommuner med hvert lys",
        "criterion" => "Kriterium",
        "criterion-a90" => "Grøn fra 90 procent, gul fra 75, ellers rød",
        "criterion-b50" => "Grøn fra 50 procent, gul fra 25, ellers rød",
        "criterion-c24" => "Grøn under 2, gul under 4, ellers rød",
        "criterion-mean" => "Grøn fra gennemsnittet af kommunerne, ellers rød",
        "mean-of-sites" => "Gennemsnit af kommunerne",
        "green-from" => "grøn fra {limit} procent",
        "yellow-from" => "gul fra {limit} procent",
        "green-below" => "grøn under {limit}",
        "yellow-below" => "gul under {limit}",
        "fidelity-shows-indicators" => {
            "Andel i procent eller gennemsnit med trafiklys for hver kommune; totalen samler alle personer"
        }
        "fidelity-finding-indicators" => {
            "For kommunerne samlet er {green:ingen} af {indicators|indikator|indikatorer} grønne, {yellow:ingen} gule og {red:ingen} røde[; {grey} uden lys]"
        }
        "fidelity-finding-one" => {
            "{indicator_da}: {green:ingen} af {sites|kommune|kommuner} er grønne, {yellow:ingen|gul|gule} og {red:ingen|rød|røde}"
        }
        "fidelity-finding-mean" => {
            "{indicator_da}: {green:ingen} af {sites|kommune|kommuner} ligger på eller over gennemsnittet af kommunerne, {red:ingen} under"
        }
        _ => return None,
    })
}
