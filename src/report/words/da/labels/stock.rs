//! Labels of stocks over time in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "stock-title" => "Antal over tid",
        "stock-period" => "Periode",
        "stock-month" => "{month}",
        "stock-change" => "Ændring",
        "stock-relative-change" => "Ændring i procent",
        "stock-change-in" => "Ændring {periods}",
        "stock-found" => "Antal personer i hver gruppe over tid.",
        "stock-found-last" => "{group_da}: {value}[ i {period}].",
        "stock-found-rise" => "{group_da} er steget med {change} ({periods}).",
        "stock-found-fall" => "{group_da} er faldet med {change} ({periods}).",
        "stock-published-number" => "Antal",
        "stock-full-time-persons" => "Fuldtidspersoner",
        "stock-shows-aggregates" => "Offentliggjorte tal for hver gruppe og periode.",
        "stock-shows-register" => "Personer i hver gruppe, talt uge for uge i registret.",
        _ => return None,
    })
}
