//! Every open case of the kind `cuminc`.

#[test]
fn cuminc_cases_agree() {
    super::check_kind("cuminc");
}
