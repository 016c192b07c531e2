//! Every open case of the kinds `cox` and `cox_degenerate`.

#[test]
fn cox_cases_agree() {
    super::check_kind("cox");
}

#[test]
fn cox_degenerate_cases_agree() {
    super::check_kind("cox_degenerate");
}
