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
        "survey-shows-respondents" => {
            "Share of the answers in percent; n is the number of answers."
        }
        "survey-shows-sites" => {
            "Share of the municipalities in percent; each municipality counts once."
        }
        "survey-shows-respondents-counts" => {
            "Share of the answers; the numbers in the bars are answers, and n is all of them."
        }
        "survey-shows-sites-counts" => {
            "Share of the municipalities; the numbers in the bars are municipalities, and each municipality counts once."
        }
        "survey-finding" => "{question_en}[ ({group_en})]: {percent} percent answer: {category_en}",
        "survey-finding-means" => {
            "{question_en}: {last} on average ({last_wave_en}) against {first} ({first_wave_en})"
        }
        "survey-finding-waves" => {
            "{question_en}: “{category_en}” in {last} percent of the answers ({last_wave_en}) against {first} percent ({first_wave_en})"
        }
        "survey-finding-waves-sites" => {
            "{question_en}: “{category_en}” in {last} percent of the municipalities ({last_wave_en}) against {first} percent ({first_wave_en})"
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
            "Share of the answers that agree with the statements on the core element, in percent. The light tells the change from the first to the last measurement."
        }
        "fidelity-lights-title" => "Number of lights",
        "light-green" => "Green",
        "light-yellow" => "Yellow",
        "light-red" => "Red",
        "light-grey" => "Grey",
        "change-points" => "Change",
        "fidelity-finding-agree" => {
            "{green} of {cells} core elements rose by more than 5 percentage points, {yellow} stand about still, and {red} fell"
        }
        "fidelity-finding-roles" => {
            "{green} of {cells} core elements, each role by itself, rose by more than 5 percentage points, {yellow} stand about still, and {red} fell"
        }
        "fidelity-finding-sites" => {
            "{green} of {cells} core elements, each municipality by itself, rose by more than 5 percentage points, {yellow} stand about still, and {red} fell"
        }
        "fidelity-finding-one-wave" => "Share agreeing at one measurement",
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
            "Answers on a scale, first as the mean of the municipality and then of the municipalities."
        }
        "fidelity-finding-score" => {
            "Overall fidelity went from {first} to {last}; {moved} municipalities went from below to above the median"
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
            "{significant} of {questions} questions show a statistically significant change at the {level} percent level"
        }
        "progression-shows" => {
            "Change of the answer per month for the same person, standard errors clustered on the person; beside it the last answer against the first."
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
