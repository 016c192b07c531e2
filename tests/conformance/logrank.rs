//! Every open case of the kind `logrank`.

#[test]
fn logrank_cases_agree() {
    super::check_kind("logrank");
}
