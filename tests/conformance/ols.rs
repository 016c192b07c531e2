//! Least squares and the 2x2 difference-in-differences against R stats 4.2.2 `lm`, sandwich 3.0-2 and clubSandwich 0.5.8.

#[test]
fn ols_cases_agree() {
    super::check_kind("ols");
}
