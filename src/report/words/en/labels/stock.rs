//! Labels of stocks over time in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "stock-title" => "Numbers over time",
        "stock-period" => "Period",
        "stock-year" => "Year",
        "stock-quarter" => "Quarter",
        "stock-month" => "Month",
        "stock-week" => "Week",
        "stock-period-name" => "{period}",
        "stock-change" => "Change",
        "stock-relative-change" => "Change in percent",
        "stock-change-in" => "Change from {from_period} to {to_period}",
        "stock-found" => "Number of persons in each group over time",
        "stock-found-last" => "{group_en}:[ from {from} in {from_period} to] {to} in {to_period}",
        "stock-found-rise" => {
            "{group_en}: from {from} in {from_period} to {to} in {to_period}, a rise of {change}[ ({percent} percent)]"
        }
        "stock-found-fall" => {
            "{group_en}: from {from} in {from_period} to {to} in {to_period}, a fall of {change}[ ({percent} percent)]"
        }
        "stock-published-number" => "Number",
        "stock-full-time-persons" => "Full-time persons",
        "stock-shows-aggregates" => "Published numbers of each group and period",
        "stock-shows-register" => "Persons in each group, counted week by week in the register.",
        _ => return None,
    })
}
