//! Labels of the trial analyses in Danish, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        _ => return None,
    })
}
