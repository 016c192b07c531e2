//! The two estimates of change within persons.

use crate::findings::Reason;
use crate::stats::cluster_robust::Clusters;
use crate::stats::{Error, distributions, fixed_effects, paired_t};

/// A person's answers: time and value, in the order of the file.
pub type Path = Vec<(f64, f64)>;

/// A change and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    pub estimate: f64,
    pub std_error: f64,
    pub p_value: f64,
    pub conf_low: f64,
    pub conf_high: f64,
}

/// True for answers at more than one time.
pub fn is_followed(path: &Path) -> bool {
    path.iter().any(|(time, _)| *time != path[0].0)
}

/// The linear trend within persons: least squares with an effect per person, CR1 on the person, t(G - 1). Those with answers at one time alone
/// tell nothing of change and are left out.
pub fn trend(paths: &[Path], conf_level: f64) -> Result<Change, Reason> {
    let followed = paths.iter().filter(|path| is_followed(path));
    let (mut y, mut time, mut person) = (Vec::new(), Vec::new(), Vec::new());
    for (number, path) in followed.enumerate() {
        for (t, value) in path {
            y.push(*value);
            time.push(*t);
            person.push(number);
        }
    }
    let persons = person.last().map_or(0, |last| last + 1);
    if persons < 2 {
        return Err(Reason::new(
            "too-few-followed",
            &[("persons", persons.to_string())],
        ));
    }
    let clusters = Clusters::from_labels(&person);
    let fit = fixed_effects::fixed_effects(&y, &[&time], &[&clusters], &clusters, None);
    let fit = fit.map_err(told)?;
    let factor = fit.cr1_factor(fit.parameters.nested).map_err(told)?;
    let Some(estimate) = fit.coef.first() else {
        return Err(Reason::new("no-variation", &[]));
    };
    let std_error = (factor * fit.covariance[(0, 0)]).sqrt();
    if std_error <= 0.0 {
        return Err(alike(*estimate));
    }
    let df = (persons - 1) as f64;
    let reach = distributions::t_quantile(0.5 + conf_level / 2.0, df) * std_error;
    Ok(Change {
        estimate: *estimate,
        std_error,
        p_value: distributions::t_two_sided(estimate / std_error, df),
        conf_low: estimate - reach,
        conf_high: estimate + reach,
    })
}

/// The last answer less the first of each person, paired.
pub fn first_last(paths: &[Path], conf_level: f64) -> Result<Change, Reason> {
    let difference = |path: &&Path| {
        let by_time = |a: &&(f64, f64), b: &&(f64, f64)| a.0.total_cmp(&b.0);
        let first = path.iter().min_by(by_time)?;
        let last = path.iter().max_by(by_time)?;
        Some(last.1 - first.1)
    };
    let followed = paths.iter().filter(|path| is_followed(path));
    let differences: Vec<f64> = followed.filter_map(|path| difference(&path)).collect();
    if differences.len() < 2 {
        let persons = differences.len().to_string();
        return Err(Reason::new("too-few-followed", &[("persons", persons)]));
    }
    let test = paired_t::paired_t(&differences, conf_level).map_err(|error| match error {
        Error::Constant { .. } => alike(differences[0]),
        other => told(other),
    })?;
    Ok(Change {
        estimate: test.mean,
        std_error: test.std_error,
        p_value: test.p_value,
        conf_low: test.conf_low,
        conf_high: test.conf_high,
    })
}

/// Everybody has changed by as much: there is no error to judge it by.
fn alike(change: f64) -> Reason {
    match change == 0.0 {
        true => Reason::new("no-variation", &[]),
        false => Reason::new("same-change", &[]),
    }
}

fn told(error: Error) -> Reason {
    match error {
        Error::Constant { .. } => Reason::new("no-variation", &[]),
        other => Reason::new("estimator", &[("text", other.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_two_times_the_trend_is_the_paired_difference_by_hand() {
        // Differences 1, 1, 0, 2 over two months: mean 1, sd sqrt(2/3), se sqrt(2/3)/2.
        let paths: Vec<Path> = [(1.0, 2.0), (3.0, 4.0), (5.0, 5.0), (2.0, 4.0)]
            .map(|(a, b)| vec![(0.0, a), (2.0, b)])
            .to_vec();
        let paired = first_last(&paths, 0.95).expect("made");
        let se = (2.0_f64 / 3.0).sqrt() / 2.0;
        assert!((paired.estimate - 1.0).abs() < 1e-12);
        assert!((paired.std_error - se).abs() < 1e-12);
        let trend = trend(&paths, 0.95).expect("made");
        assert!((trend.estimate - 0.5).abs() < 1e-12);
        // CR0 of the slope is sum (d - 1)^2 / (4 * 4) per two months squared; CR1 with two parameters: 4/3 * 7/6.
        let cr0 = 2.0 / (4.0 * 4.0) / 4.0;
        let expected = (cr0 * 4.0 / 3.0 * 7.0 / 6.0_f64).sqrt();
        assert!((trend.std_error - expected).abs() < 1e-12, "{trend:?}");
    }

    #[test]
    fn answers_at_one_time_tell_nothing_and_order_does_not_matter() {
        let paths = vec![
            vec![(6.0, 5.0), (0.0, 4.0)],
            vec![(0.0, 4.0), (6.0, 4.0)],
            vec![(0.0, 9.0)],
            vec![(3.0, 1.0), (0.0, 3.0)],
        ];
        let without: Vec<Path> = paths.iter().filter(|p| p.len() > 1).cloned().collect();
        assert_eq!(trend(&paths, 0.95), trend(&without, 0.95));
        let change = first_last(&paths, 0.95).expect("made");
        assert!((change.estimate - (1.0 + 0.0 - 2.0) / 3.0).abs() < 1e-12);
    }

    #[test]
    fn one_person_and_no_change_at_all_are_named() {
        let one = vec![vec![(0.0, 4.0), (3.0, 5.0)]];
        assert_eq!(trend(&one, 0.95).expect_err("one").code, "too-few-followed");
        let flat = vec![vec![(0.0, 4.0), (3.0, 4.0)]; 3];
        assert_eq!(trend(&flat, 0.95).expect_err("flat").code, "no-variation");
        assert_eq!(
            first_last(&flat, 0.95).expect_err("flat").code,
            "no-variation"
        );
        let same = vec![vec![(0.0, 4.0), (3.0, 5.0)], vec![(0.0, 2.0), (3.0, 3.0)]];
        assert_eq!(trend(&same, 0.95).expect_err("same").code, "same-change");
        let paired = first_last(&same, 0.95).expect_err("same").code;
        assert_eq!(paired, "same-change");
    }
}
