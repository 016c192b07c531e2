//! The varimax rotation of factor loadings.

use super::Error;
use faer::Mat;

/// More rounds than this are not tried; ten or twenty suffice in ordinary cases.
const ROUNDS: usize = 1000;

/// Loadings (one row per item) rotated to the varimax criterion with Kaiser's normalisation, run to convergence.
///
/// One factor is returned as it is. Items without any loading stay at 0.
///
/// # Formula
/// Maximises the sum over factors of the variance of the squared loadings, rows scaled to length 1. Rounds that replace the rotation by the orthogonal
/// polar factor of the criterion's gradient lead to the maximum that R finds; Kaiser's turns of two factors at a time finish it, also
/// where the rounds stand still (a perfect simple structure).
///
/// # Errors
/// `NoConvergence` when a decomposition fails.
///
/// # Source
/// Kaiser (1958), Psychometrika 23. Agrees with R `varimax(normalize = TRUE, eps = 1e-15)` to 1e-7.
pub fn varimax(loadings: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Error> {
    let (items, factors) = (loadings.len(), loadings.first().map_or(0, Vec::len));
    if factors < 2 {
        return Ok(loadings.to_vec());
    }
    let lengths: Vec<f64> = loadings.iter().map(|row| length(row)).collect();
    let scaled = Mat::from_fn(items, factors, |i, j| match lengths[i] > 0.0 {
        true => loadings[i][j] / lengths[i],
        false => 0.0,
    });
    let mut rotated = &scaled * polar_rounds(&scaled)?;
    turn_in_pairs(&mut rotated);
    let row = |i: usize| (0..factors).map(|j| rotated[(i, j)] * lengths[i]).collect();
    Ok((0..items).map(row).collect())
}

fn polar_rounds(scaled: &Mat<f64>) -> Result<Mat<f64>, Error> {
    let factors = scaled.ncols();
    let mut rotation = Mat::<f64>::identity(factors, factors);
    let mut reached = 0.0;
    for _ in 0..ROUNDS {
        let parts = gradient(scaled, &rotation)
            .svd()
            .map_err(|_| Error::NoConvergence { iterations: ROUNDS })?;
        rotation = parts.U() * parts.V().transpose();
        let value: f64 = parts.S().column_vector().iter().sum();
        if value < reached * (1.0 + 1e-15) {
            break;
        }
        reached = value;
    }
    Ok(rotation)
}

/// Turns each pair of columns to its best angle until no angle moves.
fn turn_in_pairs(loadings: &mut Mat<f64>) {
    let factors = loadings.ncols();
    for _ in 0..ROUNDS {
        let mut widest = 0.0f64;
        for j in 1..factors {
            for k in 0..j {
                let angle = best_angle(loadings, k, j);
                turn(loadings, k, j, angle);
                widest = widest.max(angle.abs());
            }
        }
        if widest < 1e-13 {
            break;
        }
    }
}

/// Kaiser's closed form for the angle that brings two columns to their criterion's maximum.
fn best_angle(loadings: &Mat<f64>, a: usize, b: usize) -> f64 {
    let (mut sum_u, mut sum_v, mut squares, mut products) = (0.0, 0.0, 0.0, 0.0);
    for i in 0..loadings.nrows() {
        let (x, y) = (loadings[(i, a)], loadings[(i, b)]);
        let (u, v) = (x * x - y * y, 2.0 * x * y);
        sum_u += u;
        sum_v += v;
        squares += u * u - v * v;
        products += 2.0 * u * v;
    }
    let items = loadings.nrows() as f64;
    let sine = products - 2.0 * sum_u * sum_v / items;
    let cosine = squares - (sum_u * sum_u - sum_v * sum_v) / items;
    sine.atan2(cosine) / 4.0
}

fn turn(loadings: &mut Mat<f64>, a: usize, b: usize, angle: f64) {
    let (sine, cosine) = angle.sin_cos();
    for i in 0..loadings.nrows() {
        let (x, y) = (loadings[(i, a)], loadings[(i, b)]);
        loadings[(i, a)] = cosine * x + sine * y;
        loadings[(i, b)] = cosine * y - sine * x;
    }
}

/// The loadings' columns ordered by their sums of squares, the largest first, each with the sign that makes its sum positive.
pub fn ordered_and_turned(loadings: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let factors = loadings.first().map_or(0, Vec::len);
    let sum = |j: usize, f: fn(f64) -> f64| loadings.iter().map(|row| f(row[j])).sum::<f64>();
    let mut order: Vec<usize> = (0..factors).collect();
    order.sort_by(|a, b| sum(*b, |v| v * v).total_cmp(&sum(*a, |v| v * v)));
    let sign: Vec<f64> = (0..factors)
        .map(|j| if sum(j, |v| v) < 0.0 { -1.0 } else { 1.0 })
        .collect();
    let arranged = |row: &Vec<f64>| order.iter().map(|j| sign[*j] * row[*j]).collect();
    loadings.iter().map(arranged).collect()
}

fn length(row: &[f64]) -> f64 {
    row.iter().map(|v| v * v).sum::<f64>().sqrt()
}

/// The gradient of the criterion in the rotation, up to a factor.
fn gradient(scaled: &Mat<f64>, rotation: &Mat<f64>) -> Mat<f64> {
    let turned = scaled * rotation;
    let items = turned.nrows();
    let mean_square: Vec<f64> = (0..turned.ncols())
        .map(|j| (0..items).map(|i| turned[(i, j)].powi(2)).sum::<f64>() / items as f64)
        .collect();
    let pull = Mat::from_fn(items, turned.ncols(), |i, j| {
        turned[(i, j)].powi(3) - turned[(i, j)] * mean_square[j]
    });
    scaled.transpose() * pull
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn a_simple_structure_turned_by_any_angle_is_found_again() {
        let simple: [[f64; 2]; 5] = [[0.8, 0.0], [0.7, 0.0], [0.9, 0.0], [0.0, 0.6], [0.0, 0.5]];
        for angle in [0.3f64, 0.7, 1.2, 2.9] {
            let (s, c) = angle.sin_cos();
            let turned: Vec<Vec<f64>> = simple
                .iter()
                .map(|[a, b]| vec![c * a - s * b, s * a + c * b])
                .collect();
            let found = ordered_and_turned(&varimax(&turned).unwrap());
            for (row, want) in found.iter().zip(&simple) {
                assert!(
                    (row[0] - want[0]).abs() < 1e-12 && (row[1] - want[1]).abs() < 1e-12,
                    "{found:?}"
                );
            }
        }
    }

    #[test]
    fn communalities_stay() {
        let loadings = vec![
            vec![0.5, 0.3, 0.1],
            vec![0.2, 0.7, 0.3],
            vec![0.6, 0.1, 0.4],
            vec![0.0; 3],
        ];
        let rotated = varimax(&loadings).unwrap();
        for (a, b) in loadings.iter().zip(&rotated) {
            assert_close(length(b), length(a), 1e-14);
        }
        assert_eq!(varimax(&[vec![0.4], vec![0.2]]).unwrap(), [[0.4], [0.2]]);
        assert_eq!(
            ordered_and_turned(&[vec![0.1, -0.4], vec![0.1, -0.2]]),
            [[0.4, 0.1], [0.2, 0.1]]
        );
    }
}
