//! Labels of statuses at a time in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "status-title" => "Andel på bestemte tidspunkter",
        "status-series" => "Andel efter tid siden start",
        "status-when" => "Tidspunkt",
        "status-week-since" => "Uge {week} efter start",
        "status-in-week" => "I {week}",
        "status-ever" => "På et tidspunkt",
        "status-weeks-since-entry" => "Uger siden start",
        "status-shows-with" => "Andel i hver status blandt dem, der er startet og tælles den uge.",
        "status-shows-without" => "Andel uden, blandt dem, der er startet og tælles den uge.",
        "status-shows-group-with" => {
            "Andel i hver status blandt dem, der er visiteret til gruppen, fra ugen for visitationen."
        }
        "status-shows-group-without" => {
            "Andel uden, blandt dem, der er visiteret til gruppen, fra ugen for visitationen."
        }
        "status-shows-still-with" => {
            "Andel i hver status blandt dem, der er visiteret til gruppen og stadig er i den, fra ugen for visitationen."
        }
        "status-shows-still-without" => {
            "Andel uden, blandt dem, der er visiteret til gruppen og stadig er i den, fra ugen for visitationen."
        }
        "status-found-with" => {
            "{percent} pct. af {persons} personer[ i gruppe {of}][, der stadig er i gruppe {still},] er i {week}. uge i: {outcome_da}."
        }
        "status-found-without" => {
            "{percent} pct. af {persons} personer[ i gruppe {of}][, der stadig er i gruppe {still},] er i {week}. uge uden {outcome_da}."
        }
        "status-found-on-with" => {
            "{percent} pct. af {persons} personer[ i gruppe {of}][, der stadig er i gruppe {still},] er i {week} i: {outcome_da}."
        }
        "status-found-on-without" => {
            "{percent} pct. af {persons} personer[ i gruppe {of}][, der stadig er i gruppe {still},] er i {week} uden {outcome_da}."
        }
        "status-found-ever" => {
            "{percent} pct. af {persons} personer[ i gruppe {of}][, der stadig er i gruppe {still},] har på et tidspunkt haft: {outcome_da}."
        }
        "status-found-never" => {
            "{percent} pct. af {persons} personer[ i gruppe {of}][, der stadig er i gruppe {still},] har på intet tidspunkt haft: {outcome_da}."
        }
        _ => return None,
    })
}
