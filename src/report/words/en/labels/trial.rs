//! Labels of the trial analyses in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        _ => return None,
    })
}
