//! A root of a function of one variable inside a bracket, to the last digits.

/// The x between `low` and `high` where `f` changes sign; `None` when it does not change sign or is NaN at an end.
///
/// Chandrupatla's method (1997), Advances in Engineering Software 28: inverse quadratic steps where three points allow them,
/// halving elsewhere, so it never takes many more steps than halving would.
pub fn bracketed_root(mut f: impl FnMut(f64) -> f64, low: f64, high: f64) -> Option<f64> {
    // `a` is the newest point, `b` the other end of the bracket.
    let (mut b, mut fb) = (low, f(low));
    let (mut a, mut fa) = (high, f(high));
    if fa.is_nan() || fb.is_nan() || fa * fb > 0.0 {
        return None;
    }
    let mut share: f64 = 0.5;
    for _ in 0..500 {
        let best = if fa.abs() < fb.abs() { a } else { b };
        let smallest = (2.0 * f64::EPSILON * best.abs() + f64::MIN_POSITIVE) / (b - a).abs();
        if smallest > 0.5 || fa == 0.0 || fb == 0.0 {
            return Some(best);
        }
        let x = a + share.clamp(smallest, 1.0 - smallest) * (b - a);
        let fx = f(x);
        let (c, fc) = if (fx > 0.0) == (fa > 0.0) {
            (a, fa)
        } else {
            let old = (b, fb);
            (b, fb) = (a, fa);
            old
        };
        (a, fa) = (x, fx);
        share = next_share((a, fa), (b, fb), (c, fc));
    }
    Some(a)
}

/// How far from `a` towards `b` the next point lies.
fn next_share((a, fa): (f64, f64), (b, fb): (f64, f64), (c, fc): (f64, f64)) -> f64 {
    let along = (a - b) / (c - b);
    let height = (fa - fb) / (fc - fb);
    let quadratic_is_safe = height * height < along && (1.0 - height).powi(2) < 1.0 - along;
    if !quadratic_is_safe {
        return 0.5;
    }
    fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))
}

#[cfg(test)]
mod tests {
    use super::super::testing::assert_close;
    use super::*;

    #[test]
    fn known_roots_by_hand() {
        assert_close(
            bracketed_root(|x| x * x - 2.0, 0.0, 2.0).unwrap(),
            2f64.sqrt(),
            1e-15,
        );
        assert_close(bracketed_root(f64::ln, 0.1, 50.0).unwrap(), 1.0, 1e-15);
        assert_eq!(bracketed_root(|x| x, 0.0, 1.0), Some(0.0));
        assert_close(
            bracketed_root(|x| (x - 3.0).powi(9), -70.0, 90.0).unwrap(),
            3.0,
            1e-12,
        );
    }

    #[test]
    fn no_change_of_sign_is_no_root() {
        assert_eq!(bracketed_root(|x| x * x + 1.0, -1.0, 1.0), None);
        assert_eq!(bracketed_root(|_| f64::NAN, -1.0, 1.0), None);
    }

    #[test]
    fn a_smooth_root_takes_few_steps() {
        let mut calls = 0;
        let root = bracketed_root(
            |x: f64| {
                calls += 1;
                x.exp() - 1e6
            },
            -60.0,
            60.0,
        );
        assert_close(root.unwrap(), 1e6f64.ln(), 1e-15);
        assert!(calls < 40, "{calls}");
    }
}
