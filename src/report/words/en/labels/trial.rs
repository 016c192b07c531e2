//! Labels of the trial analyses in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "trial-by-own-arms" => "By the groups of the study",
        "trial-by-arms" => "By {term}",
        "trial-shows-counts" => "Number and percent of persons by group",
        "trial-total" => "Total",
        "trial-number" => "Number",
        "trial-percent" => "Percent",
        "trial-in-no-category" => "In no category",
        "trial-category" => "Category",
        "trial-mean-title" => "Mean and standard deviation",
        "trial-mean-age-title" => "Age in years: mean and standard deviation",
        "trial-measure" => "Measure",
        "trial-mean" => "Mean",
        "trial-sd" => "Standard deviation",
        "trial-counts" => {
            "[Largest difference of {most} categories: ]{what_en} {participant} percent ({first_en}), {comparison} percent ({second_en})"
        }
        "trial-counts-untold" => "The distribution over categories",
        "trial-counts-differ" => {
            "The groups differ (chi-square {statistic}, {df} df[, p = {p}][, p < {below}])[; largest difference of {most} categories][: {what_en} {participant} percent ({first_en}), {comparison} percent ({second_en})]"
        }
        "trial-counts-alike" => {
            "No significant difference between the groups (chi-square {statistic}, {df} df[, p = {p}][, p < {below}])[; largest difference of {most} categories][: {what_en} {participant} percent ({first_en}), {comparison} percent ({second_en})]"
        }
        "trial-yes" => "Yes",
        "trial-no" => "No",
        "trial-pearson" => "Pearson's chi-square, no correction",
        "trial-corrected" => "Chi-square with continuity correction",
        "trial-fisher" => "Fisher's exact test",
        "trial-tests" => "Tests of independence of group and category",
        "trial-test" => "Test",
        "trial-statistic" => "Statistic",
        "trial-df" => "Degrees of freedom",
        "trial-p" => "p",
        "trial-least-expected" => "Least expected count",
        "trial-published" => "{persons|person|persons} in all",
        "trial-shows-published" => "Number of persons by group and year",
        "trial-shows-allocation" => "From the draw to the groups, number of persons",
        "trial-persons" => "Persons",
        "trial-step" => "Step",
        "trial-by-date" => "Persons drawn, by date",
        "trial-date" => "Date of the draw",
        "trial-on" => "{date}",
        "trial-difference" => "Difference",
        "trial-balance" => "Balance",
        "trial-follow-up-days" => "Follow-up, days",
        "trial-follow-up-months" => "Follow-up, months",
        "trial-drawn" => "Took part in the draw",
        "trial-excluded" => "Excluded",
        "trial-not-in-target-group" => "of these not in the target group",
        "trial-of-these" => "of these {reason}",
        "trial-too-young" => "of these below the age limit at the draw",
        "trial-allocated" => "Allocated",
        "trial-unaccounted" => "Unaccounted for: drawn, and neither excluded nor allocated",
        "trial-swapped" => "Received the other group's arm",
        "trial-flow" => "From the draw to the groups",
        "trial-flow-even" => {
            "{allocated}[ of the {drawn} drawn] were allocated[: {participant}][ and {comparison}][; {excluded} were excluded][; {unaccounted} unaccounted for]. On every date the groups differ by at most {most}"
        }
        "trial-flow-uneven" => {
            "{allocated}[ of the {drawn} drawn] were allocated[: {participant}][ and {comparison}][; {excluded} were excluded][; {unaccounted} unaccounted for]. On {dates|date|dates} the groups differ by more than {most}"
        }
        "trial-shows-power" => "Power of the comparison of two shares, normal approximation",
        "trial-power" => {
            "{n|person|persons} in each group can show {participant} percent against {comparison} percent[ with a power of {power} percent][; a power of {aim} percent needs {needed} in each group]"
        }
        "trial-share" => "{share} percent",
        "trial-n-per-arm" => "{n} per group",
        "trial-power-title" => "Power (0 to 1) by share in the first group and persons per group",
        "trial-n-title" => "Persons per group for the power aimed at",
        "trial-n-exact" => "Persons per group",
        "trial-n-whole" => "Rounded up",
        "trial-detectable-title" => {
            "Smallest share in the first group found with the power aimed at"
        }
        "trial-participant-share" => "Share in the first group",
        _ => return None,
    })
}
