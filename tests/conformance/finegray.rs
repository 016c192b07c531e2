//! Every open case of the kind `finegray`.

#[test]
fn finegray_cases_agree() {
    super::check_kind("finegray");
}
