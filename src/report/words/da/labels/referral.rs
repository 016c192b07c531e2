//! Labels of referrals to groups in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "referral-shows" => {
            "Personer i hver gruppe efter den seneste visitation på den første dag i perioden."
        }
        "referral-in-groups" => "Personer i hver gruppe over tid",
        "referral-first-day" => "Første dag i",
        "referral-first" => "Første visitation",
        "referral-first-by-site" => "Første visitation efter kommune",
        "target-title" => "Visiteret af målgruppen, efter kommune",
        "target-planned" => "Visiteret af målgruppen, efter kommune (planlagt: {percent} pct.)",
        "target-persons" => "Målgruppen",
        "target-referred" => "Visiteret ved slutningen",
        "target-referred-by" => "Af målgruppen",
        "target-criterion" => "Kriteriet om, at borgerne er visiteret som planlagt",
        "target-criterion-stub" => "Kriterium",
        "target-met" => "Mindst {percent} pct. af målgruppen",
        "target-sites" => "Kommuner, der opfylder",
        "target-found" => {
            "{share} pct. af målgruppen på {persons|person|personer} er visiteret[; {met:ingen} af {sites|kommune|kommuner} når de planlagte {percent} pct.]"
        }
        _ => return None,
    })
}
