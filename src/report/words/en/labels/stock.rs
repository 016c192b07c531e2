//! Labels of stocks over time in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "stock-title" => "Numbers over time",
        "stock-period" => "Period",
        "stock-month" => "{month}",
        "stock-change" => "Change",
        "stock-relative-change" => "Change in percent",
        "stock-change-in" => "Change {periods}",
        "stock-found" => "Number of persons in each group over time.",
        "stock-found-last" => "{group_en}: {value}[ in {period}].",
        "stock-found-rise" => "{group_en}: a rise of {change} ({periods}).",
        "stock-found-fall" => "{group_en}: a fall of {change} ({periods}).",
        "stock-published-number" => "Number",
        "stock-full-time-persons" => "Full-time persons",
        "stock-shows-aggregates" => "Published numbers of each group and period.",
        "stock-shows-register" => "Persons in each group, counted week by week in the register.",
        _ => return None,
    })
}
