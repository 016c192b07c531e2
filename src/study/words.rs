//! The end of a message: the nearest valid word, or what is allowed.

use crate::codes::nearest;

/// `nearest: `x`` when a word is near, else all of them.
pub fn help<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    match nearest(word, allowed.clone()) {
        Some(near) => Some(format!("nearest: `{near}`")),
        None => list("allowed", allowed),
    }
}

/// `nearest: `x`` when a word is near, else what is expected.
pub fn near_or<'a>(
    word: &str,
    allowed: impl IntoIterator<Item = &'a str>,
    expected: String,
) -> Option<String> {
    match nearest(word, allowed) {
        Some(near) => Some(format!("nearest: `{near}`")),
        None => Some(format!("allowed: {expected}")),
    }
}

/// `allowed: `a`, `b``, or nothing for an empty list.
pub fn list<'a>(title: &str, words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let words: Vec<String> = words.into_iter().map(|w| format!("`{w}`")).collect();
    (!words.is_empty()).then(|| format!("{title}: {}", words.join(", ")))
}
