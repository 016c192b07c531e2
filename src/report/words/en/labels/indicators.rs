//! Labels of indicators in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "indicator" => "Indicator",
        "indicators-title" => "Indicators by municipality",
        "indicators-by-site-title" => "Municipalities, ascending by the first column",
        "indicators-by-site-down" => "Municipalities, descending by the first column",
        "indicator-lights-title" => "Criterion, and number of municipalities with each light",
        "criterion" => "Criterion",
        "criterion-a90" => "Green from 90 percent, yellow from 75, else red",
        "criterion-b50" => "Green from 50 percent, yellow from 25, else red",
        "criterion-c24" => "Green below 2, yellow below 4, else red",
        "criterion-mean" => "Green from the mean of the municipalities, else red",
        "mean-of-sites" => "Mean of the municipalities",
        "green-from" => "green from {limit} percent",
        "yellow-from" => "yellow from {limit} percent",
        "green-below" => "green below {limit}",
        "yellow-below" => "yellow below {limit}",
        "fidelity-shows-indicators" => {
            "Share in percent or mean with a traffic light for each municipality; the total pools all persons"
        }
        "fidelity-finding-indicators" => {
            "Of {indicators|indicator|indicators}, {green:none} green, {yellow:none} yellow and {red:none} red for all municipalities together[; {grey} without a light]"
        }
        "fidelity-finding-one" => {
            "{indicator_en}: {green:none} of {sites|municipality|municipalities} are green, {yellow:none} yellow and {red:none} red"
        }
        "fidelity-finding-mean" => {
            "{indicator_en}: {green:none} of {sites|municipality|municipalities} are at or above the mean of the municipalities, {red:none} below"
        }
        _ => return None,
    })
}
