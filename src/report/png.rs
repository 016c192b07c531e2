//! Pictures from the same SVG, at twice its size, with the embedded font and nothing from the system.

use super::canvas::Svg;
use super::fonts;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::io;
use std::sync::Arc;

const ZOOM: f32 = 2.0;
/// Large even areas: no filter and light packing are five times faster than the default, and smaller files too.
const PACKING: DeflateCompression = DeflateCompression::Level(2);

/// Draws pictures; holds the font so that it is read once.
pub struct Rasteriser {
    options: Options<'static>,
}

impl Default for Rasteriser {
    fn default() -> Rasteriser {
        let mut fonts = fontdb::Database::new();
        for bytes in fonts::TRUETYPE {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        Rasteriser {
            options: Options {
                fontdb: Arc::new(fonts),
                font_family: fonts::FAMILY.to_string(),
                ..Options::default()
            },
        }
    }
}

impl Rasteriser {
    /// The drawing as a PNG file's bytes.
    pub fn png(&self, svg: &Svg) -> io::Result<Vec<u8>> {
        encode(&self.draw(svg)?).map_err(io::Error::other)
    }

    fn draw(&self, svg: &Svg) -> io::Result<Pixmap> {
        let tree = Tree::from_str(&svg.for_raster(), &self.options).map_err(io::Error::other)?;
        let size = tree.size().to_int_size().scale_by(ZOOM);
        let pixmap = size.and_then(|s| Pixmap::new(s.width(), s.height()));
        let mut pixels = pixmap.ok_or_else(|| io::Error::other("the drawing is empty"))?;
        let zoom = Transform::from_scale(ZOOM, ZOOM);
        resvg::render(&tree, zoom, &mut pixels.as_mut());
        Ok(pixels)
    }
}

/// A drawing covers its sheet, so the picture needs no transparency.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::with_capacity(pixels.data().len() / 4 * 3);
    for pixel in pixels.data().chunks_exact(4) {
        bytes.extend_from_slice(&pixel[..3]);
    }
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(PACKING);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canvas::{self, INK, Type};
    use crate::report::fonts::width;

    /// The first and last column of a drawn text that is not white, in pixels of the drawing.
    fn drawn_span(text: &str, size: f64, bold: bool) -> Option<(f64, f64)> {
        let look = Type {
            bold,
            ..Type::new(size, INK)
        };
        let svg = canvas::draw("t", (900.0, 60.0), "", "", |c| {
            c.text(10.0, 40.0, text, look);
        });
        let pixels = Rasteriser::default().draw(&svg).expect("a picture");
        let wide = pixels.width() as usize;
        let dark = pixels.pixels().iter().enumerate();
        let dark = dark.filter(|(_, p)| p.red() < 128);
        let columns: Vec<usize> = dark.map(|(i, _)| i % wide).collect();
        let (first, last) = (columns.iter().min()?, columns.iter().max()?);
        Some((*first as f64 / 2.0, *last as f64 / 2.0))
    }

    #[test]
    fn a_text_is_as_wide_as_the_table_of_advances_says() {
        for bold in [false, true] {
            // From stem to stem: adding letters moves the right end by their advances.
            let text = "Ringkøbing-Skjern Æblegrød på Ærø 1.234 − 5,6 pct. ≥ 10 % Å";
            let (from, short) = drawn_span("l", 16.0, bold).expect("ink");
            let (_, long) = drawn_span(&format!("{text}l"), 16.0, bold).expect("ink");
            assert!(from > 10.0 && from < 13.0);
            assert!((long - short - width(text, 16.0, bold)).abs() < 1.0);
        }
    }

    #[test]
    fn danish_letters_are_in_the_font() {
        for letter in "æøåÆØÅéüö–−≥≤±×".chars() {
            let ink = drawn_span(&letter.to_string(), 30.0, false);
            assert!(ink.is_some(), "{letter}");
        }
        // A letter the font lacks leaves no ink: nothing is taken from the system's fonts.
        assert_eq!(drawn_span("\u{4e00}", 30.0, false), None);
    }
}
