//! Every case of the kind `table`.

#[test]
fn table_cases_agree() {
    super::check_kind("table");
}
