//! Sums that keep what rounding drops, so that a small risk set after a large one keeps its digits.

/// A running sum and its rounding error.
#[derive(Clone, Copy, Default)]
pub(super) struct Compensated {
    pub sum: f64,
    pub lost: f64,
}

impl Compensated {
    pub fn add(&mut self, value: f64) {
        add(&mut self.sum, &mut self.lost, value);
    }

    pub fn value(&self) -> f64 {
        self.sum + self.lost
    }
}

/// Adds a value to a sum and its rounding error to `lost`.
#[inline]
pub(super) fn add(sum: &mut f64, lost: &mut f64, value: f64) {
    let next = *sum + value;
    let part = next - *sum;
    *lost += (*sum - (next - part)) + (value - part);
    *sum = next;
}
