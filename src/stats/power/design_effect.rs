//! The design effect of drawing whole clusters.

use super::positive;
use crate::stats::Error;

/// How many times more persons clusters of mean size `cluster_size` need than persons drawn one by one.
///
/// `cv` is the coefficient of variation of the cluster sizes, 0 for equal ones; `icc` the intraclass correlation.
///
/// # Formula
/// `1 + ((1 + cv^2) m - 1) icc`.
///
/// # Errors
/// `OutOfRange` for a size not above 0, a negative cv or an icc outside -1 to 1.
///
/// # Source
/// Kish (1965); Eldridge, Ashby and Kerry (2006), International Journal of Epidemiology 35.
pub fn design_effect(cluster_size: f64, icc: f64, cv: f64) -> Result<f64, Error> {
    positive("cluster_size", cluster_size)?;
    if !(-1.0..=1.0).contains(&icc) {
        return Err(Error::OutOfRange {
            what: "icc",
            value: icc,
            allowed: "-1 to 1",
        });
    }
    if !(0.0..f64::INFINITY).contains(&cv) {
        return Err(Error::OutOfRange {
            what: "cv",
            value: cv,
            allowed: "0 or more",
        });
    }
    Ok(1.0 + ((1.0 + cv * cv) * cluster_size - 1.0) * icc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    #[test]
    fn clusters_of_forty_by_hand() {
        assert_close(design_effect(40.0, 0.02, 0.0).unwrap(), 1.78, 1e-15);
        assert_close(design_effect(40.0, 0.02, 0.6).unwrap(), 2.068, 1e-14);
        assert_eq!(design_effect(1.0, 0.3, 0.0), Ok(1.0));
        assert!(design_effect(0.0, 0.3, 0.0).is_err());
        assert!(design_effect(10.0, 1.3, 0.0).is_err());
        assert!(design_effect(10.0, 0.3, -1.0).is_err());
    }
}
