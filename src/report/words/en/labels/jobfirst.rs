//! Labels of follow-up, intensity and criteria of consecutive weeks in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "all-persons" => "All",
        "weeks-followed" => "Followed at least, weeks",
        "at-least-weeks" => "{weeks}",
        "follow-up-table" => "Persons who can be followed at least so many weeks",
        "follow-up-named" => "Of these, at the weeks asked for",
        "follow-up-shows" => {
            "Persons who can be followed at least so many weeks, the entry week counted."
        }
        "follow-up-finding" => {
            "{persons_first|person|persons} can be followed at least {first|week|weeks}[ and {persons_last|person|persons} at least {last|week|weeks}]; the longest follow-up is {longest|week|weeks}"
        }
        "weeks-since-entry" => "Weeks since entry",
        "week-since-entry" => "{week}",
        "share-with-a-meeting" => "Share with at least one meeting in the week, percent",
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
            "From week {week}, {participant} percent ({first_en}) against {comparison} percent ({second_en}) have a meeting in a given week: one every {participant_weeks} weeks against one every {comparison_weeks} weeks"
        }
        "intensity-too-few" => {
            "At least one group has too few meetings for its level to be compared"
        }
        "criterion-reading" => "Criterion",
        "share-meeting-criterion" => "Share who met the criterion, percent",
        "spell-criterion-table" => "Share who met the criterion",
        "spell-criterion-shows" => {
            "Share who reach so many consecutive weeks after entry, among those observed at least {observed} weeks."
        }
        "spell-criterion-finding" => {
            "{participant} percent ({first_en}) against {comparison} percent ({second_en}) reached at least {weeks} consecutive weeks, among those observed at least {observed} weeks"
        }
        "spell-criterion-finding-same-workplace" => {
            "{participant} percent ({first_en}) against {comparison} percent ({second_en}) reached at least {weeks} consecutive weeks at the same workplace, among those observed at least {observed} weeks"
        }
        "spell-criterion-too-few" => "At least one group has nobody who is observed long enough",
        "difference-in-points" => "Difference, percentage points",
        "p-value-t" => "p (t)",
        "run-from-entry" => "{weeks} weeks without a gap, counted from the entry week",
        "run-from-entry-with-gap" => {
            "{weeks} weeks with gaps of at most {gap|week|weeks}, counted from the entry week"
        }
        "run-whole" => "{weeks} weeks without a gap, the whole run counted",
        "run-whole-with-gap" => {
            "{weeks} weeks with gaps of at most {gap|week|weeks}, the whole run counted"
        }
        "run-from-entry-same-workplace" => {
            "{weeks} weeks at the same workplace without a gap, counted from the entry week"
        }
        "run-from-entry-with-gap-same-workplace" => {
            "{weeks} weeks at the same workplace with gaps of at most {gap|week|weeks}, counted from the entry week"
        }
        "run-whole-same-workplace" => {
            "{weeks} weeks at the same workplace without a gap, the whole run counted"
        }
        "run-whole-with-gap-same-workplace" => {
            "{weeks} weeks at the same workplace with gaps of at most {gap|week|weeks}, the whole run counted"
        }
        _ => return None,
    })
}
