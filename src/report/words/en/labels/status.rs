//! Labels of statuses at a time in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "status-title" => "Share at given times",
        "status-series" => "Share by time since the start",
        "status-when" => "Time",
        "status-week-since" => "{week|week|weeks} after entry",
        "status-week-since-referral" => "{week|week|weeks} after the referral",
        "status-weeks" => "{week}",
        "status-without" => "without {outcome_en}",
        "status-in-week" => "In {week}",
        "status-ever" => "At any time",
        "status-weeks-since-entry" => "Weeks since entry",
        "status-weeks-since-referral" => "Weeks since the referral",
        "status-shows-in-spell" => "Share in percent of those still in the course",
        "status-shows-started" => "Share in percent of all who have started and are still followed",
        "status-shows-group-in-spell" => "Share in percent of those still in the group",
        "status-shows-group-started" => {
            "Share in percent of all referred to the group who are still followed"
        }
        "status-found-since" => {
            "{outcome_en}: {percent} percent of {persons|person|persons}[ in group {of}][ {since_entry|week|weeks} after entry][ {since_referral|week|weeks} after the referral]"
        }
        "status-found-since-without" => {
            "Without {outcome_en}: {percent} percent of {persons|person|persons}[ in group {of}][ {since_entry|week|weeks} after entry][ {since_referral|week|weeks} after the referral]"
        }
        "status-found-on" => {
            "{outcome_en}: {percent} percent of {persons|person|persons}[ in group {of}] in {week}"
        }
        "status-found-on-without" => {
            "Without {outcome_en}: {percent} percent of {persons|person|persons}[ in group {of}] in {week}"
        }
        "status-found-ever" => {
            "{outcome_en}: {percent} percent of {persons|person|persons}[ in group {of}][ still in group {still}] at some time"
        }
        "status-found-never" => {
            "{outcome_en}: {percent} percent of {persons|person|persons}[ in group {of}][ still in group {still}] at no time"
        }
        "status-found-series" => {
            "{outcome_en}[ (group {of})]: from {first} percent in the entry week to {last} percent[ {since_entry|week|weeks} after entry][ {since_referral|week|weeks} after the referral][; {percent} percent of {persons|person|persons} in {week}]"
        }
        "status-found-series-without" => {
            "Without {outcome_en}[ (group {of})]: from {first} percent in the entry week to {last} percent[ {since_entry|week|weeks} after entry][ {since_referral|week|weeks} after the referral][; {percent} percent of {persons|person|persons} in {week}]"
        }
        _ => return None,
    })
}
