//! Labels of follow-up, intensity and criteria of consecutive weeks in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "all-persons" => "All",
        "weeks-followed" => "Weeks of follow-up",
        "at-least-weeks" => "at least {weeks} weeks",
        "follow-up-table" => "Persons who can be followed at least so many weeks",
        "follow-up-shows" => {
            "Persons who can be followed at least so many weeks, the entry week counted."
        }
        "follow-up-finding" => {
            "{persons_first} persons can be followed at least {first} weeks[ and {persons_last} at least {last} weeks]; the longest follow-up is {longest} weeks."
        }
        "weeks-since-entry" => "Weeks since entry",
        "week-since-entry" => "week {week}",
        "share-with-a-meeting" => "Share with at least one meeting in the week",
        "intensity-shows" => {
            "Share with at least one meeting in each week since entry, among those observed in the week."
        }
        "intensity-weekly" => "Share with at least one meeting, week by week",
        "intensity-level" => "Meetings in the entry week, in the first weeks and later",
        "share-in-entry-week" => "Share in the entry week",
        "share-before-week" => "Share per week before week {week}",
        "share-from-week" => "Share per week from week {week}",
        "weeks-between-meetings" => "Weeks between meetings",
        "intensity-finding" => {
            "From week {week}, {participant} percent of the participants have a meeting in a given week against {comparison} percent of the comparison group: one every {participant_weeks} weeks against one every {comparison_weeks} weeks."
        }
        "intensity-too-few" => {
            "At least one group has too few meetings for its level to be compared."
        }
        "criterion-reading" => "Criterion",
        "share-meeting-criterion" => "Share who met the criterion",
        "spell-criterion-table" => "Share who met the criterion",
        "spell-criterion-shows" => {
            "Share who reach so many consecutive weeks after entry, among those observed at least {observed} weeks."
        }
        "spell-criterion-finding" => {
            "{participant} percent of the participants reached at least {weeks} consecutive weeks against {comparison} percent of the comparison group, among those observed at least {observed} weeks."
        }
        "spell-criterion-finding-same-workplace" => {
            "{participant} percent of the participants reached at least {weeks} consecutive weeks at the same workplace against {comparison} percent of the comparison group, among those observed at least {observed} weeks."
        }
        "spell-criterion-too-few" => "At least one group has nobody who is observed long enough.",
        "difference-in-points" => "Difference",
        "p-value-t" => "p (t)",
        "run-from-entry" => "{weeks} weeks without a gap, counted from the entry week",
        "run-from-entry-with-gap" => {
            "{weeks} weeks with gaps of at most {gap} week(s), counted from the entry week"
        }
        "run-whole" => "{weeks} weeks without a gap, the whole run counted",
        "run-whole-with-gap" => {
            "{weeks} weeks with gaps of at most {gap} week(s), the whole run counted"
        }
        "run-from-entry-same-workplace" => {
            "{weeks} weeks at the same workplace without a gap, counted from the entry week"
        }
        "run-from-entry-with-gap-same-workplace" => {
            "{weeks} weeks at the same workplace with gaps of at most {gap} week(s), counted from the entry week"
        }
        "run-whole-same-workplace" => {
            "{weeks} weeks at the same workplace without a gap, the whole run counted"
        }
        "run-whole-with-gap-same-workplace" => {
            "{weeks} weeks at the same workplace with gaps of at most {gap} week(s), the whole run counted"
        }
        _ => return None,
    })
}
