//! Labels of statuses at a time in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "status-title" => "Andel på bestemte tidspunkter",
        "status-series" => "Andel efter tid siden start",
        "status-when" => "Tidspunkt",
        "status-week-since" => "{week|uge|uger} efter start",
        "status-week-since-referral" => "{week|uge|uger} efter visitationen",
        "status-weeks" => "{week}",
        "status-without" => "uden {outcome_da}",
        "status-in-week" => "I {week}",
        "status-ever" => "På et tidspunkt",
        "status-weeks-since-entry" => "Uger siden start",
        "status-weeks-since-referral" => "Uger siden visitationen",
        "status-shows-in-spell" => "Andel i procent blandt dem, der stadig er i forløbet",
        "status-shows-started" => "Andel i procent blandt alle, der er startet og stadig følges",
        "status-shows-group-in-spell" => "Andel i procent blandt dem, der stadig er i gruppen",
        "status-shows-group-started" => {
            "Andel i procent blandt alle, der er visiteret til gruppen og stadig følges"
        }
        "status-found-since" => {
            "{outcome_da}: {percent} pct. af {persons|person|personer}[ i gruppe {of}][ {since_entry|uge|uger} efter start][ {since_referral|uge|uger} efter visitationen]"
        }
        "status-found-since-without" => {
            "Uden {outcome_da}: {percent} pct. af {persons|person|personer}[ i gruppe {of}][ {since_entry|uge|uger} efter start][ {since_referral|uge|uger} efter visitationen]"
        }
        "status-found-on" => {
            "{outcome_da}: {percent} pct. af {persons|person|personer}[ i gruppe {of}] i {week}"
        }
        "status-found-on-without" => {
            "Uden {outcome_da}: {percent} pct. af {persons|person|personer}[ i gruppe {of}] i {week}"
        }
        "status-found-ever" => {
            "{outcome_da}: {percent} pct. af {persons|person|personer}[ i gruppe {of}][, der stadig er i gruppe {still},] på et tidspunkt"
        }
        "status-found-never" => {
            "{outcome_da}: {percent} pct. af {persons|person|personer}[ i gruppe {of}][, der stadig er i gruppe {still},] på intet tidspunkt"
        }
        "status-found-series" => {
            "{outcome_da}[ (gruppe {of})]: fra {first} pct. i startugen til {last} pct.[ {since_entry|uge|uger} efter start][ {since_referral|uge|uger} efter visitationen][; {percent} pct. af {persons|person|personer} i {week}]"
        }
        "status-found-series-without" => {
            "Uden {outcome_da}[ (gruppe {of})]: fra {first} pct. i startugen til {last} pct.[ {since_entry|uge|uger} efter start][ {since_referral|uge|uger} efter visitationen][; {percent} pct. af {persons|person|personer} i {week}]"
        }
        _ => return None,
    })
}
