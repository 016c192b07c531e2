//! Words that several analyses share in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "total" => "I alt",
        "percent" => "Procent",
        "number" => "Antal",
        "municipality" => "Kommune",
        "outcome" => "Resultat",
        "group" => "Gruppe",
        "persons" => "Personer",
        "share" => "Andel",
        _ => return None,
    })
}
