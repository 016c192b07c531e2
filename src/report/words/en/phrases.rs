//! The phrases in English.

use crate::report::words::Say;

pub fn phrase(say: Say) -> &'static str {
    match say {
        Say::Participants => "Participants",
        Say::Comparison => "Comparison group",
        Say::Before => "before",
        Say::After => "after",
        Say::WeeksOnAverage => "weeks {first}–{last} on average",
        Say::WeekNumber => "week {week}",
        Say::WeeksAfterEntry => "week {week} after entry",
        Say::WeekForCohort => "{week} for {cohort}",
        Say::IntervalName => "{level} percent confidence interval",
        Say::Effect => "Effect",
        Say::GroupPercent => "{share} percent ({group})",
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
        Say::KindShares => "Shares week by week",
        Say::KindTime => "Time to an event",
        Say::KindSites => "Change by municipality",
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
            "{outcome}: from {high} percentage points in {best} to {low} in {worst}; a rise in {rising:none} of {sites|municipality|municipalities}"
        }
        Say::SitesNone => "{outcome}: no municipality has numbers that can be shown",
        Say::BalanceAlike => {
            "{first} against {second}: a difference of more than {limit} standard deviations in none of {rows} characteristics."
        }
        Say::BalanceDiffers => {
            "{first} against {second}: a difference of more than {limit} standard deviations in {beyond} of {rows} characteristics, the largest in {largest} ({smd})."
        }
        Say::AttritionStarts => {
            "{total|started course is|started courses are} in the analysis: {groups}"
        }
        Say::AttritionPersons => "{total|person is|persons are} in the analysis: {groups}",
        Say::NotEstimated => "{heading}: the analysis could not be made ({reason})",

        Say::ShowsShares => "Share with {outcome} (above) and the effect on it (below), {among}",
        Say::ShowsSharesOnly => "Share with {outcome}, {among}",
        Say::ShowsTime => {
            "Share still without {outcome} a number of {unit} after {since}, percent (Kaplan-Meier)"
        }
        Say::ShowsSites => {
            "Change in the share with {outcome} from before to after in {week}, {among}, percentage points"
        }
        Say::BalanceByChance => {
            "A significant difference at {level} percent in {rows:none} of {of|row|rows} (t test); chance alone would give {expected}."
        }
        Say::ShowsBalance => "Standardised differences at entry, by characteristic.",
        Say::ShowsAttrition => "Persons left after each step, also when a step removes nobody",
        Say::AltShares => {
            "Two line charts above each other, weeks {first} to {last} across. Above, the share with {outcome} in percent for {groups}. \
             Below, the effect in percentage points with dashed confidence limits and a zero line. {headline}"
        }
        Say::AltSharesOnly => {
            "A line chart, weeks {first} to {last} across: the share with {outcome} in percent for {groups}. {headline}"
        }
        Say::AltTime => {
            "Step curves from 0 to {last} {unit} after {since} for {groups}: the share still without {outcome}, with the number of persons \
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
        Say::HeadlineStarted => "{outcome} within {weeks} {unit}: {shares}.",
        Say::HeadlineHazard => "The hazard ratio is {ratio} ({interval} {low} to {high}; {p}).",
        Say::HeadlineDuration => {
            "Were the rate the same in every week, this would be a duration {reduction} percent shorter, for example {after} weeks instead of {before}. \
             That is exact only under a constant rate, and {before} weeks is an example, not a result."
        }

        Say::AxisPercent => "Share, percent",
        Say::AxisPoints => "Effect, percentage points",
        Say::AxisCalendar => "Week (week 1 is {first})",
        Say::AxisSinceEntry => "Weeks since entry",
        Say::AxisTimeSince => "{unit} since {since}",
        Say::SinceEntry => "entry",
        Say::SinceDraw => "the draw",
        Say::UnitWeeks => "weeks",
        Say::UnitDays => "days",
        Say::AxisNotYet => "Still without {outcome}, percent",
        Say::AxisStartsAt => "The vertical axis starts at {low} percent.",
        Say::AxisChange => "Change, percentage points",
        Say::AxisSmd => "Standardised difference (standard deviations)",
        Say::NumbersAtRisk => "Persons at risk",
        Say::UntrustedWeeks => "Weeks {from} to {to}: provisional figures",
        Say::CutAtFrame => {
            "Curves are cut at the frame in weeks with few persons; the CSV file has every number."
        }
        Say::NoteNoComparison => "The change of the comparison group is not subtracted.",
        Say::NoteDash => "–: withheld (1 to 4 persons), or cannot be computed.",
        Say::NoteDashOpen => "–: cannot be computed.",
        Say::PersonsIn => "n, {cohort}",
        Say::FirstMinusSecond => "{first} minus {second}",
        Say::LegendAlike => "Within ±{limit}: taken as alike",
        Say::LegendBoxes => {
            "Box: from lower to upper quartile; thick line: median; ends: least and greatest"
        }
        Say::LegendLeastSquares => "Least-squares line",
        Say::HeadMedian => "Median",
        Say::WithheldShort => "withheld",
        Say::GivenPercent => "{share}%",
        Say::NoteNotDrawn => "Not drawn because one of the numbers is missing or withheld: {rows}.",
        Say::NoteUnnamed => {
            "Points without a name, where there is no room for it: {points}; all are in the table."
        }
        Say::AltLines => "A line chart with {rows|point|points} along {x}. {shows}. {finding}.",
        Say::AltBars => "Horizontal bars in {rows|group|groups}: {columns}. {shows}. {finding}.",
        Say::AltStacked => {
            "{rows|horizontal bar|horizontal bars} of 100 percent, divided into: {columns}. {shows}. {finding}."
        }
        Say::AltBoxes => {
            "{rows|horizontal box|horizontal boxes} with least, quartiles, median and greatest. {shows}. {finding}."
        }
        Say::AltScatter => {
            "A scatter plot with {x} across, {y} upwards and a least-squares line. {shows}. {finding}."
        }
        Say::AltLights => {
            "A table with {rows|row|rows} of lights in green, yellow, red and grey for: {columns}. {shows}. {finding}."
        }
        Say::AltFlow => "A flow diagram with {rows|box|boxes}: {columns}. {finding}.",
        Say::NotePersonsInExtract => "Persons in the extract: {persons}.",
        Say::NoteUnknownMunicipality => {
            "Started in one of the periods but with an unknown municipality (0, blank or 411), and so in no group: {persons}."
        }

        Say::StepInArm => "drawn for the group",
        Say::StepInSites => "in the group's municipalities",
        Say::StepEverInScheme => "ever in a course",
        Say::StepCodeInEntryWindow => "in a course in a week of the entry period",
        Say::StepStartInEntryWindow => "started in the entry period: in the analysis",
        Say::StepObserved => "observed from the first week",
        Say::StepEnrolled => "enrolled in a week that the register covers",
        Say::StepFurtherStarts => "Further starts in the period",
        Say::StepInOtherPeriod => "In the other period too",
        Say::StepOutcomeAtEntry => "The outcome already in the entry week",
        Say::StepGoneBeforeEnd => "Out of the register before the period's end",

        Say::Kicker => "Effect evaluation",
        Say::KickerStudy => "Study",
        Say::Contents => "Contents",
        Say::Summary => "Summary",
        Say::Caveats => "Caveats",
        Say::SeeFigure => "Figure {number}",
        Say::Method => "Method and settings",
        Say::DataSentence => {
            "The extract holds {persons|person|persons} from {first} to {last}. Source: {source}."
        }
        Say::DataSentenceTables => "Source: {source}.",
        Say::DataSentenceRelative => {
            "The data set holds {persons|person|persons}, followed from week {first} to week {last}. Source: {source}."
        }
        Say::ArmWithSites => "{arm} ({sites|municipality|municipalities})",
        Say::MethodDid => {
            "Two groups are compared, before and after the programme began: {participant} and {comparison}. The effect is a difference-in-differences: the change in the first group minus the change in the second, week by week. It is read as the effect of the programme if the two groups would otherwise have developed alike."
        }
        Say::MethodLottery => {
            "Two groups are compared: {participant} and {comparison}. The effect is the difference between them, first minus second."
        }
        Say::MethodTrusted => "The last week that is trusted is {week}.",
        Say::TablePeriods => "Cohorts and weeks",
        Say::FromTo => "{from} to {to}",
        Say::HeadCohort => "Cohort",
        Say::HeadEntry => "Entry in",
        Say::HeadWeeks => "Weeks followed",
        Say::SettingsTitle => "Settings in force",
        Say::SettingsIntro => {
            "Every choice behind the numbers, those the study did not make itself too."
        }
        Say::HeadSetting => "Setting",
        Say::HeadValue => "Value",
        Say::HeadFrom => "Set by",
        Say::HeadAnalyses => "Only for",
        Say::IsDefault => "default",
        Say::IsChosen => "the study",
        Say::FigureCaption => "Figure {number}. {heading}. The numbers: {file}.",
        Say::AllNumbersIn => "Every number in full: {file}.",
        Say::TableShares => "Share with {outcome}: the headline week and every 13th week",
        Say::TableEffects => "Effect on the share with {outcome}, {variant}",
        Say::TableVariants => "The effect estimated in other ways, {week}",
        Say::TableDecomposition => "The effect among all who started, split up (percentage points)",
        Say::PartStillIn => "of it still in the course",
        Say::PartLeft => "of it after leaving",
        Say::PartMix => "of it the changed mix",
        Say::HeadWeek => "Week",
        Say::HeadPercent => "Percent",
        Say::HeadOf => "Count/of",
        Say::HeadStdError => "Std. error",
        Say::HeadStdErrorHc1 => "Std. error (HC1)",
        Say::HeadPersons => "Persons",
        Say::HeadClusters => "Clusters",
        Say::HeadVariant => "Variant",
        Say::Withheld => "withheld: 1 to 4 persons",
        Say::VariantUnadjusted => "unadjusted",
        Say::VariantBackground => "adjusted for all background characteristics",
        Say::TermSites => "{list} project",
        Say::VariantSites => "with an indicator of the {list} project",
        Say::VariantColumns => "adjusted for {columns}",
        Say::VariantOtherArms => "by {column}",
        Say::VariantSymmetric => "symmetric: starters of the first year only",
        Say::VariantSameWeek => "with {outcome} in the same week",
        Say::VariantLagged => "with {outcome} lagged {lag|week|weeks}",
        Say::NoteIsoWeeks => "Week {week} is {weeks}.",
        Say::NoteDropped => {
            "The effect, {variant}: left out because other covariates determine them: {terms} (weeks {first} to {last})."
        }
        Say::NoteMissing => {
            "{persons|person is|persons are} left out because a background fact is missing (the effect {variant})."
        }
        Say::TableStarted => {
            "Have had {outcome} within a number of {unit} after {since} (Kaplan-Meier)"
        }
        Say::HeadGroup => "Group",
        Say::HeadGroups => "Groups",
        Say::HeadEvents => "Events",
        Say::HeadWithin => "Within {weeks} {unit}",
        Say::HeadAtRisk => "At risk",
        Say::TableRmst => {
            "Restricted mean time: {unit} before the first time, within a number of {unit}"
        }
        Say::HeadRmst => "Within {weeks} {unit}",
        Say::TableLogRank => "Log-rank tests of equal curves",
        Say::HeadChiSquare => "χ²",
        Say::HeadDf => "Df",
        Say::TableModels => "The rate (proportional hazards)",
        Say::ModelNotMade => "Model",
        Say::HeadTerm => "Term",
        Say::HeadCoefficient => "Coefficient",
        Say::HeadHazardRatio => "Hazard ratio",
        Say::HeadSmallSample => "With t(G − 1)",
        Say::ModelClusters => "cluster-robust errors, {clusters|municipality|municipalities}",
        Say::ModelBased => "model-based errors",
        Say::ModelFacts => {
            "{persons|person|persons}, {events|event|events}; {ties}; likelihood ratio {lr} on {df} df; {errors}"
        }
        Say::TableSites => "Share with {outcome} by municipality, {week}",
        Say::HeadSite => "Municipality",
        Say::TableBalance => "{first} and {second}",
        Say::HeadCharacteristic => "Characteristic",
        Say::HeadDifference => "Difference",
        Say::HeadSmd => "Std. difference",
        Say::HeadChiSquareP => "p (χ²)",
        Say::NoteBalance => {
            "Shares are written as decimals from 0 to 1. Means stand with the standard deviation in brackets. The difference is the first group minus the second."
        }
        Say::LightGreen => "green",
        Say::LightYellow => "yellow",
        Say::LightRed => "red",
        Say::LightGrey => "grey",
        Say::TableAttrition => "Persons after each step",
        Say::HeadStep => "Step",
        Say::ReadingNotes => "How to read the numbers",
        Say::NoteRounding => {
            "Shares are computed from whole counts and rounded once, a half up. Differences too are rounded once, from the unrounded numbers, and may differ by 0.1 from the difference of those shown."
        }
        Say::NoteDashes => {
            "A dash (–) means that a number is withheld (1 to 4 persons) or that there is nobody to count."
        }
        Say::NoteDashesOpen => "A dash (–) means that there is nobody to count.",
        Say::NoteNotMade => "A number that could not be computed stands with its reason.",
        Say::NoteCarried => "* means that the last value observed is carried forward.",
        Say::NoteIntervals => {
            "Confidence intervals and p-values hold for each week by itself; they are not corrected for many weeks being looked at."
        }
        Say::NotePValues => "p < 0.001 stands for everything below.",
        Say::NoteFiles => {
            "Every number is in tables.xlsx and in CSV files under tables; the figures are under figures as SVG, PNG and CSV."
        }
    }
}
