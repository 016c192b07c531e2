//! The noncentral t distribution, by quadrature.

use super::distributions::normal_upper;

/// P(T > t) for the noncentral t with `df` degrees of freedom and noncentrality `delta`. NaN when `df` is not positive.
///
/// T is (Z + delta)/s with s^2 a chi-square over its degrees of freedom, so the tail is the mean of P(Z > t s - delta) over s. In v = ln s the
/// density is analytic and falls off on both sides, where the trapezoidal rule converges faster than any power of its step.
///
/// # Source
/// Johnson, Kotz and Balakrishnan (1995), chapter 31. Agrees with R `pt(t, df, ncp, lower.tail = FALSE)` to 1e-11, the accuracy of R's series.
pub fn noncentral_t_upper(t: f64, df: f64, delta: f64) -> f64 {
    if t.is_nan() || delta.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    mean_over_scale(df, t.abs(), |s| normal_upper(t * s - delta))
}

/// P(T <= t), accurate relative to itself when small.
pub fn noncentral_t_lower(t: f64, df: f64, delta: f64) -> f64 {
    noncentral_t_upper(-t, df, -delta)
}

/// The mean of `f(s)` over s = sqrt(chi-square / df); `slope` says how fast `f` can move with s.
fn mean_over_scale(df: f64, slope: f64, f: impl Fn(f64) -> f64) -> f64 {
    // ln of the density of v = ln s, less its value at the mode v = 0.
    let log_density = |v: f64| df * (v - (2.0 * v).exp_m1() / 2.0);
    let width = 1.0 / (2.0 * df).sqrt();
    let step = (width / 4.0).min(0.1).min(0.5 / slope.max(1.0));
    let (mut sum, mut weight) = (0.0, 0.0);
    for direction in [1.0, -1.0] {
        for i in 0.. {
            if i == 0 && direction < 0.0 {
                continue;
            }
            let v = direction * step * f64::from(i);
            let density = log_density(v).exp();
            if density < 1e-22 {
                break;
            }
            sum += density * f(v.exp());
            weight += density;
        }
    }
    sum / weight
}

#[cfg(test)]
mod tests {
    use super::super::distributions::t_upper;
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn without_noncentrality_it_is_student_s_t() {
        for df in [1.0, 2.7, 10.0, 300.0, 1e5] {
            for t in [-3.0, -0.5, 0.0, 0.3, 2.0, 8.0] {
                assert_close(noncentral_t_upper(t, df, 0.0), t_upper(t, df), 1e-12);
            }
        }
    }

    #[test]
    fn at_zero_it_is_the_normal_tail_by_hand() {
        // T > 0 exactly when Z > -delta.
        assert_close(noncentral_t_upper(0.0, 7.0, 1.3), normal_upper(-1.3), 1e-14);
        assert_close(noncentral_t_lower(0.0, 7.0, 1.3), normal_upper(1.3), 1e-14);
    }

    #[test]
    fn tails_agree_with_r() {
        // R 4.2.2: pt(t, df, ncp, lower.tail = FALSE).
        for (t, df, delta, want) in [
            (2.0, 10.0, 1.0, 0.192_388_437_469_688_92),
            (1.98, 98.0, 2.5, 0.698_436_144_580_408_6),
            (-1.0, 3.5, 0.5, 0.911_259_431_743_740_4),
            (2.0, 1000.0, 4.0, 0.977_168_864_917_603_5),
            (3.0, 2.0, 1.0, 0.166_440_573_663_318_33),
        ] {
            assert_close(noncentral_t_upper(t, df, delta), want, 1e-11);
        }
        assert!(noncentral_t_upper(1.0, 0.0, 1.0).is_nan());
    }
}
