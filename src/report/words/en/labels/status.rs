//! Labels of statuses at a time in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "status-title" => "Share at given times",
        "status-series" => "Share by time since the start",
        "status-when" => "Time",
        "status-week-since" => "Week {week} after the start",
        "status-in-week" => "In {week}",
        "status-ever" => "At any time",
        "status-weeks-since-entry" => "Weeks since the start",
        "status-shows-with" => {
            "Share in each status among those who have started and are counted that week."
        }
        "status-shows-without" => {
            "Share without, among those who have started and are counted that week."
        }
        "status-shows-group-with" => {
            "Share in each status among those referred to the group, from the week of the referral."
        }
        "status-shows-group-without" => {
            "Share without, among those referred to the group, from the week of the referral."
        }
        "status-shows-still-with" => {
            "Share in each status among those referred to the group who are still in it, from the week of the referral."
        }
        "status-shows-still-without" => {
            "Share without, among those referred to the group who are still in it, from the week of the referral."
        }
        "status-found-with" => {
            "{percent} percent of {persons} persons[ in group {of}][ still in group {still}] are in week {week} in: {outcome_en}."
        }
        "status-found-without" => {
            "{percent} percent of {persons} persons[ in group {of}][ still in group {still}] are in week {week} without an {outcome_en}."
        }
        "status-found-on-with" => {
            "{percent} percent of {persons} persons[ in group {of}][ still in group {still}] are in {week} in: {outcome_en}."
        }
        "status-found-on-without" => {
            "{percent} percent of {persons} persons[ in group {of}][ still in group {still}] are in {week} without: {outcome_en}."
        }
        "status-found-ever" => {
            "{percent} percent of {persons} persons[ in group {of}][ still in group {still}] have at some time had: {outcome_en}."
        }
        "status-found-never" => {
            "{percent} percent of {persons} persons[ in group {of}][ still in group {still}] have at no time had: {outcome_en}."
        }
        _ => return None,
    })
}
