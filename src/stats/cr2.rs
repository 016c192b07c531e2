//! Bias-reduced cluster-robust covariance with Satterthwaite degrees of freedom, for few or unequal clusters.

use super::cluster_robust::{Clusters, cluster_scores};
use super::{Error, LeastSquares};
use faer::{Mat, Side};

/// A direction of a cluster with less than this left after the fit is determined by the cluster alone and is left out
/// (clubSandwich's tolerance of its generalised inverse).
const NOTHING_LEFT: f64 = 1e-12;

/// The CR2 covariance and, for each coefficient, its own degrees of freedom.
#[derive(Debug, Clone)]
pub struct Cr2 {
    /// k x k over the kept columns, on the scale of the coefficients.
    pub covariance: Mat<f64>,
    /// Satterthwaite degrees of freedom of the t test of each coefficient.
    pub df: Vec<f64>,
}

/// Bell and McCaffrey's covariance of the coefficients, working model independent rows of one variance.
///
/// # Formula
/// `(X'X)^-1 (sum over clusters of X_g' A_g e_g e_g' A_g X_g) (X'X)^-1` with `A_g = (I - H_gg)^(-1/2)` (a generalised inverse
/// where a cluster alone determines a direction). Degrees of freedom of coefficient c: `trace(P)^2 / trace(P^2)`,
/// `P_gh = p_g'p_h`, `p_g = (I - H)_g' A_g X_g (X'X)^-1 c`. With orthonormal columns Q everything is k x k: for
/// `Q_g'Q_g = V diag(l) V'` the score is `V diag((1 - l)^(-1/2)) V' Q_g'e_g`.
///
/// # Errors
/// `OneCluster`, `LengthMismatch`, and `OutOfRange` for a weighted fit: with weights the working variance is a convention.
///
/// # Source
/// Bell and McCaffrey (2002), Survey Methodology 28; Pustejovsky and Tipton (2018), J. Business and Economic Statistics 36.
/// Agrees with R clubSandwich 0.5.8 `vcovCR(type = "CR2")` and `coef_test(test = "Satterthwaite")` to 1e-8
/// (tests/conformance/ols.rs).
pub fn cr2_covariance(fit: &LeastSquares, clusters: &Clusters) -> Result<Cr2, Error> {
    clusters.check(fit.rows())?;
    if fit.root_weights.is_some() {
        return Err(Error::OutOfRange {
            what: "weights",
            value: f64::NAN,
            allowed: "none with CR2 (its working variance is then a convention)",
        });
    }
    let k = fit.rank();
    let scores = cluster_scores(fit, clusters);
    let loadings: Vec<Vec<f64>> = (0..k).map(|i| fit.triangle.inverse_row(i)).collect();
    let mut middle = Mat::zeros(k, k);
    let mut moments: Vec<Moments> = (0..k).map(|_| Moments::zero(k)).collect();
    for (g, gram) in cluster_grams(fit, clusters).iter().enumerate() {
        let cluster = Spectrum::of(gram)?;
        let raw: Vec<f64> = (0..k).map(|j| scores[(g, j)]).collect();
        let score = cluster.apply(&raw, |left| left.powf(-0.5));
        add_outer(&mut middle, &score);
        for (moment, loading) in moments.iter_mut().zip(&loadings) {
            moment.add(&cluster, loading);
        }
    }
    Ok(Cr2 {
        covariance: fit.triangle.sandwich(&middle),
        df: moments.iter().map(Moments::satterthwaite).collect(),
    })
}

/// `Q_g'Q_g` of each cluster.
fn cluster_grams(fit: &LeastSquares, clusters: &Clusters) -> Vec<Mat<f64>> {
    let k = fit.rank();
    let mut grams = vec![Mat::zeros(k, k); clusters.count];
    for i in 0..k {
        for j in 0..=i {
            let mut sums = vec![0.0; clusters.count];
            let pairs = fit.basis[i].iter().zip(&fit.basis[j]);
            for ((a, b), g) in pairs.zip(&clusters.of_row) {
                sums[*g] += a * b;
            }
            for (gram, sum) in grams.iter_mut().zip(sums) {
                gram[(i, j)] = sum;
                gram[(j, i)] = sum;
            }
        }
    }
    grams
}

/// The eigenvectors of a cluster's gram matrix and, for each, what the fit leaves of that direction.
struct Spectrum {
    vectors: Mat<f64>,
    left: Vec<f64>,
}

impl Spectrum {
    fn of(gram: &Mat<f64>) -> Result<Spectrum, Error> {
        let eigen = gram
            .self_adjoint_eigen(Side::Lower)
            .map_err(|_| Error::Singular {
                what: "matrix of a cluster",
            })?;
        let values = eigen.S().column_vector();
        Ok(Spectrum {
            left: (0..gram.nrows()).map(|i| 1.0 - values[i]).collect(),
            vectors: eigen.U().to_owned(),
        })
    }

    /// `V diag(f(left)) V' x`, f taken as zero where nothing is left.
    fn apply(&self, x: &[f64], f: impl Fn(f64) -> f64) -> Vec<f64> {
        let k = x.len();
        let mut result = vec![0.0; k];
        for (j, left) in self.left.iter().enumerate() {
            if *left <= NOTHING_LEFT {
                continue;
            }
            let load: f64 = (0..k).map(|i| self.vectors[(i, j)] * x[i]).sum();
            for (i, r) in result.iter_mut().enumerate() {
                *r += f(*left) * load * self.vectors[(i, j)];
            }
        }
        result
    }
}

/// The sums over clusters that give the two traces of P: with `u = A_g Q_g l` and `v = Q_g'u`, `P_gg = u'u - v'v` and
/// `P_gh = -v_g'v_h`.
struct Moments {
    trace: f64,
    square: f64,
    outer: Mat<f64>,
}

impl Moments {
    fn zero(k: usize) -> Moments {
        Moments {
            trace: 0.0,
            square: 0.0,
            outer: Mat::zeros(k, k),
        }
    }

    fn add(&mut self, cluster: &Spectrum, loading: &[f64]) {
        let length = |x: &[f64]| x.iter().map(|v| v * v).sum::<f64>();
        let v = cluster.apply(loading, |left| (1.0 - left) / left.sqrt());
        let u_squared =
            length(&cluster.apply(loading, |left| ((1.0 - left).max(0.0) / left).sqrt()));
        let v_squared = length(&v);
        self.trace += u_squared - v_squared;
        self.square += u_squared * u_squared - 2.0 * u_squared * v_squared;
        add_outer(&mut self.outer, &v);
    }

    fn satterthwaite(&self) -> f64 {
        self.trace * self.trace / (self.square + self.outer.squared_norm_l2())
    }
}

fn add_outer(matrix: &mut Mat<f64>, x: &[f64]) {
    for (i, a) in x.iter().enumerate() {
        for (j, b) in x.iter().enumerate() {
            matrix[(i, j)] += a * b;
        }
    }
}
