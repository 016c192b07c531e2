//! Every case of kind `factor`.

#[test]
fn factor_cases_agree() {
    super::check_kind("factor");
}
