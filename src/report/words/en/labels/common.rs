//! Words that several analyses share in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "total" => "Total",
        "percent" => "Percent",
        "number" => "Number",
        "municipality" => "Municipality",
        "outcome" => "Outcome",
        "group" => "Group",
        "persons" => "Persons",
        "share" => "Share",
        _ => return None,
    })
}
