//! The groups of a comparison: their cells, their order in outputs, and who is in them.

use super::Context;
use super::weekly_counts::CELLS;
use crate::cohort::{self, Member};
use crate::findings::{Arm, Group, Period};
use crate::study::Contrast;

/// The groups in the order of every output, with the cell each is counted in.
pub fn groups(context: &Context, contrast: Contrast) -> Vec<(Group, usize)> {
    let group = |arm, period| Group { arm, period };
    if !context.cohort.has_periods() {
        return vec![
            (group(Arm::Participant, None), 2),
            (group(Arm::Comparison, None), 0),
        ];
    }
    let all = [
        (group(Arm::Participant, Some(Period::After)), 3),
        (group(Arm::Participant, Some(Period::Before)), 2),
        (group(Arm::Comparison, Some(Period::After)), 1),
        (group(Arm::Comparison, Some(Period::Before)), 0),
    ];
    let wanted = |(g, _): &&(Group, usize)| {
        contrast != Contrast::Difference || g.period == Some(Period::After)
    };
    all.iter().filter(wanted).copied().collect()
}

/// The group of a member, as findings tell it.
pub fn group_of(member: &Member) -> Group {
    Group {
        arm: match member.arm {
            cohort::Arm::Participant => Arm::Participant,
            cohort::Arm::Comparison => Arm::Comparison,
        },
        period: member.period.map(|p| match p {
            cohort::Period::Before => Period::Before,
            cohort::Period::After => Period::After,
        }),
    }
}

/// True for members that enter the contrast: a plain difference looks at the later period alone.
pub fn in_contrast(contrast: Contrast, member: &Member) -> bool {
    contrast != Contrast::Difference || member.period != Some(cohort::Period::Before)
}

/// The two cells of a plain difference, comparison first.
pub fn difference_cells(context: &Context) -> [usize; 2] {
    let after = usize::from(context.cohort.has_periods());
    [after, CELLS / 2 + after]
}

/// True for members of the symmetric comparison: in the later period only those who started in its first ISO year, so that both
/// cohorts receive nobody in the second.
pub fn is_symmetric(context: &Context, member: &Member) -> bool {
    let Some(periods) = &context.plan.periods else {
        return true;
    };
    let (first_year, _) = periods.after.entry.first.iso();
    member.period != Some(cohort::Period::After) || member.entry.iso().0 == first_year
}
