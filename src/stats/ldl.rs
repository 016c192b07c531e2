//! L D L' of a small symmetric matrix that leaves out the columns it finds dependent on earlier ones.

/// The factorisation; a column whose pivot is not above its floor is left out and behaves as if it were not there.
pub(in crate::stats) struct Ldl {
    p: usize,
    lower: Vec<f64>,
    /// Zero for a column that was left out.
    pub pivots: Vec<f64>,
}

impl Ldl {
    /// `matrix` is p x p row by row; `floor` holds the largest pivot of each column that still counts as zero.
    pub fn new(matrix: &[f64], floor: &[f64]) -> Ldl {
        let p = floor.len();
        let mut work = matrix.to_vec();
        let mut lower = vec![0.0; p * p];
        let mut pivots = vec![0.0; p];
        for j in 0..p {
            let pivot = work[j * p + j];
            if !pivot.is_finite() || pivot <= floor[j] {
                continue;
            }
            pivots[j] = pivot;
            lower[j * p + j] = 1.0;
            for i in j + 1..p {
                lower[i * p + j] = work[i * p + j] / pivot;
            }
            for i in j + 1..p {
                for k in j + 1..=i {
                    work[i * p + k] -= lower[i * p + j] * pivot * lower[k * p + j];
                }
            }
        }
        Ldl { p, lower, pivots }
    }

    /// True when the column took part.
    pub fn has(&self, column: usize) -> bool {
        self.pivots[column] > 0.0
    }

    /// The solution, zero in the columns left out.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let p = self.p;
        let mut x = right.to_vec();
        for i in 0..p {
            for k in 0..i {
                x[i] -= self.lower[i * p + k] * x[k];
            }
            if !self.has(i) {
                x[i] = 0.0;
            }
        }
        for i in (0..p).rev().filter(|i| self.has(*i)) {
            x[i] /= self.pivots[i];
            for k in i + 1..p {
                x[i] -= self.lower[k * p + i] * x[k];
            }
        }
        x
    }

    /// The inverse, row by row; zero in the rows and columns left out.
    pub fn inverse(&self) -> Vec<f64> {
        let p = self.p;
        let mut inverse = vec![0.0; p * p];
        for j in (0..p).filter(|j| self.has(*j)) {
            let mut unit = vec![0.0; p];
            unit[j] = 1.0;
            let column = self.solve(&unit);
            for i in 0..p {
                inverse[i * p + j] = column[i];
            }
        }
        for i in 0..p {
            for j in 0..i {
                let mean = (inverse[i * p + j] + inverse[j * p + i]) / 2.0;
                inverse[i * p + j] = mean;
                inverse[j * p + i] = mean;
            }
        }
        inverse
    }

    /// Directions w with w'A w = 1, uncorrelated with each other: the rows of the inverse square root.
    pub fn whitening(&self) -> Vec<Vec<f64>> {
        let p = self.p;
        let row = |j: usize| {
            let mut w = vec![0.0; p];
            w[j] = 1.0 / self.pivots[j].sqrt();
            for i in (0..j).rev() {
                w[i] = -(i + 1..=j)
                    .map(|k| self.lower[k * p + i] * w[k])
                    .sum::<f64>();
            }
            w
        };
        (0..p).filter(|j| self.has(*j)).map(row).collect()
    }

    /// `right' A^-1 right`.
    pub fn quadratic(&self, right: &[f64]) -> f64 {
        let solved = self.solve(right);
        solved.iter().zip(right).map(|(a, b)| a * b).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_two_by_two_system_by_hand() {
        let ldl = Ldl::new(&[4.0, 2.0, 2.0, 3.0], &[0.0, 0.0]);
        assert_eq!(ldl.solve(&[8.0, 8.0]), [1.0, 2.0]);
        assert_eq!(ldl.quadratic(&[8.0, 8.0]), 24.0);
        let inverse = ldl.inverse();
        let expected = [0.375, -0.25, -0.25, 0.5];
        for (a, b) in inverse.iter().zip(expected) {
            assert!((a - b).abs() < 1e-15);
        }
    }

    #[test]
    fn a_dependent_column_is_left_out() {
        let matrix = [1.0, 2.0, 0.0, 2.0, 4.0, 0.0, 0.0, 0.0, 5.0];
        let ldl = Ldl::new(&matrix, &[1e-12, 4e-12, 5e-12]);
        assert!(!ldl.has(1));
        assert_eq!(ldl.solve(&[1.0, 2.0, 10.0]), [1.0, 0.0, 2.0]);
    }
}
