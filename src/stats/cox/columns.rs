//! The design columns as the likelihood reads them: centred, scaled, and held in bytes where they are small whole numbers.
//!
//! Every iteration reads the whole design twice, so its speed is that of memory. Indicators, counts and ages take a byte a value
//! instead of eight.

use super::CoxInput;
use crate::stats::Error;
use rayon::prelude::*;
use std::ops::Range;

/// How one column is read.
pub(super) struct Column {
    /// Weighted mean in each stratum.
    pub centre: Vec<f64>,
    /// One over the standard deviation within strata; 0 when the column does not vary there.
    pub inverse_scale: f64,
    /// The values less `lowest`, when all are whole and within 255 of each other.
    bytes: Option<Vec<u8>>,
    lowest: f64,
}

/// Reads all columns of the input.
///
/// # Errors
/// `NotFinite` for the first column with such a value.
pub(super) fn prepare(input: &CoxInput, n_strata: usize) -> Result<Vec<Column>, Error> {
    let prepared: Vec<Result<Column, Error>> = (0..input.columns.len())
        .into_par_iter()
        .map(|j| Column::new(input, j, n_strata))
        .collect();
    prepared.into_iter().collect()
}

impl Column {
    fn new(input: &CoxInput, j: usize, n_strata: usize) -> Result<Column, Error> {
        let values = input.columns[j];
        let Extent { low, high, whole } = Extent::of(values);
        if !(low.is_finite() && high.is_finite()) {
            let row = values.iter().position(|v| !v.is_finite()).unwrap_or(0);
            let what = format!("column {j}");
            return Err(Error::NotFinite { what, row });
        }
        let narrow = whole && high - low <= 255.0;
        let bytes: Option<Vec<u8>> =
            narrow.then(|| values.iter().map(|v| (v - low) as u8).collect());
        let plain = input.strata.is_none() && input.weights.is_none();
        let (centre, inverse_scale) = match &bytes {
            Some(bytes) if plain => byte_moments(bytes, low),
            _ => moments(input, values, n_strata),
        };
        Ok(Column {
            centre,
            inverse_scale,
            bytes,
            lowest: low,
        })
    }

    /// The centred and scaled value of a row.
    #[inline]
    pub fn value(&self, input: &CoxInput, j: usize, row: usize) -> f64 {
        (input.columns[j][row] - self.centre[input.stratum(row)]) * self.inverse_scale
    }

    /// Writes the centred and scaled values of some rows.
    pub fn load(&self, input: &CoxInput, j: usize, rows: Range<usize>, into: &mut [f64]) {
        let scale = self.inverse_scale;
        match (&self.bytes, input.strata) {
            (Some(bytes), None) => {
                let shift = self.centre[0] - self.lowest;
                for (value, byte) in into.iter_mut().zip(&bytes[rows]) {
                    *value = (f64::from(*byte) - shift) * scale;
                }
            }
            (None, None) => {
                for (value, x) in into.iter_mut().zip(&input.columns[j][rows]) {
                    *value = (x - self.centre[0]) * scale;
                }
            }
            (Some(bytes), Some(strata)) => {
                let each = bytes[rows.clone()].iter().zip(&strata[rows]);
                for (value, (byte, s)) in into.iter_mut().zip(each) {
                    *value = (f64::from(*byte) - (self.centre[*s] - self.lowest)) * scale;
                }
            }
            (None, Some(strata)) => {
                let each = input.columns[j][rows.clone()].iter().zip(&strata[rows]);
                for (value, (x, s)) in into.iter_mut().zip(each) {
                    *value = (x - self.centre[*s]) * scale;
                }
            }
        }
    }
}

/// Smallest and largest value (not finite when any value is not), and whether all are whole numbers of 32 bits.
struct Extent {
    low: f64,
    high: f64,
    whole: bool,
}

impl Extent {
    fn of(values: &[f64]) -> Extent {
        let (mut low, mut high, mut whole, mut odd) = (f64::INFINITY, f64::NEG_INFINITY, true, 0.0);
        for v in values {
            low = if *v < low { *v } else { low };
            high = if *v > high { *v } else { high };
            whole &= f64::from(*v as i32) == *v;
            // Stays zero for finite values only.
            odd += v * 0.0;
        }
        Extent {
            low: low + odd,
            high,
            whole,
        }
    }
}

/// Mean and one over the standard deviation, from counts of each byte.
fn byte_moments(bytes: &[u8], lowest: f64) -> (Vec<f64>, f64) {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let n = bytes.len() as f64;
    let each = || {
        counts
            .iter()
            .enumerate()
            .map(|(v, c)| (v as f64, f64::from(*c)))
    };
    let mean = each().map(|(v, c)| v * c).sum::<f64>() / n;
    let within: f64 = each().map(|(v, c)| c * (v - mean) * (v - mean)).sum();
    let constant = counts.iter().filter(|c| **c > 0).count() < 2;
    let inverse = if constant { 0.0 } else { (n / within).sqrt() };
    (vec![lowest + mean], inverse)
}

/// The weighted mean in each stratum, and one over the standard deviation within strata.
fn moments(input: &CoxInput, values: &[f64], n_strata: usize) -> (Vec<f64>, f64) {
    let mut total = vec![0.0; n_strata];
    let mut mean = vec![0.0; n_strata];
    let mut square = 0.0;
    for (i, x) in values.iter().enumerate() {
        let (s, w) = (input.stratum(i), input.weight(i));
        total[s] += w;
        mean[s] += w * x;
        square += w * x * x;
    }
    for (m, t) in mean.iter_mut().zip(&total) {
        *m /= t.max(f64::MIN_POSITIVE);
    }
    let mut within = 0.0;
    for (i, x) in values.iter().enumerate() {
        let d = x - mean[input.stratum(i)];
        within += input.weight(i) * d * d;
    }
    let weight: f64 = total.iter().sum();
    // Below this the column is constant but for rounding.
    let varies = within.sqrt() > 1e-14 * square.sqrt();
    let inverse = if varies {
        (weight / within).sqrt()
    } else {
        0.0
    };
    (mean, inverse)
}
