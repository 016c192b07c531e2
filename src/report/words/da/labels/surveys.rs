//! Labels of the surveys analyses in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "answers-all" => "Alle",
        "percent-agreeing" => "Procent enige",
        "mean" => "Gennemsnit",
        "n-answers" => "n",
        "do-not-know" => "Ved ikke",
        "role" => "Rolle",
        "wave" => "Måling",
        "least" => "Mindst",
        "greatest" => "Størst",
        "lower-quartile" => "Nedre kvartil",
        "upper-quartile" => "Øvre kvartil",
        "median" => "Median",
        "n-sites" => "Kommuner",
        "score" => "Score",
        "class" => "Gruppe",
        "source" => "Kilde",
        "core-element" => "Kerneelement",
        "all-municipalities" => "Kommuner samlet",
        "survey-question" => "Spørgsmål",
        "survey-stub" => "Spørgeskema",
        "survey-shares-title" => "Svarfordeling",
        "survey-shows-respondents" => "Andel af svarene i procent; n er antallet af svar",
        "survey-shows-sites" => {
            "Andel af kommunerne i procent; hver kommune tæller én gang; n er antallet af kommuner"
        }
        "survey-shows-sites-counts" => {
            "Andel af kommunerne; tallene i søjlerne er antal kommuner, og hver kommune tæller én gang"
        }
        "survey-shows-respondents-counts" => {
            "Andel af svarene; tallene i søjlerne er antal svar, og n er antallet i alt"
        }
        "survey-finding-most" => {
            "{question_da}[ ({group_da})]: flest svarer »{category_da}« ({percent} pct.)"
        }
        "survey-finding-questions" => {
            "»{category_da}«: fra {high} pct. ({high_da}) til {low} pct. ({low_da})"
        }
        "survey-finding-groups" => {
            "{question_da}: »{category_da}« fra {high} pct. ({high_da}) til {low} pct. ({low_da})"
        }
        "survey-finding-change" => {
            "{question_da}: »{category_da}« fra {first} pct. ({first_da}) til {last} pct. ({last_da})"
        }
        "survey-finding-mean" => {
            "{question_da}: {first} i gennemsnit[ ({first_da})][, {last}][ ({last_da})]"
        }
        "survey-finding-response" => "Svarprocent:[ {low}][ ({low_da}) og] {high} ({high_da})",
        "survey-finding-none" => "Svar på spørgeskemaet, spørgsmål for spørgsmål",
        "response-title" => "Svarprocent",
        "response-by-site-title" => "Antal svar i hver kommune",
        "response-invited" => "Inviterede",
        "response-answers" => "Fulde svar",
        "response-partial" => "Delvise svar",
        "response-rate" => "Svarprocent",
        "fidelity-agree-title" => "Andel enige, efter kerneelement",
        "fidelity-agree-by-role" => "Andel enige, efter rolle og kerneelement",
        "fidelity-agree-by-site" => "Andel enige, efter kommune og kerneelement",
        "fidelity-shows-agree" => {
            "Andel af svarene, der er enige eller helt enige i udsagnene om kerneelementet, i procent. Lyset viser ændringen fra første til sidste måling"
        }
        "fidelity-shows-agree-groups" => {
            "Andel af svarene, der er enige eller helt enige i udsagnene om kerneelementet, ved sidste måling, i procent. Lyset viser ændringen fra første måling"
        }
        "fidelity-shows-agree-one" => {
            "Andel af svarene, der er enige eller helt enige i udsagnene, i procent; n er antallet af svar"
        }
        "fidelity-lights-title" => "Antal lys",
        "light-green" => "Grøn",
        "light-yellow" => "Gul",
        "light-red" => "Rød",
        "light-grey" => "Grå",
        "change-points" => "Ændring, procentpoint",
        "fidelity-finding-agree" => {
            "{green:Ingen} af {cells|kerneelement|kerneelementer} er gået mere end 5 procentpoint frem, {yellow:ingen} har ændret sig højst 5, og {red:ingen} er gået mere end 5 tilbage"
        }
        "fidelity-finding-roles" => {
            "Af {cells} målinger (kerneelement × rolle) er {green:ingen} gået mere end 5 procentpoint frem, {yellow:ingen} har ændret sig højst 5, og {red:ingen} er gået mere end 5 tilbage"
        }
        "fidelity-finding-sites" => {
            "Af {cells} målinger (kerneelement × kommune) er {green:ingen} gået mere end 5 procentpoint frem, {yellow:ingen} har ændret sig højst 5, og {red:ingen} er gået mere end 5 tilbage"
        }
        "fidelity-finding-one-wave" => {
            "[{element_da}: {percent} pct. er enige][; fra {high} pct. ({high_da}) til {low} pct. ({low_da})]"
        }
        "fidelity-finding-none-told" => "Andel enige ved én måling",
        "fidelity-score-title" => "Gennemsnitlig fidelitet, hver kommune tæller én gang",
        "fidelity-spread-title" => "Spredning mellem kommuner",
        "fidelity-classes-title" => "Samlet fidelitet[: {under_da}]",
        "score-axis" => "Score fra {low} til {high}",
        "crossed-title" => "Andel af kommunerne efter parathed og efter bevægelse over medianen",
        "crossed-municipalities" => "Kommuner",
        "crossed-readiness" => "Parathed (samlet fidelitet ved første måling)",
        "crossed-below" => "Under medianen",
        "crossed-at" => "På medianen",
        "crossed-above" => "Over medianen",
        "crossed-movement" => "Bevægelse fra første til sidste måling",
        "crossed-rose" => "Fra under til over medianen",
        "crossed-others" => "Alle andre, der er målt begge gange",
        "crossed-all" => "Alle kommuner med svar",
        "fidelity-movers-title" => "Kommuner under og over medianen ved første og sidste måling",
        "fidelity-sites-title" => "Fidelitet i hver kommune",
        "fidelity-shows-score" => {
            "Svar på en skala, først som gennemsnit for kommunen og så for kommunerne"
        }
        "fidelity-finding-score" => {
            "Den samlede fidelitet er gået fra {first} til {last}; {moved:ingen|kommune|kommuner} er gået fra under til over medianen"
        }
        "fidelity-finding-spread" => {
            "Medianen for den samlede fidelitet er gået fra {first} til {last}; den midterste halvdel af kommunerne ligger til sidst fra {lower} til {upper}"
        }
        "fidelity-finding-score-one" => "Den samlede fidelitet er {last}",
        "fidelity-finding-none" => "Ingen kommune har svar på alle kerneelementer",
        "overall-score" => "Samlet fidelitet",
        "first-measurement" => "Første måling",
        "last-measurement" => "Sidste måling",
        "below-median" => "Under medianen",
        "at-median" => "På medianen",
        "above-median" => "Over medianen",
        "progression-title" => "Udvikling hos den enkelte, spørgsmål for spørgsmål",
        "progression-counts-title" => "Antal spørgsmål",
        "progression-asked" => "Spørgsmål i alt",
        "progression-significant" => "Statistisk signifikant",
        "progression-finding" => {
            "{significant:Ingen} af {questions} spørgsmål viser en statistisk signifikant udvikling på {level} procents niveau"
        }
        "progression-shows" => {
            "Ændring i svaret pr. måned for den samme person, med standardfejl klynget på personen; ved siden af sidste svar mod første"
        }
        "change-per-month" => "Ændring pr. måned",
        "questions" => "Spørgsmål",
        "trend" => "Lineær udvikling",
        "first-last" => "Sidste mod første svar",
        "progression-persons" => "Personer",
        "progression-answers" => "Svar",
        "progression-estimate" => "Pr. måned",
        "progression-std-error" => "Standardfejl",
        "progression-conf-low" => "Nedre grænse",
        "progression-conf-high" => "Øvre grænse",
        "progression-p" => "p",
        "progression-pairs" => "Par",
        "progression-mean-change" => "Ændring",
        "progression-p-paired" => "p (parret)",
        "progression-direction" => "Retning",
        "progress" => "fremgang",
        "decline" => "tilbagegang",
        "no-change" => "uændret",
        "not-estimated" => "ikke beregnet",
        "significant" => "signifikant",
        "not-significant" => "ikke signifikant",
        _ => return None,
    })
}
