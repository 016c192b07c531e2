//! The phrases in English.

use crate::report::words::Say;

pub fn phrase(say: Say) -> &'static str {
    match say {
        Say::Participants => "Participants",
        Say::Comparison => "Comparison group",
        Say::Before => "before",
        Say::After => "after",
        Say::WeekNumber => "week {week}",
        Say::WeeksAfterEntry => "week {week} after entry",
        Say::WeekForCohort => "{week} for {cohort}",
        Say::IntervalName => "{level} percent confidence interval",
        Say::Effect => "Effect",
        Say::GroupPercent => "{group}: {share} percent",
        Say::GroupPersons => "{persons} in {group}",
        Say::AmongInCourse => "among persons still in the course",
        Say::AmongStarted => "among all who have started a course",
        Say::AmongObserved => "among all still observed",

        Say::SourceLine => "Source: {source}. {data}",
        Say::DataRegister => {
            "Register data: counts of 1 to 4 persons are withheld (–) before anything is shown or written."
        }
        Say::DataPublic => "Public data: nothing suppressed.",
        Say::DataSynthetic => "Synthetic data: no real persons, nothing suppressed.",

        Say::HeadingShares => "Share with {outcome} week by week, {among}",
        Say::HeadingSharesSinceEntry => "Share with {outcome} by weeks since entry, {among}",
        Say::HeadingTime => "Time to {outcome}",
        Say::HeadingSites => "Change in {outcome} by municipality, {among}",
        Say::HeadingBalance => "The groups compared at entry",
        Say::HeadingAttrition => "From the extract to the analysis",

        Say::EffectPositive => {
            "{outcome}: a significant positive effect of {points} percentage points in {week} ({p})"
        }
        Say::EffectNegative => {
            "{outcome}: a significant negative effect of {points} percentage points in {week} ({p})"
        }
        Say::EffectNone => {
            "{outcome}: no significant effect in {week} ({points} percentage points, {p})"
        }
        Say::EffectNotMade => "{outcome}: the effect in {week} could not be estimated ({reason})",
        Say::EffectWithheld => "{outcome}: the effect in {week} is withheld",
        Say::SharesOnly => "{outcome} in {week}, percent: {shares}",
        Say::TimeShorter => {
            "Significantly shorter time to {outcome}: the rate is {change} percent higher ({p})"
        }
        Say::TimeLonger => {
            "Significantly longer time to {outcome}: the rate is {change} percent lower ({p})"
        }
        Say::TimeSame => {
            "No significant difference in the time to {outcome} (hazard ratio {ratio}, {p})"
        }
        Say::TimeNotMade => "Time to {outcome}: the rate could not be estimated ({reason})",
        Say::TimeOnly => "{outcome}: time from entry to the first occurrence",
        Say::SitesSpread => {
            "{outcome}: from {high} percentage points in {best} to {low} in {worst}; a rise in {rising} of {sites} municipalities"
        }
        Say::SitesNone => "{outcome}: no municipality has numbers that can be shown",
        Say::BalanceAlike => {
            "{first} and {second}: none of {rows} characteristics differ by more than {limit} standard deviations."
        }
        Say::BalanceDiffers => {
            "{first} and {second}: {beyond} of {rows} characteristics differ by more than {limit} standard deviations, {largest} the most ({smd})."
        }
        Say::AttritionEnds => "Of {persons} persons in the extract, the analysis has {groups}",
        Say::NotEstimated => "The analysis could not be made: {reason}",

        Say::ShowsShares => "Share with {outcome} (above) and the effect on it (below), {among}",
        Say::ShowsTime => {
            "Share who, a number of weeks after entry, have not yet had {outcome}, percent (Kaplan-Meier)"
        }
        Say::ShowsSites => {
            "Change in the share with {outcome} from before to after in {week}, {among}, percentage points"
        }
        Say::ShowsBalance => {
            "Standardised difference between two groups at entry, by characteristic"
        }
        Say::ShowsAttrition => "Persons left after each step, also when a step removes nobody",
        Say::AltShares => {
            "Two line charts above each other, weeks {first} to {last} across. Above, the share with {outcome} in percent for {groups}. \
             Below, the effect in percentage points with dashed confidence limits and a zero line. {headline}"
        }
        Say::AltTime => {
            "Step curves from 0 to {last} weeks after entry for {groups}: the share who have not yet had {outcome}, with the number of persons \
             at risk in a table underneath. {headline}"
        }
        Say::AltSites => "Horizontal bars sorted by change. {shows}. {finding}.",

        Say::EffectWithLimits => "{points} percentage points ({interval} {low} to {high}; {p})",
        Say::HeadlineOpening => "{outcome} {among}, {week}.",
        Say::ArmChanged => {
            "{arm}: from {from} percent ({before}) to {to} percent ({after}), a change of {change} percentage points."
        }
        Say::ArmStands => "{arm}: {share} percent.",
        Say::HeadlineDid => "The effect, the difference between the two changes, is {effect}.",
        Say::HeadlineDifference => {
            "The effect, the difference between the two groups, is {effect}."
        }
        Say::HeadlineNot => "The effect could not be estimated: {reason}.",
        Say::HeadlineWithheld => "The effect is withheld.",
        Say::HeadlineStarted => "Have had {outcome} within {weeks} weeks: {shares}.",
        Say::HeadlineHazard => "The hazard ratio is {ratio} ({interval} {low} to {high}; {p}).",
        Say::HeadlineDuration => {
            "Were the rate the same in every week, this would be a duration {reduction} percent shorter, for example {after} weeks instead of {before}. \
             That is exact only under a constant rate, and {before} weeks is an example, not a result."
        }

        Say::AxisPercent => "Share, percent",
        Say::AxisPoints => "Effect, percentage points",
        Say::AxisCalendar => "Week (week 1 is {first})",
        Say::AxisSinceEntry => "Weeks since entry",
        Say::AxisNotYet => "Not yet {outcome}, percent",
        Say::AxisStartsAt => "The vertical axis starts at {low} percent.",
        Say::AxisChange => "Change, percentage points",
        Say::AxisSmd => "Standardised difference (standard deviations)",
        Say::NumbersAtRisk => "Persons at risk",
        Say::UntrustedWeeks => "Weeks {from} to {to}: provisional figures",
        Say::CutAtFrame => {
            "Curves are cut at the frame in weeks with few persons; the CSV file has every number."
        }
        Say::NoteNoComparison => "The change of the comparison group is not subtracted.",
        Say::NoteDash => "–: withheld (1 to 4 persons), or no persons.",
        Say::PersonsIn => "n, {cohort}",
        Say::FirstMinusSecond => "{first} minus {second}",
        Say::LegendAlike => "Within ±{limit}: taken as alike",
        Say::NotePersonsInExtract => "Persons in the extract: {persons}.",
        Say::NoteUnknownMunicipality => {
            "Started in one of the periods but with an unknown municipality (0, blank or 411), and so in no group: {persons}."
        }

        Say::StepInSites => "in the group's municipalities",
        Say::StepEverInScheme => "ever in a course",
        Say::StepCodeInEntryWindow => "in a course in a week of the entry period",
        Say::StepStartInEntryWindow => "started in the entry period: in the analysis",
        Say::StepObserved => "observed from the first week",
        Say::StepFurtherStarts => "Further starts in the period",
        Say::StepInOtherPeriod => "In the other period too",
        Say::StepOutcomeAtEntry => "The outcome already in the entry week",
        Say::StepGoneBeforeEnd => "Out of the register before the period's end",
    }
}
