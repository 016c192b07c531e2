//! The power of a planned comparison of two shares.

use super::super::case::Case;
use super::super::finding::Outcome;
use super::part::needed;
use super::span::{Span, judge};
use crate::stats::power::{Level, two_proportions};

/// The power that the shares and the group size give, two-sided, with the pooled variance under the null; with or without the far tail, which
/// packages differ on (R's `power.prop.test(strict =)`).
pub fn power(case: &Case) -> Outcome {
    let printed = needed(case, "power")?;
    let shares = [needed(case, "control")?, needed(case, "intervention")?];
    let [control, intervention] = shares.map(Span::of_fraction);
    let n = Span::of(needed(case, "n")?);
    let alpha = case.number("alpha").map_or(0.05, |a| a.to_f64());
    let power = |n: f64, p1: f64, p2: f64, strict: bool| {
        let level = Level {
            alpha,
            sides: 2.0,
            strict,
        };
        two_proportions::power(n, p1, p2, level)
    };
    let one = printed.unit.one().to_f64();
    let nominal = power(n.nominal, control.nominal, intervention.nominal, false)
        .map_err(|e| e.to_string())?;
    let mut corners = Vec::new();
    for p1 in [control.low, control.high] {
        for p2 in [intervention.low, intervention.high] {
            for n in [n.low, n.high] {
                for strict in [false, true] {
                    let power = power(n, p1, p2, strict);
                    corners.push(power.map_or(f64::NAN, |power| power * one));
                }
            }
        }
    }
    let arithmetic = format!(
        "{} against {} with {} in each group, two-sided {alpha}: power {nominal:.3}",
        shares[0].shown(),
        shares[1].shown(),
        needed(case, "n")?.shown(),
    );
    let broken = judge(printed, Span::around(nominal * one, &corners), arithmetic);
    Ok(broken.map(|b| b.together(shares)).into_iter().collect())
}
