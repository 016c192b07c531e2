//! The phrases there are, by what they say. Blanks are named in the templates of each language.

use crate::findings::Step;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Say {
    // Groups, weeks, units.
    Participants,
    Comparison,
    Before,
    After,
    WeekNumber,
    WeeksAfterEntry,
    WeekForCohort,
    IntervalName,
    Effect,
    GroupPercent,
    GroupPersons,
    AmongInCourse,
    AmongStarted,
    AmongObserved,
    // What the data are.
    SourceLine,
    DataRegister,
    DataPublic,
    DataSynthetic,
    // Headings of analyses.
    HeadingShares,
    HeadingSharesSinceEntry,
    HeadingTime,
    HeadingSites,
    HeadingBalance,
    HeadingAttrition,
    // Findings, as titles.
    EffectPositive,
    EffectNegative,
    EffectNone,
    EffectNotMade,
    EffectWithheld,
    SharesOnly,
    TimeShorter,
    TimeLonger,
    TimeSame,
    TimeNotMade,
    TimeOnly,
    SitesSpread,
    SitesNone,
    BalanceAlike,
    BalanceDiffers,
    AttritionEnds,
    NotEstimated,
    // What a chart shows.
    ShowsShares,
    ShowsTime,
    ShowsSites,
    ShowsBalance,
    ShowsAttrition,
    AltShares,
    AltTime,
    AltSites,
    // Headlines.
    EffectWithLimits,
    HeadlineOpening,
    ArmChanged,
    ArmStands,
    HeadlineDid,
    HeadlineDifference,
    HeadlineNot,
    HeadlineWithheld,
    HeadlineStarted,
    HeadlineHazard,
    HeadlineDuration,
    // In charts.
    AxisPercent,
    AxisPoints,
    AxisCalendar,
    AxisSinceEntry,
    AxisNotYet,
    AxisStartsAt,
    AxisChange,
    AxisSmd,
    NumbersAtRisk,
    UntrustedWeeks,
    CutAtFrame,
    NoteNoComparison,
    NoteDash,
    PersonsIn,
    FirstMinusSecond,
    LegendAlike,
    NotePersonsInExtract,
    NoteUnknownMunicipality,
    // Steps of attrition.
    StepInSites,
    StepEverInScheme,
    StepCodeInEntryWindow,
    StepStartInEntryWindow,
    StepObserved,
    StepFurtherStarts,
    StepInOtherPeriod,
    StepOutcomeAtEntry,
    StepGoneBeforeEnd,
}

impl Say {
    /// What a step of attrition is called.
    pub fn of_step(step: Step) -> Say {
        match step {
            Step::InSites => Say::StepInSites,
            Step::EverInScheme => Say::StepEverInScheme,
            Step::CodeInEntryWindow => Say::StepCodeInEntryWindow,
            Step::StartInEntryWindow => Say::StepStartInEntryWindow,
            Step::Observed => Say::StepObserved,
            Step::FurtherStarts => Say::StepFurtherStarts,
            Step::InOtherPeriod => Say::StepInOtherPeriod,
            Step::OutcomeAtEntry => Say::StepOutcomeAtEntry,
            Step::GoneBeforeEnd => Say::StepGoneBeforeEnd,
        }
    }
}
