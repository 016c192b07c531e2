//! Every case of kind `power`.

#[test]
fn power_cases_agree() {
    super::check_kind("power");
}
