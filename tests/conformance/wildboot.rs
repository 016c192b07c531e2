//! The wild cluster bootstrap against full enumeration in R stats 4.2.2; wildboottest agrees on the Rademacher cases.

#[test]
fn wildboot_cases_agree() {
    super::check_kind("wildboot");
}
