//! Every case of kind `two_proportions`.

#[test]
fn two_proportions_cases_agree() {
    super::check_kind("two_proportions");
}
