//! How tied events share a risk set: Efron and Breslow differ in a handful of sums per event time, and in nothing else.

use super::Ties;

/// Sums over the events of one time, k = 0..d-1 with f = k/d under Efron and f = 0 under Breslow, where
/// D(f) = S0 - f * S0_events is the risk still shared and w the mean weight of the events.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TieSums {
    /// sum of w / D: the hazard increment of those who stay.
    pub hazard: f64,
    /// sum of f * w / D: what an event at this time is spared.
    pub spared: f64,
    /// sum of w / D^2.
    pub square: f64,
    /// sum of f * w / D^2.
    pub square_f: f64,
    /// sum of f^2 * w / D^2.
    pub square_ff: f64,
    /// sum of w * log D.
    pub log: f64,
}

impl TieSums {
    /// `risk` is S0, `risk_of_events` the part of it that belongs to the events, `events` their number, `weight` the sum of
    /// their weights.
    pub fn new(ties: Ties, risk: f64, risk_of_events: f64, events: f64, weight: f64) -> TieSums {
        if ties != Ties::Efron || events == 1.0 {
            return TieSums {
                hazard: weight / risk,
                square: weight / (risk * risk),
                log: weight * risk.ln(),
                ..TieSums::default()
            };
        }
        let mut sums = TieSums::default();
        let share = risk_of_events / risk;
        // Logarithms are taken of products, not of each factor: one per hundred or so.
        let (mut product, mut log) = (1.0_f64, 0.0);
        for k in 0..events as usize {
            let f = k as f64 / events;
            let left = 1.0 - f * share;
            let inverse = 1.0 / left;
            let square = inverse * inverse;
            sums.hazard += inverse;
            sums.spared += f * inverse;
            sums.square += square;
            sums.square_f += f * square;
            sums.square_ff += f * f * square;
            product *= left;
            if product < 1e-200 {
                log += product.ln();
                product = 1.0;
            }
        }
        let mean = weight / events;
        let (once, twice) = (mean / risk, mean / (risk * risk));
        TieSums {
            hazard: sums.hazard * once,
            spared: sums.spared * once,
            square: sums.square * twice,
            square_f: sums.square_f * twice,
            square_ff: sums.square_ff * twice,
            log: mean * (log + product.ln()) + weight * risk.ln(),
        }
    }
}
