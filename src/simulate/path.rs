//! A line through knots: planned shares and hazards by week.

use serde::{Deserialize, Serialize};

/// Knots `[x, y]` in rising order of x; straight between them, flat outside.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Path(pub Vec<[f64; 2]>);

impl Path {
    /// The height at `x`; 0 without knots.
    pub fn at(&self, x: f64) -> f64 {
        let knots = &self.0;
        let (Some(first), Some(last)) = (knots.first(), knots.last()) else {
            return 0.0;
        };
        if x <= first[0] {
            return first[1];
        }
        if x >= last[0] {
            return last[1];
        }
        let right = knots.partition_point(|k| k[0] <= x);
        let (a, b) = (knots[right - 1], knots[right]);
        a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])
    }

    /// The first x at which a rising path has reached `y`; `None` when it never does.
    pub fn reaches(&self, y: f64) -> Option<f64> {
        let right = self.0.iter().position(|k| k[1] >= y)?;
        let b = self.0[right];
        let Some(a) = right.checked_sub(1).map(|i| self.0[i]) else {
            return Some(b[0]);
        };
        Some(a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]))
    }

    /// What is wrong with the knots, if anything.
    pub fn fault(&self) -> Option<&'static str> {
        if self.0.is_empty() {
            return Some("has no knots; give at least one `[x, y]`");
        }
        if self.0.iter().flatten().any(|v| !v.is_finite()) {
            return Some("has a knot that is not a number");
        }
        let rising = self.0.windows(2).all(|pair| pair[0][0] < pair[1][0]);
        (!rising).then_some("has knots out of order; x must rise")
    }

    /// True when no knot lies below the one before it.
    pub fn never_falls(&self) -> bool {
        self.0.windows(2).all(|pair| pair[0][1] <= pair[1][1])
    }

    /// Lowest and highest knot.
    pub fn bounds(&self) -> (f64, f64) {
        let heights = self.0.iter().map(|k| k[1]);
        heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| {
            (low.min(y), high.max(y))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_straight_between_knots_and_flat_outside() {
        let path = Path(vec![[1.0, 0.0], [3.0, 1.0], [5.0, 1.0]]);
        let heights = [0.0, 1.0, 2.0, 3.0, 4.0, 9.0].map(|x| path.at(x));
        assert_eq!(heights, [0.0, 0.0, 0.5, 1.0, 1.0, 1.0]);
        assert_eq!(path.reaches(0.5), Some(2.0));
        assert_eq!(path.reaches(-1.0), Some(1.0));
        assert_eq!(path.reaches(1.1), None);
        assert_eq!(path.bounds(), (0.0, 1.0));
        assert!(path.never_falls());
    }

    #[test]
    fn faulty_knots_are_named() {
        assert!(Path(vec![]).fault().is_some());
        assert!(Path(vec![[2.0, 0.0], [1.0, 0.0]]).fault().is_some());
        assert!(Path(vec![[1.0, f64::NAN]]).fault().is_some());
        assert_eq!(Path(vec![[1.0, 0.2]]).fault(), None);
    }
}
