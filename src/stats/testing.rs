//! What the estimators' unit tests share.

/// Panics unless `got` is within `rel` of `want`, relative to `want` (absolute when `want` is 0).
#[track_caller]
pub fn assert_close(got: f64, want: f64, rel: f64) {
    let scale = if want == 0.0 { 1.0 } else { want.abs() };
    assert!(
        (got - want).abs() <= rel * scale,
        "{got:e} is not within {rel:e} of {want:e}"
    );
}
