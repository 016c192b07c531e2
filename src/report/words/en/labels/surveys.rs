//! Labels of the surveys analyses in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "answers-all" => "All",
        "percent-agreeing" => "Percent agreeing",
        "mean" => "Mean",
        "n-answers" => "n",
        "do-not-know" => "Do not know",
        "role" => "Role",
        "wave" => "Measurement",
        "least" => "Least",
        "greatest" => "Greatest",
        "lower-quartile" => "Lower quartile",
        "upper-quartile" => "Upper quartile",
        "median" => "Median",
        "n-sites" => "Municipalities",
        "score" => "Score",
        "class" => "Class",
        "source" => "Source",
        "core-element" => "Core element",
        "all-municipalities" => "All municipalities",
        "survey-question" => "Question",
        "survey-stub" => "Survey",
        "survey-shares-title" => "Distribution of answers",
        "survey-shows-respondents" => "Share of the answers in percent; n is the number of answers",
        "survey-shows-sites" => {
            "Share of the municipalities in percent; each municipality counts once; n is the number of municipalities"
        }
        "survey-finding-most" => {
            "{question_en}[ ({group_en})]: most answer “{category_en}” ({percent} percent)"
        }
        "survey-finding-questions" => {
            "“{category_en}”: from {high} percent ({high_en}) to {low} percent ({low_en})"
        }
        "survey-finding-groups" => {
            "{question_en}: “{category_en}” from {high} percent ({high_en}) to {low} percent ({low_en})"
        }
        "survey-finding-change" => {
            "{question_en}: “{category_en}” from {first} percent ({first_en}) to {last} percent ({last_en})"
        }
        "survey-finding-mean" => {
            "{question_en}: {first} on average[ ({first_en})][, {last}][ ({last_en})]"
        }
        "survey-finding-response" => {
            "Response rate, percent:[ {low}][ ({low_en}) and] {high} ({high_en})"
        }
        "survey-shows-respondents-counts" => {
            "Share of the answers; the numbers in the bars are answers, and n is all of them"
        }
        "survey-shows-sites-counts" => {
            "Share of the municipalities; the numbers in the bars are municipalities, and each municipality counts once"
        }
        "survey-finding-none" => "Answers to the survey, question by question",
        "response-title" => "Response rate",
        "response-by-site-title" => "Number of answers in each municipality",
        "response-invited" => "Invited",
        "response-answers" => "Full answers",
        "response-partial" => "Partial answers",
        "response-rate" => "Response rate",
        "fidelity-agree-title" => "Share agreeing, by core element",
        "fidelity-agree-by-role" => "Share agreeing, by role and core element",
        "fidelity-agree-by-site" => "Share agreeing, by municipality and core element",
        "fidelity-shows-agree" => {
            "Share of the answers that agree or strongly agree with the statements on the core element, in percent. The light tells the change from the first to the last measurement"
        }
        "fidelity-shows-agree-groups" => {
            "Share of the answers that agree or strongly agree with the statements on the core element, at the last measurement, in percent. The light tells the change from the first"
        }
        "fidelity-shows-agree-one" => {
            "Share of the answers that agree or strongly agree with the statements, in percent; n is the number of answers"
        }
        "fidelity-lights-title" => "Number of lights",
        "light-green" => "Green",
        "light-yellow" => "Yellow",
        "light-red" => "Red",
        "light-grey" => "Grey",
        "change-points" => "Change, percentage points",
        "fidelity-finding-agree" => {
            "{green:None} of {cells|core element|core elements} rose by more than 5 percentage points, {yellow:none} changed by at most 5, and {red:none} fell by more than 5"
        }
        "fidelity-finding-roles" => {
            "Of {cells} measurements (core element × role), {green:none} rose by more than 5 percentage points, {yellow:none} changed by at most 5, and {red:none} fell by more than 5"
        }
        "fidelity-finding-sites" => {
            "Of {cells} measurements (core element × municipality), {green:none} rose by more than 5 percentage points, {yellow:none} changed by at most 5, and {red:none} fell by more than 5"
        }
        "fidelity-finding-one-wave" => {
            "[{element_en}: {percent} percent agree][; from {high} percent ({high_en}) to {low} percent ({low_en})]"
        }
        "fidelity-finding-none-told" => "Share agreeing at one measurement",
        "fidelity-score-title" => "Mean fidelity, each municipality counting once",
        "fidelity-spread-title" => "Spread between municipalities",
        "fidelity-classes-title" => "Overall fidelity[: {under_en}]",
        "score-axis" => "Score from {low} to {high}",
        "crossed-title" => {
            "Share of the municipalities by readiness and by movement over the median"
        }
        "crossed-municipalities" => "Municipalities",
        "crossed-readiness" => "Readiness (overall fidelity at the first measurement)",
        "crossed-below" => "Below the median",
        "crossed-at" => "At the median",
        "crossed-above" => "Above the median",
        "crossed-movement" => "Movement from the first to the last measurement",
        "crossed-rose" => "From below to above the median",
        "crossed-others" => "All others measured both times",
        "crossed-all" => "All municipalities with answers",
        "fidelity-movers-title" => {
            "Municipalities below and above the median at the first and the last measurement"
        }
        "fidelity-sites-title" => "Fidelity in each municipality",
        "fidelity-shows-score" => {
            "Answers on a scale, first as the mean of the municipality and then of the municipalities"
        }
        "fidelity-finding-score" => {
            "Overall fidelity went from {first} to {last}; {moved:no|municipality|municipalities} went from below to above the median"
        }
        "fidelity-finding-spread" => {
            "The median of overall fidelity went from {first} to {last}; the middle half of the municipalities lie from {lower} to {upper} at the last measurement"
        }
        "fidelity-finding-score-one" => "Overall fidelity is {last}",
        "fidelity-finding-none" => "No municipality has answers on every core element",
        "overall-score" => "Overall fidelity",
        "first-measurement" => "First measurement",
        "last-measurement" => "Last measurement",
        "below-median" => "Below the median",
        "at-median" => "At the median",
        "above-median" => "Above the median",
        "progression-title" => "Change within persons, question by question",
        "progression-counts-title" => "Number of questions",
        "progression-asked" => "Questions asked",
        "progression-significant" => "Statistically significant",
        "progression-finding" => {
            "{significant:None} of {questions} questions show a statistically significant change at the {level} percent level"
        }
        "progression-shows" => {
            "Change of the answer per month for the same person, standard errors clustered on the person; beside it the last answer against the first"
        }
        "change-per-month" => "Change per month",
        "questions" => "Questions",
        "trend" => "Linear trend",
        "first-last" => "Last against first answer",
        "progression-persons" => "Persons",
        "progression-answers" => "Answers",
        "progression-estimate" => "Per month",
        "progression-std-error" => "Standard error",
        "progression-conf-low" => "Lower limit",
        "progression-conf-high" => "Upper limit",
        "progression-p" => "p",
        "progression-pairs" => "Pairs",
        "progression-mean-change" => "Change",
        "progression-p-paired" => "p (paired)",
        "progression-direction" => "Direction",
        "progress" => "progress",
        "decline" => "decline",
        "no-change" => "no change",
        "not-estimated" => "not estimated",
        "significant" => "significant",
        "not-significant" => "not significant",
        _ => return None,
    })
}
