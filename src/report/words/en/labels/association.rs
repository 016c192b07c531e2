//! Labels of associations in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "association-title-fidelity" => {
            "Association of fidelity and outcome between municipalities"
        }
        "association-title-measures" => {
            "Association of characteristics and outcome between municipalities"
        }
        "association-points-fidelity" => "Fidelity and outcome of the municipalities",
        "association-points-measures" => "Characteristics and outcome of the municipalities",
        "association-counts-title" => "How many are associated with the outcome",
        "association-factor-title" => "One common factor",
        "association-finding-fidelity" => {
            "[{drawn_en}: rank correlation {rho} with “{outcome_en}” ][(p = {p}); ][(p < {p_below}); ]{associated:none} of {measures|measure|measures} of fidelity are associated with the outcome"
        }
        "association-finding-measures" => {
            "[{drawn_en}: rank correlation {rho} with “{outcome_en}” ][(p = {p}); ][(p < {p_below}); ]{associated:none} of {measures|characteristic|characteristics} are associated with the outcome"
        }
        "association-shows" => {
            "Each point is a municipality. Rank correlation, its p exact over all orders of at most {exact} municipalities and from the t distribution otherwise; least squares with heteroskedasticity-robust standard errors. An association is a p-value below {level} percent."
        }
        "association-n" => "Municipalities",
        "association-rho" => "Rank correlation",
        "association-p" => "p",
        "association-slope" => "Slope",
        "association-std-error" => "Standard error",
        "association-p-slope" => "p",
        "association-slope-weighted" => "Slope",
        "association-std-error-weighted" => "Standard error",
        "association-p-slope-weighted" => "p",
        "association-associated" => "Association",
        "least-squares" => "Least squares",
        "least-squares-by-answers" => "Weighted by answers",
        "least-squares-by-persons" => "Weighted by persons",
        "factor-loading" => "Loading",
        "factor-uniqueness" => "Uniqueness",
        "associated" => "associated",
        "not-associated" => "no association shown",
        "measures-compared" => "Compared",
        "measures-associated" => "Associated",
        "measures" => "Measures",
        "measure-of-fidelity" => "Measure of fidelity",
        "measure-of-site" => "Characteristic",
        "axis-percent" => "{name_en}, percent",
        "axis-points" => "{name_en}, percentage points",
        "axis-number" => "{name_en}, number",
        "axis-score" => "{name_en}, score from {low} to {high}",
        "axis-class" => "{name_en}, class {low} to {high}",
        "axis-plain" => "{name_en}",
        _ => return None,
    })
}
