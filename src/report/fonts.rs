//! The embedded font: its files, and how wide a text is.

use std::sync::LazyLock;

/// The family as named in SVG and CSS.
pub const FAMILY: &str = "Open Sans";

/// The cuts that draw pictures.
pub const TRUETYPE: [&[u8]; 2] = [
    include_bytes!("fonts/OpenSans-Regular.ttf"),
    include_bytes!("fonts/OpenSans-Semibold.ttf"),
];

const PACKED: [(u16, &[u8]); 2] = [
    (400, include_bytes!("fonts/OpenSans-Regular.woff2")),
    (700, include_bytes!("fonts/OpenSans-Semibold.woff2")),
];

/// Advance widths in 1/2048 em: code point, regular, semibold; ascending.
static ADVANCES: LazyLock<Vec<(u32, f64, f64)>> = LazyLock::new(|| {
    let rows = include_str!("fonts/advances.csv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split(',');
        Some((
            cells.next()?.parse().ok()?,
            cells.next()?.parse().ok()?,
            cells.next()?.parse().ok()?,
        ))
    })
    .collect()
});

/// The font as CSS, for the one style element of an SVG or HTML file.
pub static FACES: LazyLock<String> = LazyLock::new(|| {
    let face = |(weight, bytes): &(u16, &[u8])| {
        format!(
            "@font-face{{font-family:\"{FAMILY}\";font-weight:{weight};src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n",
            base64(bytes)
        )
    };
    PACKED.iter().map(face).collect()
});

/// Width of a text at a font size, in the unit of the size. A character the font lacks counts as a wide letter.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let advance = |c: char| match ADVANCES.binary_search_by_key(&(c as u32), |a| a.0) {
        Ok(i) if bold => ADVANCES[i].2,
        Ok(i) => ADVANCES[i].1,
        Err(_) => 1800.0,
    };
    text.chars().map(advance).sum::<f64>() * size / 2048.0
}

/// The widest of some texts.
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, size: f64, bold: bool) -> f64 {
    texts
        .into_iter()
        .map(|t| width(t, size, bold))
        .fold(0.0, f64::max)
}

/// Breaks a text at spaces into lines no wider than `limit`; a single longer word stands alone.
pub fn wrap(text: &str, size: f64, bold: bool, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, bold) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

/// As `wrap`, in as few lines but of more even length.
pub fn wrap_evenly(text: &str, size: f64, bold: bool, limit: f64) -> Vec<String> {
    let widest = wrap(text, size, bold, limit);
    let narrower = (5..20).map(|part| limit * f64::from(part) / 20.0);
    narrower
        .map(|limit| wrap(text, size, bold, limit))
        .find(|lines| lines.len() == widest.len())
        .unwrap_or(widest)
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for i in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= group.len() {
                letter as char
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_the_standard_says() {
        // RFC 4648, section 10.
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn lines_break_at_spaces_within_the_limit() {
        let text = "Ringkøbing-Skjern og Faaborg-Midtfyn ligger langt fra hinanden";
        let lines = wrap(text, 14.0, false, 200.0);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|l| width(l, 14.0, false) <= 200.0));
        assert_eq!(wrap("Ringkøbing-Skjern", 14.0, false, 10.0).len(), 1);
    }
}
