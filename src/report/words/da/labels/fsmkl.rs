//! Labels of criteria, destinations, statuses and stocks in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        // Destinations and origins.
        "fsmkl-found-destinations" => {
            "{state_da}: {percent} pct. af de {ended} afsluttede[ ({started} har påbegyndt et forløb)]"
        }
        "fsmkl-shows-destinations" => {
            "Tilstanden lige efter forløbet, i procent af dem, der har afsluttet det"
        }
        "fsmkl-course" => "Påbegyndte og afsluttede forløb",
        "fsmkl-persons-who" => "Personer, der",
        "fsmkl-started" => "Har påbegyndt",
        "fsmkl-ended" => "Har afsluttet",
        "fsmkl-still-in" => "Stadig i forløb",
        "fsmkl-in-course-at-end" => "I forløb ved årets slutning",
        "fsmkl-share-of-started" => "Andel af påbegyndte",
        "fsmkl-percent-of-ended" => "Procent af de afsluttede",
        "fsmkl-destination" => "Hvor de afsluttede gik hen",
        "fsmkl-origin" => "Forsørgelse før forløbet",
        "fsmkl-flow" => "Påbegyndte og afsluttede pr. år",
        "fsmkl-by-age" => "Hvor de afsluttede gik hen, efter alder ved start",
        "fsmkl-by-length" => "Hvor de afsluttede gik hen, efter forløbets længde",
        "fsmkl-age" => "Alder",
        "fsmkl-length" => "Uger i forløb",
        "fsmkl-years-under" => "Under {high} år",
        "fsmkl-years-from-to" => "{low}–{high} år",
        "fsmkl-years-over" => "{low} år og over",
        "fsmkl-weeks-under" => "Under {high} uger",
        "fsmkl-weeks-from-to" => "{low}–{high} uger",
        "fsmkl-weeks-over" => "{low} uger og mere",
        "fsmkl-state" => "Tilstand",
        "fsmkl-other" => "Andet",
        "fsmkl-unknown" => "Ukendt",
        // Statuses.
        "fsmkl-status" => "Andel på bestemte tidspunkter",
        "fsmkl-series" => "Andel efter tid siden start",
        "fsmkl-when" => "Tidspunkt",
        "fsmkl-week-since" => "{week|uge|uger} efter start",
        "fsmkl-week-since-referral" => "{week|uge|uger} efter visitationen",
        "fsmkl-weeks" => "{week}",
        "fsmkl-without" => "uden {outcome_da}",
        "fsmkl-in-week" => "I {week}",
        "fsmkl-ever" => "På et tidspunkt",
        "fsmkl-weeks-since-entry" => "Uger siden start",
        "fsmkl-weeks-since-referral" => "Uger siden visitationen",
        "fsmkl-percent" => "Procent",
        "fsmkl-shows-in-spell" => "Andel i procent blandt dem, der stadig er i forløbet",
        "fsmkl-shows-started" => "Andel i procent blandt alle, der er startet og stadig følges",
        "fsmkl-shows-group-in-spell" => "Andel i procent blandt dem, der stadig er i gruppen",
        "fsmkl-shows-group-started" => {
            "Andel i procent blandt alle, der er visiteret til gruppen og stadig følges"
        }
        "fsmkl-found-since" => {
            "{outcome_da}: {percent} pct. af {persons|person|personer} {week|uge|uger} efter start"
        }
        "fsmkl-found-since-without" => {
            "Uden {outcome_da}: {percent} pct. af {persons|person|personer} {week|uge|uger} efter start"
        }
        "fsmkl-found-on" => "{outcome_da}: {percent} pct. af {persons|person|personer} i {week}",
        "fsmkl-found-on-without" => {
            "Uden {outcome_da}: {percent} pct. af {persons|person|personer} i {week}"
        }
        "fsmkl-found-ever" => {
            "{outcome_da}: {percent} pct. af {persons|person|personer} på et tidspunkt"
        }
        "fsmkl-found-never" => {
            "{outcome_da}: {percent} pct. af {persons|person|personer} på intet tidspunkt"
        }
        "fsmkl-found-series" => {
            "{outcome_da}: fra {first} pct. i startugen til {last} pct. {until|uge|uger} efter start[; {percent} pct. af {persons|person|personer} i {week}]"
        }
        "fsmkl-found-series-without" => {
            "Uden {outcome_da}: fra {first} pct. i startugen til {last} pct. {until|uge|uger} efter start[; {percent} pct. af {persons|person|personer} i {week}]"
        }
        // Stocks.
        "fsmkl-stock" => "Antal over tid",
        "fsmkl-period" => "Periode",
        "fsmkl-year" => "År",
        "fsmkl-quarter" => "Kvartal",
        "fsmkl-month" => "Måned",
        "fsmkl-week" => "Uge",
        "fsmkl-period-name" => "{period}",
        "fsmkl-group" => "Gruppe",
        "fsmkl-persons" => "Personer",
        "fsmkl-share" => "Andel",
        "fsmkl-total" => "I alt",
        "fsmkl-change" => "Ændring",
        "fsmkl-relative-change" => "Ændring i procent",
        "fsmkl-change-in" => "Ændring fra {from_period} til {to_period}",
        "fsmkl-found-stock" => "Antal personer i hver gruppe over tid",
        "fsmkl-found-last" => "{group_da}:[ fra {from} i {from_period} til] {to} i {to_period}",
        "fsmkl-found-rise" => {
            "{group_da}: fra {from} i {from_period} til {to} i {to_period}, en stigning på {change}[ ({percent} pct.)]"
        }
        "fsmkl-found-fall" => {
            "{group_da}: fra {from} i {from_period} til {to} i {to_period}, et fald på {change}[ ({percent} pct.)]"
        }
        "fsmkl-published-number" => "Antal",
        "fsmkl-full-time-persons" => "Fuldtidspersoner",
        "fsmkl-shows-aggregates" => "Offentliggjorte tal for hver gruppe og periode",
        "fsmkl-shows-register-stock" => "Personer i hver gruppe, talt uge for uge i registret.",
        "fsmkl-shows-referrals" => {
            "Personer i hver gruppe efter den seneste visitation på den første dag i perioden."
        }
        "fsmkl-in-groups" => "Personer i hver gruppe over tid",
        "fsmkl-first-day" => "Første dag i",
        "fsmkl-referred" => "Første visitation",
        "fsmkl-referred-by-site" => "Første visitation efter kommune",
        "fsmkl-municipality" => "Kommune",
        // Success criteria.
        "fsmkl-found-criterion" => {
            "{met:Ingen} af {sites|kommune|kommuner} når mindst {percent} pct. af gruppen i {months}"
        }
        "fsmkl-shows-criterion" => {
            "Andel af gruppe {group} med kontakt i {months}, efter kommune; grøn: kriteriet er opfyldt, rød: det er det ikke"
        }
        "fsmkl-found-rolling" => {
            "Andelen med kontakt er {first} pct. i {first_months} og {last} pct. i {last_months}."
        }
        "fsmkl-shows-rolling" => {
            "Andel af gruppe {group} med kontakt i rullende vinduer; det sidste er {months}."
        }
        "fsmkl-criterion-line" => "Kriterium: {percent} pct.",
        "fsmkl-criterion-by-site" => "Kriteriet efter kommune",
        "fsmkl-criterion-met" => "Kommuner, der opfylder kriteriet, efter indhold og læsning",
        "fsmkl-criterion-all" => "Hele gruppen, efter indhold og læsning",
        "fsmkl-outcome" => "Indhold",
        "fsmkl-persons-in-group" => "Personer i gruppen",
        "fsmkl-touched" => "Berørt mindst én uge",
        "fsmkl-weekly-mean" => "Gennemsnit af ugerne",
        "fsmkl-unbroken" => "Alle uger uden afbrydelse",
        "fsmkl-rolling" => "Rullende målevindue",
        "fsmkl-window" => "Målevindue",
        "fsmkl-window-end" => "Målevinduets sidste måned",
        "fsmkl-months" => "{months}",
        "fsmkl-sites-met" => "Kommuner, der opfylder",
        "fsmkl-sites-judged" => "Kommuner i alt",
        _ => return None,
    })
}
