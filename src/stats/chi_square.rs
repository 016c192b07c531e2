//! Pearson's chi-square test of independence in an r x c table, with and without Yates' correction.

use super::{Error, distributions};

/// A chi-square test of independence.
#[derive(Debug, Clone, PartialEq)]
pub struct ChiSquare {
    pub statistic: f64,
    pub df: f64,
    pub p_value: f64,
    /// Expected counts under independence, rows as in the table.
    pub expected: Vec<Vec<f64>>,
    /// Cramer's V of this statistic: 0 no association, 1 complete.
    pub cramers_v: f64,
}

/// Pearson's chi-square test without correction.
///
/// `table` holds rows of equal length; counts may be weighted (any non-negative number).
///
/// # Formula
/// `sum (observed - expected)^2 / expected`, expected = row total * column total / total, `(r - 1)(c - 1)` degrees of freedom.
/// Cramer's V is `sqrt(statistic / (total * min(r - 1, c - 1)))`.
///
/// # Errors
/// `OneGroup` for fewer than two rows or columns; `EmptyGroup` naming a row or column without counts; `LengthMismatch` for
/// ragged rows; `OutOfRange` for a negative or non-finite count; `Empty` for a table of zeros.
///
/// # Source
/// Pearson (1900). Agrees with R `chisq.test(correct = FALSE)` to 1e-10.
pub fn chi_square(table: &[Vec<f64>]) -> Result<ChiSquare, Error> {
    test(table, false)
}

/// The chi-square test with Yates' continuity correction, for a 2 x 2 table.
///
/// # Formula
/// Each difference is moved towards 0 by `min(0.5, |observed - expected|)`.
///
/// # Errors
/// As `chi_square`; `OutOfRange` for a table that is not 2 x 2, where the correction is not defined.
///
/// # Source
/// Yates (1934). Agrees with R `chisq.test(correct = TRUE)` to 1e-10.
pub fn chi_square_yates(table: &[Vec<f64>]) -> Result<ChiSquare, Error> {
    let cells: usize = table.iter().map(Vec::len).sum();
    if table.len() != 2 || cells != 4 {
        return Err(Error::OutOfRange {
            what: "number of cells",
            value: cells as f64,
            allowed: "4, in two rows and two columns",
        });
    }
    test(table, true)
}

fn test(table: &[Vec<f64>], corrected: bool) -> Result<ChiSquare, Error> {
    let margins = Margins::of(table)?;
    let expected = margins.expected();
    let pairs = || table.iter().flatten().zip(expected.iter().flatten());
    let differences = pairs().map(|(o, e)| (o - e).abs());
    let shift = match corrected {
        true => differences.fold(0.5, f64::min),
        false => 0.0,
    };
    let terms = pairs().map(|(o, e)| ((o - e).abs() - shift).powi(2) / e);
    let statistic = terms.sum::<f64>();
    let (r, c) = (margins.rows.len() - 1, margins.columns.len() - 1);
    let df = (r * c) as f64;
    Ok(ChiSquare {
        statistic,
        df,
        p_value: distributions::chi_squared_upper(statistic, df),
        cramers_v: (statistic / (margins.total * r.min(c) as f64)).sqrt(),
        expected,
    })
}

/// Row and column totals of a table that a test of independence can use.
pub(super) struct Margins {
    pub rows: Vec<f64>,
    pub columns: Vec<f64>,
    pub total: f64,
}

impl Margins {
    pub fn of(table: &[Vec<f64>]) -> Result<Margins, Error> {
        let width = table.first().map_or(0, Vec::len);
        for row in table {
            super::moments::same_length("table row", width, row.len())?;
            for count in row {
                if !(0.0..f64::INFINITY).contains(count) {
                    return Err(Error::OutOfRange {
                        what: "count",
                        value: *count,
                        allowed: "0 or more",
                    });
                }
            }
        }
        let rows: Vec<f64> = table.iter().map(|r| r.iter().sum()).collect();
        let columns: Vec<f64> = (0..width)
            .map(|j| table.iter().map(|r| r[j]).sum())
            .collect();
        let total = rows.iter().sum::<f64>();
        if total == 0.0 {
            return Err(Error::Empty);
        }
        if rows.len() < 2 || columns.len() < 2 {
            return Err(Error::OneGroup);
        }
        empty("row", &rows)?;
        empty("column", &columns)?;
        Ok(Margins {
            rows,
            columns,
            total,
        })
    }

    fn expected(&self) -> Vec<Vec<f64>> {
        let row = |r: &f64| self.columns.iter().map(|c| r * c / self.total).collect();
        self.rows.iter().map(row).collect()
    }
}

fn empty(kind: &str, totals: &[f64]) -> Result<(), Error> {
    match totals.iter().position(|t| *t == 0.0) {
        None => Ok(()),
        Some(i) => Err(Error::EmptyGroup {
            group: format!("{kind} {}", i + 1),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn a_two_by_two_table_by_hand() {
        // Margins 10, 20 by 15, 15: expected 5, 5, 10, 10; each cell off by 2: 4/5 + 4/5 + 4/10 + 4/10 = 2.4.
        let table = vec![vec![7.0, 3.0], vec![8.0, 12.0]];
        let plain = chi_square(&table).unwrap();
        assert_eq!(plain.expected, vec![vec![5.0, 5.0], vec![10.0, 10.0]]);
        assert_close(plain.statistic, 2.4, 1e-15);
        assert_eq!(plain.df, 1.0);
        assert_close(plain.cramers_v, 0.08f64.sqrt(), 1e-14);
        // Corrected: 1.5^2 (1/5 + 1/5 + 1/10 + 1/10) = 1.35.
        let yates = chi_square_yates(&table).unwrap();
        assert_close(yates.statistic, 1.35, 1e-15);
    }

    #[test]
    fn the_correction_never_passes_zero() {
        // Expected 4.9, 5.1...: every difference is below one half.
        let table = vec![vec![5.0, 5.0], vec![44.0, 46.0]];
        assert_close(chi_square_yates(&table).unwrap().statistic, 0.0, 1e-15);
    }

    #[test]
    fn eye_and_hair_colour_agree_with_r() {
        // R 4.2.2: chisq.test(margin.table(HairEyeColor, c(1, 2))).
        let table = vec![
            vec![68.0, 20.0, 15.0, 5.0],
            vec![119.0, 84.0, 54.0, 29.0],
            vec![26.0, 17.0, 14.0, 14.0],
            vec![7.0, 94.0, 10.0, 16.0],
        ];
        let test = chi_square(&table).unwrap();
        assert_close(test.statistic, 138.28984162600827, 1e-13);
        assert_eq!(test.df, 9.0);
        assert_close(test.p_value, 2.325_286_787_098_808e-25, 1e-10);
    }

    #[test]
    fn degenerate_tables_are_named_errors() {
        assert_eq!(chi_square(&[]), Err(Error::Empty));
        assert_eq!(chi_square(&[vec![1.0, 2.0]]), Err(Error::OneGroup));
        assert_eq!(
            chi_square(&[vec![1.0, 0.0], vec![2.0, 0.0]]),
            Err(Error::EmptyGroup {
                group: "column 2".to_string()
            })
        );
        assert_eq!(chi_square(&[vec![0.0; 2], vec![0.0; 2]]), Err(Error::Empty));
        assert!(chi_square(&[vec![1.0, -1.0], vec![2.0, 1.0]]).is_err());
        assert!(chi_square_yates(&[vec![1.0; 3], vec![1.0; 3]]).is_err());
    }
}
