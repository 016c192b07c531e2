//! The columns of an event study: one indicator per period relative to treatment.

/// The periods around treatment: those outside `min..=max` count at the ends, `reference` has no indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventWindow {
    pub min: i64,
    pub max: i64,
    pub reference: i64,
}

impl EventWindow {
    /// The periods with an indicator, ascending.
    pub fn periods(&self) -> Vec<i64> {
        (self.min..=self.max)
            .filter(|k| *k != self.reference)
            .collect()
    }

    /// The indicator column of each of [`EventWindow::periods`].
    ///
    /// `relative` is the row's period less the period of treatment; a row that is not `treated`, or whose `relative` is NaN, has no
    /// indicator.
    pub fn indicators(&self, treated: &[bool], relative: &[f64]) -> Vec<Vec<f64>> {
        let (min, max) = (self.min as f64, self.max as f64);
        let column = |period: i64| {
            let holds = |(treated, relative): (&bool, &f64)| {
                *treated && !relative.is_nan() && relative.clamp(min, max) == period as f64
            };
            let rows = treated.iter().zip(relative);
            rows.map(|row| f64::from(holds(row))).collect()
        };
        self.periods().into_iter().map(column).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_gather_what_lies_beyond_and_the_untreated_have_no_indicator() {
        let window = EventWindow {
            min: -2,
            max: 1,
            reference: -1,
        };
        assert_eq!(window.periods(), [-2, 0, 1]);
        let treated = [true, true, true, true, true, false, true];
        let relative = [-5.0, -2.0, -1.0, 0.0, 9.0, 0.0, f64::NAN];
        let columns = window.indicators(&treated, &relative);
        assert_eq!(columns[0], [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(columns[1], [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        assert_eq!(columns[2], [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    }
}
