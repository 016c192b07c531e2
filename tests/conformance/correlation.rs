//! Every case of kind `correlation`.

#[test]
fn correlation_cases_agree() {
    super::check_kind("correlation");
}
