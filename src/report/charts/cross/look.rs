//! Colours that everybody can tell apart, and a second cue for those who see none: line style, mark, texture, glyph.

use crate::findings::Light;
use crate::report::canvas::{BLUE, Canvas, GREY, INK, Stroke, VERMILLION, WHITE};
use plotters::style::RGBColor;

/// The rest of the colours of Okabe and Ito.
const ORANGE: RGBColor = RGBColor(0xe6, 0x9f, 0x00);
const SKY: RGBColor = RGBColor(0x56, 0xb4, 0xe9);
const GREEN: RGBColor = RGBColor(0x00, 0x9e, 0x73);
const YELLOW: RGBColor = RGBColor(0xf0, 0xe4, 0x42);
const PURPLE: RGBColor = RGBColor(0xcc, 0x79, 0xa7);
/// Answers beside the scale, such as "do not know".
const BESIDE: RGBColor = RGBColor(0xbd, 0xbd, 0xbd);

/// The inside of a box: a pale sky blue.
pub const BOX: RGBColor = RGBColor(0xcf, 0xe6, 0xf7);

const SERIES: [RGBColor; 7] = [BLUE, VERMILLION, GREEN, INK, ORANGE, PURPLE, SKY];
const DASHES: [Option<(f64, f64)>; 4] =
    [None, Some((7.0, 3.5)), Some((2.2, 2.6)), Some((13.0, 4.0))];

/// The look of the `nth` series. Dashes and marks turn over at another pace than colours, so no two of the first 28 are alike.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub color: RGBColor,
    nth: usize,
}

pub fn series(nth: usize) -> Look {
    let color = SERIES[nth % SERIES.len()];
    Look { color, nth }
}

impl Look {
    pub fn in_color(self, color: RGBColor) -> Look {
        Look { color, ..self }
    }

    pub fn stroke(self) -> Stroke {
        Stroke {
            color: self.color,
            width: 2.2,
            dash: DASHES[self.nth % DASHES.len()],
        }
    }

    /// A mark on a point: dot, ring, square, triangle, diamond.
    pub fn mark(self, canvas: &mut Canvas, x: f64, y: f64) {
        let r = 4.0;
        match self.nth % 5 {
            0 => canvas.dot(x, y, r, self.color, true),
            1 => canvas.dot(x, y, r + 0.4, self.color, false),
            2 => canvas.rect(x - 3.7, y - 3.7, 7.4, 7.4, self.color),
            3 => up(canvas, x, y, r + 1.0, self.color),
            _ => {
                let corners = [(x, y - 5.4), (x + 5.4, y), (x, y + 5.4), (x - 5.4, y)];
                canvas.polygon(&corners, self.color, 1.0);
            }
        }
    }

    /// A bar: full, with a white line along it, hollow, or with two lines.
    pub fn bar(self, canvas: &mut Canvas, x: f64, y: f64, width: f64, height: f64) {
        canvas.rect(x, y, width, height, self.color);
        let line = |canvas: &mut Canvas, part: f64| {
            canvas.rect(x, y + part * height - 0.9, width, 1.8, WHITE);
        };
        match self.nth % 4 {
            1 => line(canvas, 0.5),
            2 if width > 4.0 => canvas.rect(x + 2.0, y + 2.0, width - 4.0, height - 4.0, WHITE),
            3 => {
                line(canvas, 0.32);
                line(canvas, 0.68);
            }
            _ => {}
        }
    }
}

/// Ids of columns that stand beside the scale of answers.
const BESIDES: [&str; 6] = [
    "dont-know",
    "do-not-know",
    "not-relevant",
    "no-answer",
    "unknown",
    "other",
];

/// The colours of the parts of a bar: from warm to cool in the order of the scale, grey for what stands beside it.
pub fn parts(ids: &[&str]) -> Vec<RGBColor> {
    let beside = |id: &&str| BESIDES.contains(id);
    let on_scale = ids.iter().filter(|id| !beside(id)).count();
    let mut scale = scale(on_scale).iter().cycle();
    let color = |id: &&str| match beside(id) {
        true => BESIDE,
        false => *scale.next().unwrap_or(&BLUE),
    };
    ids.iter().map(color).collect()
}

fn scale(parts: usize) -> &'static [RGBColor] {
    match parts {
        0 | 1 => &[BLUE],
        2 => &[ORANGE, BLUE],
        3 => &[VERMILLION, YELLOW, BLUE],
        4 => &[VERMILLION, ORANGE, SKY, BLUE],
        5 => &[VERMILLION, ORANGE, YELLOW, SKY, BLUE],
        6 => &[VERMILLION, ORANGE, YELLOW, GREEN, SKY, BLUE],
        _ => &[VERMILLION, ORANGE, YELLOW, GREEN, SKY, BLUE, PURPLE],
    }
}

/// The frame of what is withheld.
pub fn open() -> Stroke {
    Stroke {
        color: GREY,
        width: 1.0,
        dash: Some((2.2, 2.2)),
    }
}

/// The colour of a text that can be read on a ground.
pub fn text_on(ground: RGBColor) -> RGBColor {
    let RGBColor(r, g, b) = ground;
    let light = 0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b);
    if light < 110.0 { WHITE } else { INK }
}

/// The ground of a judged cell.
pub fn ground(light: Light) -> RGBColor {
    match light {
        Light::Green => RGBColor(0xcd, 0xec, 0xdf),
        Light::Yellow => RGBColor(0xfd, 0xee, 0xb5),
        Light::Red => RGBColor(0xf8, 0xd3, 0xbd),
        Light::Grey => RGBColor(0xea, 0xea, 0xea),
    }
}

/// A colour of a light that stands out on white.
pub fn strong(light: Light) -> RGBColor {
    match light {
        Light::Green => RGBColor(0x00, 0x80, 0x5c),
        Light::Yellow => RGBColor(0xb8, 0x86, 0x00),
        Light::Red => RGBColor(0xc2, 0x4e, 0x00),
        Light::Grey => GREY,
    }
}

/// A light without its colour: up, level, down, or nothing to judge.
pub fn glyph(canvas: &mut Canvas, x: f64, y: f64, light: Light) {
    let color = strong(light);
    match light {
        Light::Green => up(canvas, x, y, 5.0, color),
        Light::Yellow => canvas.dot(x, y, 4.2, color, true),
        Light::Red => {
            let corners = [(x - 5.0, y - 3.8), (x + 5.0, y - 3.8), (x, y + 4.8)];
            canvas.polygon(&corners, color, 1.0);
        }
        Light::Grey => canvas.dot(x, y, 4.2, color, false),
    }
}

fn up(canvas: &mut Canvas, x: f64, y: f64, r: f64, color: RGBColor) {
    let corners = [
        (x - r, y + 0.76 * r),
        (x + r, y + 0.76 * r),
        (x, y - 0.96 * r),
    ];
    canvas.polygon(&corners, color, 1.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_beside_the_scale_are_grey_and_take_no_colour_from_it() {
        let colors = parts(&["low", "middle", "high", "dont-know"]);
        assert_eq!(colors, [VERMILLION, YELLOW, BLUE, BESIDE]);
        assert_eq!(parts(&["no", "yes"]), [ORANGE, BLUE]);
    }

    #[test]
    fn text_is_white_on_dark_and_black_on_light() {
        assert_eq!(text_on(BLUE), WHITE);
        assert_eq!(text_on(YELLOW), INK);
        assert_eq!(text_on(SKY), INK);
    }
}
