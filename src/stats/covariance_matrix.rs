//! Covariance and correlation matrices of columns.

use super::Error;
use super::moments::{all_finite, covariance, mean, same_length, variance};
use faer::Mat;

/// The covariance matrix of columns of equal length, n - 1 as divisor.
///
/// # Errors
/// `TooFewRows` for fewer than two rows; `LengthMismatch`; `NotFinite`.
pub fn covariance_matrix(columns: &[&[f64]]) -> Result<Mat<f64>, Error> {
    let rows = checked(columns)?;
    if rows < 2 {
        return Err(Error::TooFewRows { rows, needed: 2 });
    }
    let size = columns.len();
    let mut matrix = Mat::zeros(size, size);
    for (i, a) in columns.iter().enumerate() {
        for (j, b) in columns[..=i].iter().enumerate() {
            let value = covariance(a, b);
            matrix[(i, j)] = value;
            matrix[(j, i)] = value;
        }
    }
    Ok(matrix)
}

/// The correlation matrix of columns of equal length.
///
/// # Errors
/// As `covariance_matrix`; `Constant` naming the first column (from 1) that does not vary.
pub fn correlation_matrix(columns: &[&[f64]]) -> Result<Mat<f64>, Error> {
    let scaled = standardised(columns)?;
    let scaled: Vec<&[f64]> = scaled.iter().map(Vec::as_slice).collect();
    let mut matrix = covariance_matrix(&scaled)?;
    for i in 0..columns.len() {
        matrix[(i, i)] = 1.0;
    }
    Ok(matrix)
}

/// The columns with mean 0.
pub(super) fn centred(columns: &[&[f64]]) -> Result<Vec<Vec<f64>>, Error> {
    checked(columns)?;
    let centre = |column: &&[f64]| {
        let middle = mean(column);
        column.iter().map(|v| v - middle).collect()
    };
    Ok(columns.iter().map(centre).collect())
}

/// The columns with mean 0 and standard deviation 1.
pub(super) fn standardised(columns: &[&[f64]]) -> Result<Vec<Vec<f64>>, Error> {
    let mut scaled = centred(columns)?;
    for (j, column) in scaled.iter_mut().enumerate() {
        if column.len() < 2 {
            return Err(Error::TooFewRows {
                rows: column.len(),
                needed: 2,
            });
        }
        let sd = variance(column).sqrt();
        let size = columns[j].iter().fold(0.0f64, |m, v| m.max(v.abs()));
        if sd <= 4.0 * f64::EPSILON * size {
            return Err(Error::Constant {
                what: format!("column {}", j + 1),
            });
        }
        for value in column {
            *value /= sd;
        }
    }
    Ok(scaled)
}

fn checked(columns: &[&[f64]]) -> Result<usize, Error> {
    let rows = columns.first().map_or(0, |c| c.len());
    if rows == 0 {
        return Err(Error::Empty);
    }
    for column in columns {
        same_length("column", rows, column.len())?;
        all_finite("column", column)?;
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_columns_by_hand() {
        let (a, b) = ([1.0, 2.0, 3.0], [2.0, 1.0, 6.0]);
        let matrix = covariance_matrix(&[&a, &b]).unwrap();
        assert_eq!(
            (matrix[(0, 0)], matrix[(0, 1)], matrix[(1, 1)]),
            (1.0, 2.0, 7.0)
        );
        let correlation = correlation_matrix(&[&a, &b]).unwrap();
        assert!((correlation[(1, 0)] - 2.0 / 7f64.sqrt()).abs() < 1e-15);
        assert_eq!(
            correlation_matrix(&[&a, &[0.1; 3]]),
            Err(Error::Constant {
                what: "column 2".to_string()
            })
        );
        assert!(covariance_matrix(&[&a[..1]]).is_err());
        assert!(covariance_matrix(&[&a, &b[..2]]).is_err());
        assert_eq!(covariance_matrix(&[]), Err(Error::Empty));
    }
}
