//! Labels of criteria, destinations, statuses and stocks in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        // Destinations and origins.
        "fsmkl-found-destinations" => {
            "{state_en}: {percent} percent of the {ended} who ended[ ({started} have started a course)]"
        }
        "fsmkl-shows-destinations" => {
            "The state right after the course, in percent of those who ended it"
        }
        "fsmkl-course" => "Courses started and ended",
        "fsmkl-persons-who" => "Persons who",
        "fsmkl-started" => "Have started",
        "fsmkl-ended" => "Have ended",
        "fsmkl-still-in" => "Are still in a course",
        "fsmkl-in-course-at-end" => "In a course at the end of the year",
        "fsmkl-share-of-started" => "Share of those who started",
        "fsmkl-percent-of-ended" => "Percent of those who ended",
        "fsmkl-destination" => "Where those who ended went",
        "fsmkl-origin" => "Support before the course",
        "fsmkl-flow" => "Started and ended by year",
        "fsmkl-by-age" => "Where those who ended went, by age at the start",
        "fsmkl-by-length" => "Where those who ended went, by length of the course",
        "fsmkl-age" => "Age",
        "fsmkl-length" => "Weeks in the course",
        "fsmkl-years-under" => "Under {high}",
        "fsmkl-years-from-to" => "{low} to {high}",
        "fsmkl-years-over" => "{low} and over",
        "fsmkl-weeks-under" => "Under {high} weeks",
        "fsmkl-weeks-from-to" => "{low} to {high} weeks",
        "fsmkl-weeks-over" => "{low} weeks and more",
        "fsmkl-state" => "State",
        "fsmkl-other" => "Other",
        "fsmkl-unknown" => "Unknown",
        // Statuses.
        "fsmkl-status" => "Share at given times",
        "fsmkl-series" => "Share by time since the start",
        "fsmkl-when" => "Time",
        "fsmkl-week-since" => "{week|week|weeks} after entry",
        "fsmkl-week-since-referral" => "{week|week|weeks} after the referral",
        "fsmkl-weeks" => "{week}",
        "fsmkl-without" => "without {outcome_en}",
        "fsmkl-in-week" => "In {week}",
        "fsmkl-ever" => "At any time",
        "fsmkl-weeks-since-entry" => "Weeks since entry",
        "fsmkl-weeks-since-referral" => "Weeks since the referral",
        "fsmkl-percent" => "Percent",
        "fsmkl-shows-in-spell" => "Share in percent of those still in the course",
        "fsmkl-shows-started" => "Share in percent of all who have started and are still followed",
        "fsmkl-shows-group-in-spell" => "Share in percent of those still in the group",
        "fsmkl-shows-group-started" => {
            "Share in percent of all referred to the group who are still followed"
        }
        "fsmkl-found-since" => {
            "{outcome_en}: {percent} percent of {persons|person|persons} {week|week|weeks} after entry"
        }
        "fsmkl-found-since-without" => {
            "Without {outcome_en}: {percent} percent of {persons|person|persons} {week|week|weeks} after entry"
        }
        "fsmkl-found-on" => "{outcome_en}: {percent} percent of {persons|person|persons} in {week}",
        "fsmkl-found-on-without" => {
            "Without {outcome_en}: {percent} percent of {persons|person|persons} in {week}"
        }
        "fsmkl-found-ever" => {
            "{outcome_en}: {percent} percent of {persons|person|persons} at some time"
        }
        "fsmkl-found-never" => {
            "{outcome_en}: {percent} percent of {persons|person|persons} at no time"
        }
        "fsmkl-found-series" => {
            "{outcome_en}: from {first} percent in the entry week to {last} percent {until|week|weeks} after entry[; {percent} percent of {persons|person|persons} in {week}]"
        }
        "fsmkl-found-series-without" => {
            "Without {outcome_en}: from {first} percent in the entry week to {last} percent {until|week|weeks} after entry[; {percent} percent of {persons|person|persons} in {week}]"
        }
        // Stocks.
        "fsmkl-stock" => "Numbers over time",
        "fsmkl-period" => "Period",
        "fsmkl-year" => "Year",
        "fsmkl-quarter" => "Quarter",
        "fsmkl-month" => "Month",
        "fsmkl-week" => "Week",
        "fsmkl-period-name" => "{period}",
        "fsmkl-group" => "Group",
        "fsmkl-persons" => "Persons",
        "fsmkl-share" => "Share",
        "fsmkl-total" => "Total",
        "fsmkl-change" => "Change",
        "fsmkl-relative-change" => "Change in percent",
        "fsmkl-change-in" => "Change from {from_period} to {to_period}",
        "fsmkl-found-stock" => "Number of persons in each group over time",
        "fsmkl-found-last" => "{group_en}:[ from {from} in {from_period} to] {to} in {to_period}",
        "fsmkl-found-rise" => {
            "{group_en}: from {from} in {from_period} to {to} in {to_period}, a rise of {change}[ ({percent} percent)]"
        }
        "fsmkl-found-fall" => {
            "{group_en}: from {from} in {from_period} to {to} in {to_period}, a fall of {change}[ ({percent} percent)]"
        }
        "fsmkl-published-number" => "Number",
        "fsmkl-full-time-persons" => "Full-time persons",
        "fsmkl-shows-aggregates" => "Published numbers of each group and period",
        "fsmkl-shows-register-stock" => {
            "Persons in each group, counted week by week in the register."
        }
        "fsmkl-shows-referrals" => {
            "Persons in each group by their latest referral, on the first day of the period."
        }
        "fsmkl-in-groups" => "Persons in each group over time",
        "fsmkl-first-day" => "First day of",
        "fsmkl-referred" => "First referral",
        "fsmkl-referred-by-site" => "First referral by municipality",
        "fsmkl-municipality" => "Municipality",
        // Success criteria.
        "fsmkl-found-criterion" => {
            "{met:None} of {sites|municipality|municipalities} reach at least {percent} percent of the group in {months}"
        }
        "fsmkl-shows-criterion" => {
            "Share of group {group} with contact in {months}, by municipality; green: the criterion is met, red: it is not"
        }
        "fsmkl-found-rolling" => {
            "The share with contact is {first} percent in {first_months} and {last} percent in {last_months}."
        }
        "fsmkl-shows-rolling" => {
            "Share of group {group} with contact in rolling windows; the last is {months}."
        }
        "fsmkl-criterion-line" => "Criterion: {percent} percent",
        "fsmkl-criterion-by-site" => "The criterion by municipality",
        "fsmkl-criterion-met" => "Municipalities that meet the criterion, by content and reading",
        "fsmkl-criterion-all" => "The whole group, by content and reading",
        "fsmkl-outcome" => "Content",
        "fsmkl-persons-in-group" => "Persons in the group",
        "fsmkl-touched" => "Touched in at least one week",
        "fsmkl-weekly-mean" => "Mean of the weeks",
        "fsmkl-unbroken" => "Every week without a break",
        "fsmkl-rolling" => "Rolling window",
        "fsmkl-window" => "Window",
        "fsmkl-window-end" => "Last month of the window",
        "fsmkl-months" => "{months}",
        "fsmkl-sites-met" => "Municipalities that meet it",
        "fsmkl-sites-judged" => "Municipalities in all",
        _ => return None,
    })
}
