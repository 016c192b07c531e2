//! Every case of kind `padjust`.

#[test]
fn padjust_cases_agree() {
    super::check_kind("padjust");
}
