//! Bias-reduced cluster-robust covariance with Satterthwaite degrees of freedom, for few or unequal clusters.

use super::cluster_robust::Clusters;
use super::{Error, LeastSquares};
use faer::{Mat, Side};

/// A direction of a cluster with less than this left after the fit is determined by the cluster alone and is left out
/// (clubSandwich's tolerance of its generalised inverse).
const NOTHING_LEFT: f64 = 1e-12;
/// Directions of a cluster's rows this much smaller than its largest are rounding.
const ROUNDING: f64 = 1e-14;

/// The CR2 covariance and, for each coefficient, its own degrees of freedom.
#[derive(Debug, Clone)]
pub struct Cr2 {
    /// k x k over the kept columns, on the scale of the coefficients.
    pub covariance: Mat<f64>,
    /// Satterthwaite degrees of freedom of the t test of each coefficient.
    pub df: Vec<f64>,
}

/// Bell and McCaffrey's covariance of the coefficients, working model independent rows of one variance (also with weights).
///
/// # Formula
/// `(X'WX)^-1 (sum over clusters of s s') (X'WX)^-1`, `s = X_g' W_g A_g e_g`, `A_g = ((I - H)_g (I - H)_g')^(-1/2)`, a
/// generalised inverse where a cluster alone determines a direction. Degrees of freedom of coefficient c: `trace(P)^2 / trace(P^2)`,
/// `P_gh = p_g'p_h`, `p_g = (I - H)_g' A_g W_g X_g (X'WX)^-1 c`. The matrix under the root is `I + F K F'` with the few columns
/// `F = Z_g` (`K = -1`), or with weights `F = [Z_g, W_g Z_g]`, Z spanning X with `Z'WZ = I`; so everything is at most 2k x 2k.
///
/// # Errors
/// `OneCluster` and `LengthMismatch`.
///
/// # Source
/// Bell and McCaffrey (2002), Survey Methodology 28; Pustejovsky and Tipton (2018), J. Business and Economic Statistics 36.
/// Agrees with R clubSandwich 0.5.8 `vcovCR(type = "CR2")` and `coef_test(test = "Satterthwaite")` to 1e-8 without weights
/// (tests/conformance/ols.rs), with weights with the definition written out in R.
pub fn cr2_covariance(fit: &LeastSquares, clusters: &Clusters) -> Result<Cr2, Error> {
    clusters.check(fit.rows())?;
    let k = fit.rank();
    let frame = Frame::of(fit, clusters);
    let size = frame.kernel.nrows();
    let loadings: Vec<Vec<f64>> = (0..k).map(|i| fit.triangle.inverse_row(i)).collect();
    let mut middle = Mat::zeros(k, k);
    let mut moments: Vec<Moments> = (0..k).map(|_| Moments::zero(size)).collect();
    for (gram, load) in frame.grams.iter().zip(&frame.loads) {
        let root = inverse_root(gram, &frame.kernel)?;
        // W_g Z_g is the last block of F.
        let bent = times(gram, &times(&root, load));
        let entry = |i: usize| (load[i] + bent[i]) * frame.root_mean_weight;
        let score: Vec<f64> = (size - k..size).map(entry).collect();
        add_outer(&mut middle, &score);
        for (moment, loading) in moments.iter_mut().zip(&loadings) {
            let mut straight = vec![0.0; size];
            straight[size - k..].copy_from_slice(loading);
            let bent = times(&root, &times(gram, &straight));
            let direction: Vec<f64> = straight.iter().zip(bent).map(|(a, b)| a + b).collect();
            moment.add(gram, &frame.kernel, &direction);
        }
    }
    let df = moments.iter().map(|m| m.satterthwaite(&frame.kernel));
    Ok(Cr2 {
        covariance: fit.triangle.sandwich(&middle),
        df: df.collect(),
    })
}

/// Each cluster's columns F through their products, and the K of `I + F K F'`.
struct Frame {
    kernel: Mat<f64>,
    /// `F'F` of each cluster.
    grams: Vec<Mat<f64>>,
    /// `F'e` of each cluster.
    loads: Vec<Vec<f64>>,
    /// The weights were divided by their mean; this brings a score back to their scale.
    root_mean_weight: f64,
}

impl Frame {
    fn of(fit: &LeastSquares, clusters: &Clusters) -> Frame {
        let k = fit.rank();
        let Some(roots) = &fit.root_weights else {
            let kernel = Mat::from_fn(k, k, |i, j| if i == j { -1.0 } else { 0.0 });
            return Frame::with(&fit.basis, &fit.residuals, kernel, 1.0, clusters);
        };
        // Around one, both blocks of F are of the same size.
        let mean = roots.iter().map(|r| r * r).sum::<f64>() / roots.len() as f64;
        let scaled = |power: i32| {
            let factor = move |r: &f64| (r / mean.sqrt()).powi(power);
            let column = |q: &Vec<f64>| q.iter().zip(roots).map(|(q, r)| q * factor(r)).collect();
            fit.basis.iter().map(column).collect::<Vec<Vec<f64>>>()
        };
        let mut columns = scaled(-1);
        columns.extend(scaled(1));
        let kernel = Mat::from_fn(2 * k, 2 * k, |i, j| match (i < k, j < k) {
            (true, true) => super::linalg::dot(&columns[k + i], &columns[k + j]),
            (false, false) => 0.0,
            _ if i % k == j % k => -1.0,
            _ => 0.0,
        });
        Frame::with(&columns, &fit.residuals, kernel, mean.sqrt(), clusters)
    }

    fn with(
        columns: &[Vec<f64>],
        residuals: &[f64],
        kernel: Mat<f64>,
        root_mean_weight: f64,
        clusters: &Clusters,
    ) -> Frame {
        let size = columns.len();
        let mut grams = vec![Mat::zeros(size, size); clusters.count];
        let mut loads = vec![vec![0.0; size]; clusters.count];
        let by_cluster = |a: &[f64], b: &[f64]| {
            let mut sums = vec![0.0; clusters.count];
            for ((a, b), g) in a.iter().zip(b).zip(&clusters.of_row) {
                sums[*g] += a * b;
            }
            sums
        };
        for i in 0..size {
            for (load, sum) in loads.iter_mut().zip(by_cluster(&columns[i], residuals)) {
                load[i] = sum;
            }
            for j in 0..=i {
                for (gram, sum) in grams.iter_mut().zip(by_cluster(&columns[i], &columns[j])) {
                    gram[(i, j)] = sum;
                    gram[(j, i)] = sum;
                }
            }
        }
        Frame {
            kernel,
            grams,
            loads,
            root_mean_weight,
        }
    }
}

/// The R with `(I + F K F')^(-1/2) = I + F R F'`, from `F'F`.
fn inverse_root(gram: &Mat<f64>, kernel: &Mat<f64>) -> Result<Mat<f64>, Error> {
    let (values, vectors) = eigen(gram)?;
    let largest = values.iter().fold(0.0, |m: f64, v| m.max(*v));
    let real: Vec<usize> = (0..values.len())
        .filter(|i| values[*i] > ROUNDING * largest && values[*i] > 0.0)
        .collect();
    let (rows, columns) = (gram.nrows(), real.len());
    // Orthonormal directions of F are F times `to`; along them F K F' is `across`.
    let to = Mat::from_fn(rows, columns, |i, j| {
        vectors[(i, real[j])] / values[real[j]].sqrt()
    });
    let from = Mat::from_fn(rows, columns, |i, j| {
        vectors[(i, real[j])] * values[real[j]].sqrt()
    });
    let across = from.transpose() * kernel * &from;
    let (changes, turns) = eigen(&across)?;
    let bend = |change: f64| {
        if 1.0 + change > NOTHING_LEFT {
            (-0.5 * change.ln_1p()).exp_m1()
        } else {
            -1.0
        }
    };
    let turned = &to * &turns;
    let bent = Mat::from_fn(rows, columns, |i, j| turned[(i, j)] * bend(changes[j]));
    Ok(&bent * turned.transpose())
}

fn eigen(matrix: &Mat<f64>) -> Result<(Vec<f64>, Mat<f64>), Error> {
    let what = "matrix of a cluster";
    let eigen = matrix
        .self_adjoint_eigen(Side::Lower)
        .map_err(|_| Error::Singular { what })?;
    let values = eigen.S().column_vector();
    let values = (0..matrix.nrows()).map(|i| values[i]).collect();
    Ok((values, eigen.U().to_owned()))
}

/// The sums over clusters that give the two traces of P: with `u = F d` and `x = F'u`, `P_gg = u'u + x'Kx` and `P_gh = x_g'K x_h`.
struct Moments {
    trace: f64,
    square: f64,
    outer: Mat<f64>,
}

impl Moments {
    fn zero(size: usize) -> Moments {
        Moments {
            trace: 0.0,
            square: 0.0,
            outer: Mat::zeros(size, size),
        }
    }

    fn add(&mut self, gram: &Mat<f64>, kernel: &Mat<f64>, direction: &[f64]) {
        let x = times(gram, direction);
        let inner = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let own = inner(&x, direction);
        let shared = inner(&x, &times(kernel, &x));
        self.trace += own + shared;
        self.square += own * own + 2.0 * own * shared;
        add_outer(&mut self.outer, &x);
    }

    fn satterthwaite(&self, kernel: &Mat<f64>) -> f64 {
        let product = kernel * &self.outer;
        let size = product.nrows();
        let mut shared = 0.0;
        for i in 0..size {
            for j in 0..size {
                shared += product[(i, j)] * product[(j, i)];
            }
        }
        self.trace * self.trace / (self.square + shared)
    }
}

fn times(matrix: &Mat<f64>, x: &[f64]) -> Vec<f64> {
    let line = |i: usize| x.iter().enumerate().map(|(j, v)| matrix[(i, j)] * v).sum();
    (0..matrix.nrows()).map(line).collect()
}

fn add_outer(matrix: &mut Mat<f64>, x: &[f64]) {
    for (i, a) in x.iter().enumerate() {
        for (j, b) in x.iter().enumerate() {
            matrix[(i, j)] += a * b;
        }
    }
}
