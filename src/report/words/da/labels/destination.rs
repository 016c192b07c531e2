//! Labels of destinations and origins in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "destination-found" => {
            "{state_da}: {percent} pct. af de {ended} afsluttede[ ({started} har påbegyndt et forløb)]"
        }
        "destination-shows" => {
            "Tilstanden lige efter forløbet, i procent af dem, der har afsluttet det"
        }
        "destination-course" => "Påbegyndte og afsluttede forløb",
        "destination-persons-who" => "Personer, der",
        "destination-started" => "Har påbegyndt",
        "destination-ended" => "Har afsluttet",
        "destination-still-in" => "Stadig i forløb",
        "destination-in-course-at-end" => "I forløb ved årets slutning",
        "destination-share-of-started" => "Andel af påbegyndte",
        "destination-percent-of-ended" => "Procent af de afsluttede",
        "destination-title" => "Hvor de afsluttede gik hen",
        "destination-origin" => "Forsørgelse før forløbet",
        "destination-flow" => "Påbegyndte og afsluttede pr. år",
        "destination-by-age" => "Hvor de afsluttede gik hen, efter alder ved start",
        "destination-by-length" => "Hvor de afsluttede gik hen, efter forløbets længde",
        "destination-age" => "Alder",
        "destination-length" => "Uger i forløb",
        "destination-years-under" => "Under {high} år",
        "destination-years-from-to" => "{low}–{high} år",
        "destination-years-over" => "{low} år og over",
        "destination-weeks-under" => "Under {high} uger",
        "destination-weeks-from-to" => "{low}–{high} uger",
        "destination-weeks-over" => "{low} uger og mere",
        "destination-state" => "Tilstand",
        "destination-other" => "Andet",
        "destination-unknown" => "Ukendt",
        _ => return None,
    })
}
