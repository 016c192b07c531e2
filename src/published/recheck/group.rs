//! Claims on several figures: a vote of them, their end or their middle.

use super::{Came, Comparison, Trouble, absent, apart, several, trouble};
use crate::published::claim::{Claim, Over};
use crate::published::figure::{Figure, Value};
use crate::published::judge::Verdict;
use crate::published::printed::Says;
use crate::published::ratio::Ratio;

impl<'a> Comparison<'a> {
    /// Each, any or most of several figures must hold; the one that decides is shown.
    pub(super) fn vote(&self, claim: &Claim, found: &[&'a Figure<'a>]) -> Result<Came, Trouble> {
        let mut came = Vec::new();
        for figure in found {
            let one = self.one(claim, figure)?;
            came.push(Came {
                recomputed: format!("{} ({})", one.recomputed, apart(figure)),
                ..one
            });
        }
        came.sort_by_key(|c| c.verdict.rank());
        let holding = came.iter().filter(|c| c.verdict == Verdict::Holds).count();
        let (all, last) = (came.len(), came.len() - 1);
        let decides = match claim.finding.over {
            Some(Over::Each) => last,
            Some(Over::Most) if 2 * holding <= all => all / 2,
            _ => 0,
        };
        let one = came.swap_remove(decides);
        Ok(Came {
            recomputed: format!("{holding} of {all} hold; {}", one.recomputed),
            ..one
        })
    }

    /// The largest, smallest, mean or median of several figures.
    pub(super) fn aggregate(
        &self,
        claim: &Claim,
        found: &[&'a Figure<'a>],
        over: Over,
    ) -> Result<Came, Trouble> {
        let (unit, scale) = self.units(claim, found[0])?;
        if found.iter().any(|f| f.unit != Some(unit)) {
            return Err(several(found));
        }
        if !matches!(claim.printed.says, Says::Number(..) | Says::Range(..)) {
            let message = "a statement is told of `each`, `any` or `most` figures".to_string();
            return Err(trouble("finding.over", message, None));
        }
        if found.iter().any(|f| f.value == Value::Withheld) {
            return Ok(absent(&Value::Withheld));
        }
        let numbers = found.iter().filter_map(|f| Some((f.value.ratio()?, *f)));
        let mut numbers: Vec<(Ratio, &Figure<'_>)> = numbers.collect();
        numbers.sort_by_key(|(x, _)| *x);
        let sorted: Vec<Ratio> = numbers.iter().map(|(x, _)| *x).collect();
        let Some(x) = aggregated(&sorted, over) else {
            return Ok(absent(&found[0].value));
        };
        let mut came = self.number(claim, found[0], x, unit, scale);
        let end = match over {
            Over::Largest => numbers.last(),
            Over::Smallest => numbers.first(),
            _ => None,
        };
        if let Some((_, figure)) = end {
            came.recomputed.push_str(&format!(" ({})", apart(figure)));
        }
        Ok(came)
    }
}

fn aggregated(sorted: &[Ratio], over: Over) -> Option<Ratio> {
    let n = sorted.len();
    let mean = |numbers: &[Ratio]| {
        let sum = numbers.iter().fold(Ratio::ZERO, |sum, x| sum.plus(*x));
        Some(sum.times(Ratio::new(1, numbers.len() as i128)?))
    };
    match over {
        Over::Smallest => sorted.first().copied(),
        Over::Largest => sorted.last().copied(),
        Over::Mean => mean(sorted),
        _ if n == 0 => None,
        _ => mean(&sorted[(n - 1) / 2..=n / 2]),
    }
}
