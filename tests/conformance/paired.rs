//! Every case of kind `paired`.

#[test]
fn paired_cases_agree() {
    super::check_kind("paired");
}
