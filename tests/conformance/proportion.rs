//! Every case of kind `proportion`.

#[test]
fn proportion_cases_agree() {
    super::check_kind("proportion");
}
