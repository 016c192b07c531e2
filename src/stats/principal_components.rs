//! Principal components.

use super::Error;
use super::covariance_matrix::{centred, standardised};
use faer::Mat;

/// Principal components, the largest first.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipalComponents {
    /// Standard deviation of each component, n - 1 as divisor; min(n, columns) of them.
    pub sdev: Vec<f64>,
    /// Each component's share of the total variance.
    pub variance_share: Vec<f64>,
    /// One row per component: its weight on each column, of length 1, the largest in absolute value positive.
    pub rotation_by_component: Vec<Vec<f64>>,
}

/// The principal components of columns of equal length; with `scale` each column is divided by its standard deviation first.
///
/// # Formula
/// The singular value decomposition of the centred columns over sqrt(n - 1).
///
/// # Errors
/// `Empty` without rows; `TooFewRows` for one row; `Constant` when nothing varies, or with `scale` naming the column (from 1) that does not;
/// `LengthMismatch`; `NotFinite`; `NoConvergence` of the decomposition.
///
/// # Source
/// Pearson (1901); Hotelling (1933). Agrees with R `prcomp(x, scale. = )` up to signs to 1e-10.
pub fn principal_components(columns: &[&[f64]], scale: bool) -> Result<PrincipalComponents, Error> {
    let centred = match scale {
        true => standardised(columns)?,
        false => centred(columns)?,
    };
    let rows = centred.first().map_or(0, Vec::len);
    if rows < 2 {
        return Err(Error::TooFewRows { rows, needed: 2 });
    }
    // In units of the largest value, so that squares of tiny or huge values neither vanish nor overflow.
    let unit = largest(centred.iter().flatten());
    if unit <= 4.0 * f64::EPSILON * largest(columns.iter().copied().flatten()) {
        return Err(Error::Constant {
            what: "columns".to_string(),
        });
    }
    let matrix = Mat::from_fn(rows, centred.len(), |i, j| centred[j][i] / unit);
    let parts = matrix
        .thin_svd()
        .map_err(|_| Error::NoConvergence { iterations: 0 })?;
    let singular: Vec<f64> = parts.S().column_vector().iter().copied().collect();
    let total: f64 = singular.iter().map(|s| s * s).sum();
    let divisor = ((rows - 1) as f64).sqrt();
    let weights = parts.V();
    let component = |k: usize| {
        let weights: Vec<f64> = (0..centred.len()).map(|j| weights[(j, k)]).collect();
        turned(weights)
    };
    Ok(PrincipalComponents {
        sdev: singular.iter().map(|s| s * unit / divisor).collect(),
        variance_share: singular.iter().map(|s| s * s / total).collect(),
        rotation_by_component: (0..singular.len()).map(component).collect(),
    })
}

fn largest<'a>(values: impl Iterator<Item = &'a f64>) -> f64 {
    values.fold(0.0, |m, v| m.max(v.abs()))
}

/// The weights with the sign that makes the first largest one positive.
fn turned(mut weights: Vec<f64>) -> Vec<f64> {
    let leading = weights.iter().fold(
        0.0f64,
        |best, w| if w.abs() > best.abs() { *w } else { best },
    );
    if leading < 0.0 {
        for weight in &mut weights {
            *weight = -*weight;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn two_columns_by_hand() {
        // u has variance 4 and v variance 1, uncorrelated; u + v and u - v have components (1, 1) and (1, -1) over sqrt(2) with 8 and 2.
        let (x, y) = (3f64.sqrt(), 0.75f64.sqrt());
        let plus = [x + y, y - x, x - y, -x - y];
        let minus = [x - y, -x - y, x + y, y - x];
        let parts = principal_components(&[&plus, &minus], false).unwrap();
        let half = 0.5f64.sqrt();
        assert_close(parts.sdev[0], 8f64.sqrt(), 1e-14);
        assert_close(parts.sdev[1], 2f64.sqrt(), 1e-14);
        assert_close(parts.variance_share[0], 0.8, 1e-14);
        assert_close(parts.rotation_by_component[0][1], half, 1e-14);
        assert_close(parts.rotation_by_component[1][0].abs(), half, 1e-14);
        // Scaled: 1 + r and 1 - r with r = 3/5.
        let scaled = principal_components(&[&plus, &minus], true).unwrap();
        assert_close(scaled.sdev[0].powi(2), 1.6, 1e-14);
    }

    #[test]
    fn degenerate_columns_are_named() {
        assert!(principal_components(&[], false).is_err());
        assert!(matches!(
            principal_components(&[&[1.0], &[2.0]], false),
            Err(Error::TooFewRows { .. })
        ));
        assert!(matches!(
            principal_components(&[&[0.1; 4], &[0.3; 4]], false),
            Err(Error::Constant { .. })
        ));
        assert!(principal_components(&[&[0.1; 3], &[1.0, 2.0, 3.0]], true).is_err());
        let one_flat = principal_components(&[&[0.0; 3], &[1.0, 2.0, 3.0]], false).unwrap();
        assert_close(one_flat.sdev[0], 1.0, 1e-15);
        assert_eq!(one_flat.sdev[1], 0.0);
    }
}
