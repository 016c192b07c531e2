//! Estimate, limits, standard error, statistic and p-value of one fit: whether any one fit gives them all.

use super::super::case::{Case, Value};
use super::super::finding::{Broken, Sure};
use super::span::Span;
use crate::stats::distributions::{t_quantile, t_two_sided};

/// What is printed of one fit, on the scale on which its estimate is normal; `ANY` for what is not printed.
#[derive(Debug, Clone, Copy)]
pub struct Fit {
    pub estimate: Span,
    pub low: Span,
    pub high: Span,
    pub std_error: Span,
    /// The estimate over its standard error, with its sign.
    pub statistic: Span,
    /// The sizes of the statistic that the p-value allows.
    pub by_p: Span,
    /// Standard errors between the estimate and a limit.
    pub reach: f64,
}

/// Of a figure that is not printed.
pub const ANY: Span = Span {
    low: f64::NEG_INFINITY,
    high: f64::INFINITY,
    nominal: f64::NAN,
};

/// Of the same relative size as the last digits of a computed figure: a border met so closely is met.
const CLOSE: f64 = 1e-9;

/// `estimate * a + std_error * c` is `most` or less.
#[derive(Debug, Clone, Copy)]
struct Border {
    a: f64,
    c: f64,
    most: f64,
}

impl Fit {
    /// Some estimate and some standard error give all that is printed, within its digits.
    ///
    /// Every printed figure is a pair of straight borders in the plane of the two; for either sign of the estimate they
    /// leave a convex piece of a quadrant, which has a corner unless it is empty.
    pub fn stands(&self) -> bool {
        !self.corners().is_empty()
    }

    /// The least and the greatest size of the statistic of the fits that give all that is printed; `None` when there is none.
    fn sizes(&self) -> Option<(f64, f64)> {
        let size = |(estimate, std_error): &(f64, f64)| match *std_error > 0.0 {
            true => estimate.abs() / std_error,
            false => f64::INFINITY,
        };
        let sizes: Vec<f64> = self.corners().iter().map(size).collect();
        let least = sizes.iter().copied().reduce(f64::min)?;
        Some((least, sizes.iter().copied().fold(least, f64::max)))
    }

    fn corners(&self) -> Vec<(f64, f64)> {
        let of_sign = |sign: &f64| {
            let borders = self.borders(*sign);
            let within = |corner: &(f64, f64)| borders.iter().all(|b| b.holds(*corner));
            crossings(&borders).filter(within).collect::<Vec<_>>()
        };
        [1.0, -1.0].iter().flat_map(of_sign).collect()
    }

    fn borders(&self, sign: f64) -> Vec<Border> {
        let mut borders = vec![
            Border {
                a: -sign,
                c: 0.0,
                most: 0.0,
            },
            Border {
                a: 0.0,
                c: -1.0,
                most: 0.0,
            },
        ];
        let mut between = |a: f64, c: f64, span: Span| {
            borders.push(Border {
                a,
                c,
                most: span.high,
            });
            borders.push(Border {
                a: -a,
                c: -c,
                most: -span.low,
            });
        };
        between(1.0, 0.0, self.estimate);
        between(1.0, -self.reach, self.low);
        between(1.0, self.reach, self.high);
        between(0.0, 1.0, self.std_error);
        let mut cone = |a: f64, span: Span| {
            borders.push(Border {
                a,
                c: -span.high,
                most: 0.0,
            });
            borders.push(Border {
                a: -a,
                c: span.low,
                most: 0.0,
            });
        };
        cone(1.0, self.statistic);
        cone(sign, self.by_p);
        borders.retain(|b| b.c.is_finite() && b.most.is_finite());
        borders
    }
}

impl Border {
    fn holds(&self, (estimate, std_error): (f64, f64)) -> bool {
        let (x, y) = (self.a * estimate, self.c * std_error);
        x + y - self.most <= CLOSE * (x.abs() + y.abs() + self.most.abs())
    }
}

/// Where two borders cross.
fn crossings(borders: &[Border]) -> impl Iterator<Item = (f64, f64)> {
    let pairs = borders
        .iter()
        .enumerate()
        .flat_map(move |(place, first)| borders[..place].iter().map(move |second| (first, second)));
    pairs.filter_map(|(p, q)| {
        let det = p.a * q.c - q.a * p.c;
        let estimate = (p.most * q.c - q.most * p.c) / det;
        let std_error = (p.a * q.most - q.a * p.most) / det;
        (det != 0.0 && estimate.is_finite() && std_error.is_finite())
            .then_some((estimate, std_error))
    })
}

/// The sizes of a statistic that a printed p-value allows.
pub fn sizes_by_p(p: &Value, df: f64) -> Span {
    let size = |p: f64| -t_quantile(p.clamp(0.0, 1.0) / 2.0, df);
    let p = Span::of(p);
    Span {
        low: size(p.high),
        high: size(p.low),
        nominal: size(p.nominal),
    }
}

/// The two-sided p-value of a statistic; 0 of one without limit.
pub fn p_of(statistic: f64, df: f64) -> f64 {
    match statistic.is_infinite() {
        true => 0.0,
        false => t_two_sided(statistic, df),
    }
}

/// The printed figures of a fit, the estimate first.
pub fn printed<'a>(case: &'a Case, estimate: &'a Value) -> Vec<&'a Value> {
    let fields = ["low", "high", "std_error", "statistic", "p"];
    let others = fields.into_iter().filter_map(|name| case.one(name));
    [estimate].into_iter().chain(others).collect()
}

/// A limit on the wrong side of its estimate or of the other limit, whatever the rounding: such limits are no interval.
pub fn out_of_order(case: &Case, estimate: &Value) -> Option<Broken> {
    let (low, high) = (case.one("low"), case.one("high"));
    let pairs = [
        (low, high, "`low` is above `high`"),
        (low, Some(estimate), "`low` is above the estimate"),
        (Some(estimate), high, "`high` is below the estimate"),
    ];
    let is_above = |lower: &Value, upper: &Value| {
        let (lower, upper) = (lower.allowed().low, upper.allowed().high);
        lower.zip(upper).is_some_and(|(l, u)| l.at > u.at)
    };
    let wrong = pairs.into_iter().find_map(|(lower, upper, words)| {
        let (lower, upper) = lower.zip(upper)?;
        is_above(lower, upper).then_some((lower, upper, words))
    });
    let (lower, upper, words) = wrong?;
    let must_be = "an interval around the estimate, `low` below `high`".to_string();
    let arithmetic = format!("{words}: {} and {}", lower.shown(), upper.shown());
    let mut broken = Broken::new(Sure::OutOfRounding, estimate, must_be, arithmetic);
    broken
        .about
        .extend([low, high].into_iter().flatten().map(|v| v.source));
    Some(broken)
}

/// Figures of which each two may agree, and not all of them: no estimate and standard error give them all.
pub fn not_jointly(case: &Case, estimate: &Value, fit: Fit, df: f64, as_printed: String) -> Broken {
    let figures = printed(case, estimate);
    let without_p = Fit { by_p: ANY, ..fit };
    let sizes = case.one("p").and_then(|p| Some((p, without_p.sizes()?)));
    let Some((p, (least, most))) = sizes else {
        let must_be = "what some one estimate and standard error give".to_string();
        let mut broken = Broken::new(Sure::OutOfRounding, estimate, must_be, as_printed);
        broken.about = figures.iter().map(|v| v.source).collect();
        return broken;
    };
    let digits = p.figure.decimals as usize + 1;
    let by_others = format!(
        "{:.digits$} to {:.digits$}",
        p_of(most, df),
        p_of(least, df)
    );
    let broken = Broken::new(Sure::OutOfRounding, p, by_others, as_printed);
    broken.together(figures.into_iter().filter(|v| v.source != p.source))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(at: f64, half: f64) -> Span {
        Span {
            low: at - half,
            high: at + half,
            nominal: at,
        }
    }

    fn fit() -> Fit {
        // Estimate 2, standard error 1: limits 2 - 1.96 and 2 + 1.96.
        Fit {
            estimate: around(2.0, 0.05),
            low: around(0.04, 0.005),
            high: around(3.96, 0.005),
            std_error: around(1.0, 0.05),
            statistic: around(2.0, 0.005),
            by_p: around(2.0, 0.01),
            reach: 1.96,
        }
    }

    #[test]
    fn what_one_fit_gives_stands_and_any_figure_moved_away_does_not() {
        assert!(fit().stands());
        let moved = [
            Fit {
                estimate: around(2.1, 0.05),
                ..fit()
            },
            Fit {
                low: around(0.2, 0.005),
                ..fit()
            },
            Fit {
                high: around(3.8, 0.005),
                ..fit()
            },
            Fit {
                std_error: around(1.2, 0.05),
                ..fit()
            },
            Fit {
                statistic: around(-2.0, 0.005),
                ..fit()
            },
            Fit {
                by_p: around(2.2, 0.01),
                ..fit()
            },
        ];
        for fit in moved {
            assert!(!fit.stands(), "{fit:?}");
        }
    }

    #[test]
    fn a_fall_stands_as_a_rise_does() {
        let fall = Fit {
            estimate: around(-2.0, 0.05),
            low: around(-3.96, 0.005),
            high: around(-0.04, 0.005),
            statistic: around(-2.0, 0.005),
            ..fit()
        };
        assert!(fall.stands());
    }
}
