//! The sheet of paper under every chart: plotters' SVG backend, in tenths of a pixel, with measured text.

use super::fonts;
use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, TextStyle};
use std::fmt::Write;

/// Plotters draws on whole numbers: a finer grid than the pixels keeps curves smooth.
const GRID: f64 = 10.0;
/// plotters-svg divides the size of a text by this.
const PLOTTERS_TEXT: f64 = 1.24;
/// plotters-svg lets a text hang this far (in em) below its anchor.
const HANG: f64 = 0.76;

pub const INK: RGBColor = RGBColor(0x1a, 0x1a, 0x1a);
pub const GREY: RGBColor = RGBColor(0x59, 0x59, 0x59);
pub const FAINT: RGBColor = RGBColor(0xd9, 0xd9, 0xd9);
pub const SHADE: RGBColor = RGBColor(0xef, 0xef, 0xef);
pub const WHITE: RGBColor = RGBColor(0xff, 0xff, 0xff);
/// Vermillion and blue of Okabe and Ito.
pub const VERMILLION: RGBColor = RGBColor(0xd5, 0x5e, 0x00);
pub const BLUE: RGBColor = RGBColor(0x00, 0x72, 0xb2);

/// A line's look; `dash` is length and gap.
#[derive(Debug, Clone, Copy)]
pub struct Stroke {
    pub color: RGBColor,
    pub width: f64,
    pub dash: Option<(f64, f64)>,
}

impl Stroke {
    pub fn solid(color: RGBColor, width: f64) -> Stroke {
        Stroke {
            color,
            width,
            dash: None,
        }
    }

    pub fn dashed(color: RGBColor, width: f64) -> Stroke {
        let dash = Some((5.5, 3.5));
        Stroke { color, width, dash }
    }
}

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A text's look.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    pub size: f64,
    pub bold: bool,
    pub color: RGBColor,
    pub anchor: Anchor,
}

impl Type {
    pub fn new(size: f64, color: RGBColor) -> Type {
        Type {
            size,
            bold: false,
            color,
            anchor: Anchor::Start,
        }
    }

    pub fn bold(self) -> Type {
        Type { bold: true, ..self }
    }

    pub fn middle(self) -> Type {
        let anchor = Anchor::Middle;
        Type { anchor, ..self }
    }

    pub fn end(self) -> Type {
        let anchor = Anchor::End;
        Type { anchor, ..self }
    }
}

/// A finished drawing: its elements and what a screen reader says.
#[derive(Debug, Clone, PartialEq)]
pub struct Svg {
    pub id: String,
    pub width: f64,
    pub height: f64,
    pub title: String,
    pub description: String,
    elements: String,
}

impl Svg {
    /// For an HTML page that holds the font and the style.
    pub fn inline(&self) -> String {
        self.document("")
    }

    /// A file of its own, the font in it once.
    pub fn standalone(&self) -> String {
        let style = format!("<style>\n{}{LINES}</style>\n", *fonts::FACES);
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.push_str(&self.document(&style));
        out
    }

    /// As `standalone`, without the font: for a reader that has the font already.
    pub fn for_raster(&self) -> String {
        self.document(&format!("<style>{LINES}</style>\n"))
    }

    fn document(&self, style: &str) -> String {
        let (w, h) = (self.width, self.height);
        let id = escape(&self.id);
        let title = escape(&self.title);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {} {}\" role=\"img\" \
             aria-label=\"{title}\" aria-describedby=\"{id}-desc\">\n<title>{title}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{style}{}</svg>\n",
            w * GRID,
            h * GRID,
            escape(&self.description),
            self.elements
        )
    }
}

/// The style every drawing needs, in its own file or in the page.
pub const LINES: &str = "polyline{stroke-linejoin:round}rect{shape-rendering:crispEdges}\n";

/// Text that may stand in XML or HTML, in an attribute too.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// What is drawn on; coordinates are pixels from the upper left corner.
pub struct Canvas<'a> {
    backend: SVGBackend<'a>,
    /// The dashes of each polyline in the order of drawing: plotters knows only solid lines.
    dashes: Vec<Option<(f64, f64)>>,
}

/// Draws on a sheet of the given size.
pub fn draw(
    id: &str,
    size: (f64, f64),
    title: &str,
    description: &str,
    paint: impl FnOnce(&mut Canvas),
) -> Svg {
    let (width, height) = (size.0.ceil(), size.1.ceil());
    let mut buffer = String::new();
    let mut canvas = Canvas {
        backend: SVGBackend::with_string(&mut buffer, (1, 1)),
        dashes: Vec::new(),
    };
    canvas.rect(0.0, 0.0, width, height, WHITE);
    paint(&mut canvas);
    let dashes = std::mem::take(&mut canvas.dashes);
    drop(canvas);
    Svg {
        id: id.to_string(),
        width,
        height,
        title: title.to_string(),
        description: description.to_string(),
        elements: elements(&buffer, &dashes),
    }
}

/// The elements inside plotters' document, each text on one line and each dashed line with its dashes.
fn elements(document: &str, dashes: &[Option<(f64, f64)>]) -> String {
    let mut dashes = dashes.iter();
    let mut out = String::with_capacity(document.len());
    let inside = document
        .lines()
        .filter(|l| !l.starts_with("<svg") && *l != "</svg>");
    for line in inside {
        let dash = line
            .starts_with("<polyline")
            .then(|| dashes.next().copied().flatten());
        match (line.strip_suffix("/>"), dash.flatten()) {
            (Some(open), Some((length, gap))) => {
                let _ = write!(
                    out,
                    "{open} stroke-dasharray=\"{} {}\"/>",
                    length * GRID,
                    gap * GRID
                );
            }
            _ => out.push_str(line),
        }
        if line.ends_with("/>") || line == "</text>" {
            out.push('\n');
        }
    }
    out.replace(" opacity=\"1\"", "")
}

impl Canvas<'_> {
    pub fn line(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        if points.len() < 2 {
            return;
        }
        self.dashes.push(stroke.dash);
        let style = stroke.color.stroke_width(whole(stroke.width) as u32);
        let path = points.iter().map(|&(x, y)| (whole(x), whole(y)));
        self.backend.draw_path(path, &style).unwrap_or(IN_MEMORY);
    }

    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, color: RGBColor) {
        self.fill(x, y, width, height, color, 1.0);
    }

    pub fn fill(&mut self, x: f64, y: f64, width: f64, height: f64, color: RGBColor, alpha: f64) {
        let (from, to) = ((whole(x), whole(y)), (whole(x + width), whole(y + height)));
        let style = color.mix(alpha).filled();
        self.backend
            .draw_rect(from, to, &style, true)
            .unwrap_or(IN_MEMORY);
    }

    pub fn polygon(&mut self, points: &[(f64, f64)], color: RGBColor, alpha: f64) {
        let style = color.mix(alpha).filled();
        let path = points.iter().map(|&(x, y)| (whole(x), whole(y)));
        self.backend.fill_polygon(path, &style).unwrap_or(IN_MEMORY);
    }

    /// An outlined box.
    pub fn frame(&mut self, x: f64, y: f64, width: f64, height: f64, stroke: Stroke) {
        let (right, low) = (x + width, y + height);
        let corners = [(x, y), (right, y), (right, low), (x, low), (x, y)];
        self.line(&corners, stroke);
    }

    /// A dot: filled, or white with a ring.
    pub fn dot(&mut self, x: f64, y: f64, radius: f64, color: RGBColor, filled: bool) {
        let center = (whole(x), whole(y));
        let inner = if filled { color } else { WHITE };
        self.backend
            .draw_circle(center, whole(radius) as u32, &color.filled(), true)
            .unwrap_or(IN_MEMORY);
        if !filled {
            self.backend
                .draw_circle(center, whole(radius - 1.5) as u32, &inner.filled(), true)
                .unwrap_or(IN_MEMORY);
        }
    }

    /// A text whose baseline is at `y`.
    pub fn text(&mut self, x: f64, y: f64, text: &str, look: Type) {
        let top = y - HANG * look.size;
        self.place(text, look, (x, top), FontTransform::None);
    }

    /// A text read upwards, centred on the point.
    pub fn upright(&mut self, x: f64, y: f64, text: &str, look: Type) {
        let look = look.middle();
        let point = (x - HANG * look.size, y);
        self.place(text, look, point, FontTransform::Rotate270);
    }

    fn place(&mut self, text: &str, look: Type, point: (f64, f64), turn: FontTransform) {
        let style = if look.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let size = look.size * GRID * PLOTTERS_TEXT;
        let font = FontDesc::new(FontFamily::Name(fonts::FAMILY), size, style).transform(turn);
        let h_pos = match look.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle::from(font)
            .color(&look.color)
            .pos(Pos::new(h_pos, VPos::Top));
        let point = (whole(point.0), whole(point.1));
        self.backend
            .draw_text(text, &style, point)
            .unwrap_or(IN_MEMORY);
    }
}

/// Plotters writes into a string, which does not fail.
const IN_MEMORY: () = ();

fn whole(pixels: f64) -> i32 {
    (pixels * GRID).round() as i32
}
