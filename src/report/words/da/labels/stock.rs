//! Labels of stocks over time in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "stock-title" => "Antal over tid",
        "stock-period" => "Periode",
        "stock-year" => "År",
        "stock-quarter" => "Kvartal",
        "stock-month" => "Måned",
        "stock-week" => "Uge",
        "stock-period-name" => "{period}",
        "stock-change" => "Ændring",
        "stock-relative-change" => "Ændring i procent",
        "stock-change-in" => "Ændring fra {from_period} til {to_period}",
        "stock-found" => "Antal personer i hver gruppe over tid",
        "stock-found-last" => "{group_da}:[ fra {from} i {from_period} til] {to} i {to_period}",
        "stock-found-rise" => {
            "{group_da}: fra {from} i {from_period} til {to} i {to_period}, en stigning på {change}[ ({percent} pct.)]"
        }
        "stock-found-fall" => {
            "{group_da}: fra {from} i {from_period} til {to} i {to_period}, et fald på {change}[ ({percent} pct.)]"
        }
        "stock-published-number" => "Antal",
        "stock-full-time-persons" => "Fuldtidspersoner",
        "stock-shows-aggregates" => "Offentliggjorte tal for hver gruppe og periode",
        "stock-shows-register" => "Personer i hver gruppe, talt uge for uge i registret.",
        _ => return None,
    })
}
