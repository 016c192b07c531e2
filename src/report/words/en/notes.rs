//! Notes and reasons in English, by code.

pub fn note(code: &str) -> Option<&'static str> {
    Some(match code {
        "untrusted-weeks" => {
            "The weeks after {week} are provisional: the register's latest months are imprecise, and season plays a part at the end of the period. They are shaded, not left out."
        }
        "partly-treated-baseline" => {
            "Weeks 53–104 of the earlier cohort lie in the year when the programme already ran in the participating municipalities. The baseline is partly treated, and the effect is understated rather than overstated."
        }
        "few-clusters" => {
            "Few clusters: {treated} treated and {untreated} untreated municipalities. Below 30 in either, cluster-robust standard errors are often too small."
        }
        "gross-target-group" => {
            "The gross target group: all who start in a participating municipality count, whether or not the programme reached them."
        }
        "placement-at-entry" | "event-at-entry" => {
            "{persons|person has|persons have} the outcome already in the entry week; the time to it is 0."
        }
        "week-53-left-out" => "Week 53 is left out of the comparison ({weeks}).",
        "constant-rate-caveat" => {
            "Turning a hazard ratio into a duration is exact only if the rate is the same in every week; {example_weeks} weeks is an example, not a result."
        }
        "stv-list-invented" => {
            "Which municipalities took part in the [{list} ]project is not published. The list behind the indicator is invented for the example."
        }
        "carried-forward-days" => {
            "The value at {time} days is the last one observed, from day {last}, carried forward[; {n_risk|person was|persons were} then at risk]."
        }
        "carried-forward" => {
            "The value at {time} weeks is the last one observed, from week {last}, carried forward[; {n_risk|person was|persons were} then at risk]."
        }
        "collinear-dropped" => {
            "Left out because other covariates determine them: {terms}[ (weeks {weeks})]."
        }
        "headline-is-a-mean" => {
            "The headline is a mean of weeks {first} to {last}: person-weeks pooled, errors clustered by municipality."
        }
        "missing-dropped" => {
            "{rows|row is|rows are} left out because a background fact is missing."
        }
        "partial-history" => {
            "{variable}: the register does not reach back far enough for {persons|person|persons}."
        }
        "in-both-periods" => {
            "{persons|person starts in both periods and is|persons start in both periods and are} counted twice."
        }
        "lag-drops-first-week" => {
            "The first weeks have no earlier week to take the outcome from and are not in the lagged model[: {rows|row|rows}][ ({weeks|week|weeks})]."
        }
        "small-sites" => {
            "{sites|municipality has|municipalities have} few persons; the change there is uncertain."
        }
        "censored-at-exit" => {
            "Those who leave the course without the event are censored at exit: the rate holds while in the course."
        }
        "hours-months" => "The hours cover {months}.",
        "no-comparison-subtracted" => {
            "The changes are the participating municipalities' own: the comparison group's change is not subtracted."
        }
        "enrolled-not-in-register" => {
            "{persons|enrolled person is not in the register and takes|enrolled persons are not in the register and take} no part."
        }
        "meetings-of-others" => {
            "{rows|row of the meetings belongs to a person who is not in the register and does|rows of the meetings belong to persons who are not in the register and do} not count."
        }
        "meetings-of-other-kinds" => {
            "{rows|row of the meetings is of another kind and does|rows of the meetings are of other kinds and do} not count."
        }
        "activities-open" => {
            "{rows|activity has no last week and counts|activities have no last week and count} as going on to the last week of the register."
        }
        "activities-outside" => {
            "{rows|activity lies wholly outside the weeks of the register and does|activities lie wholly outside the weeks of the register and do} not count."
        }
        "activities-of-others" => {
            "{persons|person of the table of activities is not in the register and does|persons of the table of activities are not in the register and do} not count."
        }
        "activities-not-met" => {
            "The study names kinds of activities that the data have not: {kinds}."
        }
        "activities-without-employer" => {
            "{rows|activity has|activities have} no employer and cannot be part of a run at the same workplace."
        }
        "criterion-exact-share" => {
            "The criterion is judged on the counts before rounding: exactly so many percent are enough."
        }
        "criterion-sites-without" => {
            "{sites|municipality has|municipalities have} nobody in the group on the first day of the window and cannot be judged: {names}."
        }
        "referral-unknown-site" => {
            "{persons|person without a known municipality is|persons without a known municipality are} left out."
        }
        "referral-not-in-register" => {
            "{persons|person of the enrolment table is not in the register and is|persons of the enrolment table are not in the register and are} left out."
        }
        "target-outside" => {
            "{persons|referred person is not in the study's target group and does|referred persons are not in the study's target group and do} not count in its share."
        }
        "referral-outside-study" => {
            "{rows|referral lies|referrals lie} outside the weeks of the study ({weeks})."
        }
        "destination-state-unknown" => {
            "For {persons|person|persons} the register does not reach far enough to tell the state after the course."
        }
        "destination-age-unknown" => {
            "{persons|person without an age is|persons without an age are} left out of the table by age."
        }
        "stock-no-such-group" => "The file has no rows for: {names}.",
        "stock-no-such-period" => "The file has no period {period}; the change is not made.",
        "stock-groups-not-shown" => "The file has groups that the table does not show: {names}.",
        "events-until" => {
            "Events are known until {date}; who has no event by then is censored on it."
        }
        "event-imputed" => {
            "{persons|person who moved was|persons who moved were} found to have the event when looked up later; it is placed midway between the move and the look-up."
        }
        "clock-not-started" => {
            "{persons|person is|persons are} left out: the event that time is counted from did not happen before the end."
        }
        "events-before-draw" => {
            "{persons|event before the draw is|events before the draw are} not counted."
        }
        "events-not-met" => "The study names events that the data do not hold: {events}.",
        "in-no-category" => {
            "{persons|person is|persons are} in no category and not in the percentages."
        }
        "events-after-end" => {
            "{persons|event after the last day of the data on events is|events after the last day of the data on events are} not counted."
        }
        "events-of-other-values" => {
            "{rows|event|events} ({kinds}) with a value that the study does not name; it may be misspelt."
        }
        "drawn-after-end" => {
            "{persons|person is|persons are} drawn after {date}, the last day of the data on events, and cannot be followed."
        }
        "without-other-arm" => {
            "{persons|person|persons} of the groups without an arm in the column {term} cannot be in the results by it."
        }
        "arm-of-one" => "There is one person only in {group}: nothing can be estimated of it.",
        "arms-uneven" => "On {dates|date|dates} the groups differ by more than {most}.",
        "drawn-unaccounted" => {
            "{persons|person drawn is|persons drawn are} neither excluded nor allocated: unaccounted for."
        }
        "excluded-in-arm" => {
            "{persons|person has a reason for exclusion and is|persons have a reason for exclusion and are} in a group all the same."
        }
        "arms-swapped" => {
            "{persons|person|persons} received another arm than the one drawn; both results are shown."
        }
        "synthetic" => "The data are synthetic: no real persons, nothing suppressed.",
        "public" => "The data are public: nothing suppressed.",
        "do-not-know-counts" => "“Do not know” is in the denominator where the table shows it.",
        "do-not-know-left-out" => "“Do not know” is left out of the denominator.",
        "change-judged" => {
            "The light is green for a rise of more than 5 percentage points, yellow from −5 to +5 and red below, judged on whole percentages. Only the change is judged; levels must not be compared between core elements."
        }
        "change-judged-exact" => {
            "The light is green for a rise of more than 5 percentage points, yellow from −5 to +5 and red below, judged on the shares before rounding. Only the change is judged; levels must not be compared between core elements."
        }
        "groups-without-answers" => "{groups|group has|groups have} no answers[: {names_en}].",
        "sites-without-answers" => {
            "{sites|municipality has|municipalities have} no answers[: {names_en}]."
        }
        "items-without-answers" => {
            "The study asks for questions that have no answers: {items}. A name may be misspelt."
        }
        "answers-without-wave" => {
            "{rows} answers do not say which measurement they belong to, and are left out where measurements are told apart."
        }
        "answers-without-role" => {
            "{rows} answers do not say who gave them, and are left out where roles are told apart."
        }
        "answers-without-site" => {
            "{rows} answers do not say which municipality they come from, and are left out where municipalities are told apart."
        }
        "answers-in-no-category" => {
            "{rows} answers are in none of the categories; they count in n, and the shares do not add up to 100 percent."
        }
        "sites-count-once" => {
            "Each municipality counts once, however many answered. The median divides the municipalities; one at the median is neither above nor below."
        }
        "still-in-time" => {
            "In {persons|case|cases} the deadline could still be met; the denominator leaves them out."
        }
        "still-in-time-counted" => {
            "In {persons|case|cases} the deadline could still be met; they count as not met."
        }
        "items-not-met" => "The study names items that the data have not: {items}.",
        "sites-silent" => "The source {source_en} has nothing on {names_en}.",
        "cells-without-answers" => "Grey cells without an answer that counts: {cells}.",
        "total-not-judged" => {
            "{indicator_en}: the total is grey, because the light is set by the mean of the municipalities."
        }
        "mean-of-one-site" => {
            "{indicator_en}: only one municipality has data, so there is no mean of municipalities to judge by."
        }
        "events-replaced" => {
            "Events that a later one of the same kind and person stands for do not count: {rows}."
        }
        "outside-sites" => {
            "Without a municipality of the table, and therefore in the total only: {rows}."
        }
        "answers-not-listed" => {
            "{indicator_en}: answers that the indicator does not list do not count: {rows}."
        }
        "change-within-persons" => {
            "Only changes of the same person count: differences between persons are taken out."
        }
        "answered-once" => {
            "Up to {persons|person|persons} answered a question once only, which tells nothing of change."
        }
        "few-sites" => {
            "Only {sites|municipality|municipalities}: an association between municipalities is no effect on a person, and several of the measures go together."
        }
        "sites-not-matched" => {
            "{sites|municipality has only one of what is set against each other, and is|municipalities have only one of what is set against each other, and are} left out[: {names_en}]."
        }
        _ => return None,
    })
}

pub fn reason(code: &str) -> Option<&'static str> {
    Some(match code {
        "empty-cell" => "no persons[ in {group}]",
        "no-persons" => "no persons[ in {group}]",
        "no-events" => "no events[ in {group}]",
        "arm-of-one" => "one person only[ in {group}]",
        "one-cluster" => "a single municipality",
        "outside-hours" => "the hours do not cover[ {month}][ {week}]",
        "no-variation" => "no variation[ in {term}]",
        "no-convergence" => "no convergence in {iterations|iteration|iterations}",
        "infinite" => "the coefficient of {term} is infinite",
        "history-too-short" => {
            "the register does not reach back far enough for {variable} of {persons|person|persons}"
        }
        "mean-of-weeks" => "a mean of weeks needs `{needs}`",
        "needs-data" => "needs {needs}[, for {variable}]",
        "week-53" => "week 53 is not in both periods",
        "estimator" => "{text}",
        "one-group" => "a single group to compare",
        "singular" => "the quantities determine each other (singular matrix)",
        "too-few-rows" => "too few observations",
        "work-limit" => "too many combinations to go through",
        "zero-weights" => "all weights are 0",
        "no-answers" => "no answers",
        "not-finite" => "the number is too large to be told",
        "nobody-known" => "nobody has a known value of {terms}",
        "same-change" => {
            "everybody's answers change equally fast, so there is no error to judge the change by"
        }
        "too-few-followed" => "only {persons|person has|persons have} answered more than once",
        "nobody-in-group" => "nobody in group {of}; the enrolment table has the groups {groups}",
        "outside-known-months" => "the outcome is known for {known}, not for all of {months}",
        "outside-study" => "the week lies outside the weeks of the study ({weeks})",
        "too-few-sites" => "only {sites|municipality|municipalities}",
        "no-such-analysis" => "the analysis {analysis} gives no number for each municipality",
        "no-such-column" => "the analysis {analysis} has no column {named}; it has {have}",
        "no-such-table" => {
            "the analysis {analysis} has no table[ {named}] with a row for each municipality; it has {have}"
        }
        _ => return None,
    })
}
