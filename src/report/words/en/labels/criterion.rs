//! Labels of success criteria in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "criterion-found" => {
            "{met:None} of {sites|municipality|municipalities} reach at least {percent} percent of the group in {months}"
        }
        "criterion-shows" => {
            "Share of group {group} with contact in {months}, by municipality; green: the criterion is met, red: it is not"
        }
        "criterion-found-rolling" => {
            "The share with contact is {first} percent in {first_months} and {last} percent in {last_months}."
        }
        "criterion-shows-rolling" => {
            "Share of group {group} with contact in rolling windows; the last is {months}."
        }
        "criterion-line" => "Criterion: {percent} percent",
        "criterion-by-site" => "The criterion by municipality",
        "criterion-beside" => "Other lists and parts",
        "criterion-met" => "Municipalities that meet the criterion, by content and reading",
        "criterion-all" => "The whole group, by content and reading",
        "criterion-content" => "Content",
        "criterion-persons" => "Persons in the group",
        "criterion-touched" => "Touched in at least one week",
        "criterion-weekly-mean" => "Mean of the weeks",
        "criterion-unbroken" => "Every week without a break",
        "criterion-rolling" => "Rolling window",
        "criterion-window" => "Window",
        "criterion-months" => "{months}",
        "criterion-sites-met" => "Municipalities that meet it",
        "criterion-sites-judged" => "Municipalities in all",
        _ => return None,
    })
}
