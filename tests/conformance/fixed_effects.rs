//! Fixed effects and event studies against dummy-variable least squares in R stats 4.2.2; pyfixest agrees on all of them.

#[test]
fn fixed_effects_cases_agree() {
    super::check_kind("fixed_effects");
}
