//! Labels of referrals to groups in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "referral-shows" => {
            "Persons in each group by their latest referral, on the first day of the period."
        }
        "referral-in-groups" => "Persons in each group over time",
        "referral-first-day" => "First day of",
        "referral-first" => "First referral",
        "referral-first-by-site" => "First referral by municipality",
        "target-title" => "Referred of the target group, by municipality",
        "target-planned" => {
            "Referred of the target group, by municipality (planned: {percent} percent)"
        }
        "target-persons" => "Target group",
        "target-referred" => "Referred by the end",
        "target-referred-by" => "Of the target group",
        "target-criterion" => "The criterion that citizens are referred as planned",
        "target-criterion-stub" => "Criterion",
        "target-met" => "At least {percent} percent of the target group",
        "target-sites" => "Municipalities that meet it",
        "target-found" => {
            "{share} percent of the target group of {persons|person|persons} are referred[; {met:none} of {sites|municipality|municipalities} reach the planned {percent} percent]"
        }
        _ => return None,
    })
}
