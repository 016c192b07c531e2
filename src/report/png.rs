//! Pictures from the same SVG, at twice its size, with the embedded font and nothing from the system.

use super::canvas::Svg;
use super::fonts;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::io;
use std::sync::Arc;

const ZOOM: f32 = 2.0;

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
        let tree = Tree::from_str(&svg.for_raster(), &self.options).map_err(io::Error::other)?;
        let size = tree.size().to_int_size().scale_by(ZOOM);
        let size = size.ok_or_else(|| io::Error::other("the drawing is empty"))?;
        let mut pixels = Pixmap::new(size.width(), size.height())
            .ok_or_else(|| io::Error::other("the drawing is empty"))?;
        let zoom = Transform::from_scale(ZOOM, ZOOM);
        resvg::render(&tree, zoom, &mut pixels.as_mut());
        pixels.encode_png().map_err(io::Error::other)
    }
}
