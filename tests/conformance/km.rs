//! Every open case of the kind `km`.

#[test]
fn km_cases_agree() {
    super::check_kind("km");
}
