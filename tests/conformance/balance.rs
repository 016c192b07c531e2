//! Every case of kind `balance`.

#[test]
fn balance_cases_agree() {
    super::check_kind("balance");
}
