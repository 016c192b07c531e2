//! One coefficient of a hazard model with its intervals.

use crate::findings::{CoxTerm, Interval};
use crate::stats::distributions::{normal_quantile, normal_two_sided, t_quantile, t_two_sided};

/// The standard errors of one coefficient.
pub struct TermErrors {
    pub model: f64,
    pub robust: Option<f64>,
    pub clusters: Option<usize>,
}

impl TermErrors {
    /// The term with its intervals: robust where there are clusters, the model-based ones beside.
    pub fn term(&self, name: &str, estimate: f64, conf_level: f64) -> CoxTerm {
        let z = normal_quantile(0.5 + conf_level / 2.0);
        let by_normal = |std_error: f64| Interval {
            std_error,
            statistic: estimate / std_error,
            p_value: normal_two_sided(estimate / std_error),
            conf_low: estimate - z * std_error,
            conf_high: estimate + z * std_error,
        };
        let model = by_normal(self.model);
        let clustered = self.robust.zip(self.clusters);
        CoxTerm {
            term: name.to_string(),
            estimate,
            hazard_ratio: estimate.exp(),
            interval: self.robust.map_or(model, by_normal),
            model: self.robust.is_some().then_some(model),
            small_sample: clustered.and_then(|(e, g)| small_sample(estimate, e, g, conf_level)),
        }
    }
}

/// The robust error times sqrt(G/(G-1)), tested with t(G-1).
fn small_sample(estimate: f64, robust: f64, clusters: usize, conf_level: f64) -> Option<Interval> {
    if clusters < 2 {
        return None;
    }
    let g = clusters as f64;
    let std_error = robust * (g / (g - 1.0)).sqrt();
    let reach = t_quantile(0.5 + conf_level / 2.0, g - 1.0) * std_error;
    Some(Interval {
        std_error,
        statistic: estimate / std_error,
        p_value: t_two_sided(estimate / std_error, g - 1.0),
        conf_low: estimate - reach,
        conf_high: estimate + reach,
    })
}
