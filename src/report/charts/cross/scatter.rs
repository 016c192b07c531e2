//! Points of two columns against each other with a least-squares line, and the names of the points that have room for one.

use super::across::text_over_grid;
use super::legend::{Key, Legend};
use super::plot::{Plot, Reading, ticks};
use super::rows::fold;
use crate::findings::Row;
use crate::report::axis::{Panel, Scale, TICK_SIZE, Ticks};
use crate::report::canvas::{BLUE, Canvas, FAINT, GREY, INK, Stroke, Svg, Type, WHITE};
use crate::report::charts::{EDGE, WIDTH};
use crate::report::fonts::{widest, width};
use crate::report::words::Say;

const HEIGHT: f64 = 470.0;
const LINE: f64 = 17.0;
const NAME: f64 = 12.0;
const RADIUS: f64 = 4.6;

struct Point {
    x: f64,
    y: f64,
    name: String,
}

pub fn draw(plot: &Plot) -> Svg {
    let points = points(plot);
    let line = least_squares(&points);
    let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().map(|p| (p.x, p.y)).unzip();
    let (x_ticks, y_ticks) = (ticks(&xs, false, 8), ticks(&ys, false, 7));
    let labels = y_ticks.labels(plot.reader.language);
    let ticks_wide = widest(labels.iter().map(String::as_str), TICK_SIZE, false);
    let y_title = plot.y_title();
    let beside = fold(&y_title, TICK_SIZE, false, HEIGHT);
    let x = Scale {
        values: x_ticks.range(),
        pixels: (
            EDGE + beside.len() as f64 * LINE + 14.0 + ticks_wide,
            WIDTH - EDGE - 26.0,
        ),
    };
    let x_title = plot.x_title();
    let title = fold(&x_title, TICK_SIZE, false, x.pixels.1 - x.pixels.0);
    let legend = Legend::new(match line {
        Some(_) => {
            let words = plot.reader.say(Say::LegendLeastSquares).to_string();
            vec![(Key::Stroke(line_look()), words)]
        }
        None => vec![],
    });
    let panel = |top: f64| Panel::new(x, y_ticks.range(), top, top + HEIGHT);
    let names = Names::place(&points, line, &panel(0.0));
    let below = 30.0 + title.len() as f64 * LINE;
    let body = legend.height() + 6.0 + HEIGHT + below;
    plot.sheet(notes(plot, &points, &names))
        .draw(body, |canvas, top| {
            legend.draw(canvas, top);
            let top = top + legend.height() + 6.0;
            let panel = panel(top);
            panel.y_axis(canvas, &y_ticks, plot.reader.language);
            x_axis(plot, canvas, &panel, &x_ticks);
            if let Some((base, slope)) = line {
                let (low, high) = ends(&xs);
                let curve = [low, high].map(|x| (x, Some(base + slope * x)));
                panel.curve(canvas, &curve, line_look());
            }
            // Points over names, whose white ground may touch them.
            for name in &names.placed {
                let look = Type::new(NAME, INK);
                text_over_grid(canvas, name.x, top + name.y, name.text, look);
            }
            for point in &points {
                let (x, y) = panel.point(point.x, point.y);
                canvas.dot(x, y, RADIUS + 1.0, WHITE, true);
                canvas.dot(x, y, RADIUS, BLUE, true);
            }
            let middle = (panel.top() + panel.bottom()) / 2.0;
            for (i, line) in beside.iter().enumerate() {
                let at = EDGE + (i as f64 + 0.75) * LINE;
                canvas.upright(at, middle, line, Type::new(TICK_SIZE, INK));
            }
            for (i, line) in title.iter().enumerate() {
                panel.x_title(canvas, line, panel.bottom() + 43.0 + i as f64 * LINE);
            }
        })
}

fn points(plot: &Plot) -> Vec<Point> {
    let point = |row: &Row| {
        let value = |nth: usize| Reading::of(row.cells.get(plot.chart.columns[nth])?).value();
        Some(Point {
            x: value(0)?,
            y: value(1)?,
            name: plot.reader.language.label(&row.label),
        })
    };
    plot.rows().into_iter().filter_map(point).collect()
}

/// How many points there are, how many rows have none, and how many points have no name.
fn notes(plot: &Plot, points: &[Point], names: &Names) -> Vec<String> {
    let mut notes = vec![format!("n = {}.", points.len())];
    let count = |n: usize| n.to_string();
    let missing = plot.rows().len() - points.len();
    if missing > 0 {
        notes.push(
            plot.reader
                .tell(Say::NoteNotDrawn, &[("rows", &count(missing))]),
        );
    }
    let unnamed = points.len() - names.placed.len();
    if unnamed > 0 {
        let blanks = [("points", count(unnamed))];
        notes.push(
            plot.reader
                .tell(Say::NoteUnnamed, &[("points", &blanks[0].1)]),
        );
    }
    vec![notes.join(" ")]
}

/// Intercept and slope, when there are three points that differ along x.
fn least_squares(points: &[Point]) -> Option<(f64, f64)> {
    if points.len() < 3 {
        return None;
    }
    let n = points.len() as f64;
    let mean = |of: fn(&Point) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.x), mean(|p| p.y));
    let across: f64 = points.iter().map(|p| (p.x - x).powi(2)).sum();
    let along: f64 = points.iter().map(|p| (p.x - x) * (p.y - y)).sum();
    let slope = along / across;
    // Rounding leaves a little of the spread of equal numbers.
    let spread = across > 1e-18 * n * x.abs().max(1e-9).powi(2);
    (spread && slope.is_finite()).then_some((y - slope * x, slope))
}

fn ends(values: &[f64]) -> (f64, f64) {
    let widen = |(l, h): (f64, f64), v: &f64| (l.min(*v), h.max(*v));
    values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), widen)
}

fn line_look() -> Stroke {
    Stroke::dashed(INK, 1.6)
}

fn x_axis(plot: &Plot, canvas: &mut Canvas, panel: &Panel, ticks: &Ticks) {
    let labels = ticks.labels(plot.reader.language);
    for (&tick, label) in ticks.values.iter().zip(&labels) {
        let x = panel.x.at(tick);
        let line = [(x, panel.top()), (x, panel.bottom())];
        canvas.line(&line, Stroke::solid(FAINT, 0.8));
        let look = Type::new(TICK_SIZE, GREY).middle();
        canvas.text(x, panel.bottom() + 6.0 + TICK_SIZE, label, look);
    }
    let foot = [
        (panel.left(), panel.bottom()),
        (panel.right(), panel.bottom()),
    ];
    canvas.line(&foot, Stroke::solid(INK, 1.0));
}

/// Names beside their points, relative to the panel's upper edge.
struct Names<'a> {
    placed: Vec<Name<'a>>,
}

struct Name<'a> {
    text: &'a str,
    x: f64,
    /// The middle of the letters.
    y: f64,
}

/// Left, top, right, bottom.
type Area = [f64; 4];

impl<'a> Names<'a> {
    /// Each name at the first place around its point that is free of points, of other names and of the frame, and of the line if
    /// there is one that is.
    fn place(points: &'a [Point], line: Option<(f64, f64)>, panel: &Panel) -> Names<'a> {
        let dots: Vec<(f64, f64)> = points.iter().map(|p| panel.point(p.x, p.y)).collect();
        let mut taken: Vec<Area> = dots
            .iter()
            .map(|(x, y)| [x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS])
            .collect();
        let mut placed = vec![];
        for (point, &(x, y)) in points.iter().zip(&dots) {
            let wide = width(&point.name, NAME, false);
            let near = RADIUS + 4.0;
            let places = [
                (x + near, y),
                (x - near - wide, y),
                (x - wide / 2.0, y - near - 5.0),
                (x - wide / 2.0, y + near + 5.0),
                (x + near - 2.0, y - 9.0),
                (x + near - 2.0, y + 9.0),
                (x - near + 2.0 - wide, y - 9.0),
                (x - near + 2.0 - wide, y + 9.0),
            ];
            let area = |(x, y): (f64, f64)| [x - 1.0, y - 6.5, x + wide + 1.0, y + 6.5];
            let free = |at: &(f64, f64)| {
                let area = area(*at);
                inside(area, panel) && !taken.iter().any(|t| meet(*t, area))
            };
            let off_line = |at: &&(f64, f64)| !crosses(area(**at), line, panel);
            let open: Vec<(f64, f64)> = places.into_iter().filter(free).collect();
            let free = open.iter().find(off_line).or(open.first()).copied();
            if let Some((x, y)) = free {
                taken.push(area((x, y)));
                let text = point.name.as_str();
                placed.push(Name { text, x, y });
            }
        }
        Names { placed }
    }
}

/// Whether the line runs through an area.
fn crosses([left, top, right, bottom]: Area, line: Option<(f64, f64)>, panel: &Panel) -> bool {
    let Some((base, slope)) = line else {
        return false;
    };
    let value = |x: f64| {
        let ((from, to), (low, high)) = (panel.x.pixels, panel.x.values);
        low + (x - from) / (to - from) * (high - low)
    };
    let [a, b] = [left, right].map(|x| panel.y.at(base + slope * value(x)));
    a.min(b) < bottom && top < a.max(b)
}

fn inside([left, top, right, bottom]: Area, panel: &Panel) -> bool {
    left >= panel.left() && right <= WIDTH - EDGE && top >= panel.top() && bottom <= panel.bottom()
}

fn meet(a: Area, b: Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64, name: &str) -> Point {
        let name = name.to_string();
        Point { x, y, name }
    }

    #[test]
    fn the_line_is_the_one_by_hand() {
        // Means 2 and 3; sum of products 4, of squares 2.
        let points = [(1.0, 1.0), (2.0, 3.0), (3.0, 5.0)].map(|(x, y)| point(x, y, ""));
        assert_eq!(least_squares(&points), Some((-1.0, 2.0)));
        let upright = [(0.1, 1.0), (0.1, 3.0), (0.1, 5.0)].map(|(x, y)| point(x, y, ""));
        assert_eq!(least_squares(&upright), None);
        assert_eq!(least_squares(&points[..2]), None);
    }

    #[test]
    fn no_name_lies_over_another_or_over_a_point() {
        let points: Vec<Point> = (0..60)
            .map(|i| {
                let i = f64::from(i);
                point(i * 37.0 % 101.0, i * 53.0 % 97.0, "Ringkøbing-Skjern")
            })
            .collect();
        let x = Scale {
            values: (0.0, 100.0),
            pixels: (60.0, 860.0),
        };
        let panel = Panel::new(x, (0.0, 100.0), 0.0, HEIGHT);
        let names = Names::place(&points, None, &panel);
        assert!(names.placed.len() > 20 && names.placed.len() < 60);
        let wide = width("Ringkøbing-Skjern", NAME, false);
        let areas: Vec<Area> = names
            .placed
            .iter()
            .map(|n| [n.x, n.y - 6.0, n.x + wide, n.y + 6.0])
            .collect();
        for (i, a) in areas.iter().enumerate() {
            assert!(areas[..i].iter().all(|b| !meet(*a, *b)));
            let dots = points.iter().map(|p| panel.point(p.x, p.y));
            let mut dots = dots.map(|(x, y)| [x - 4.0, y - 4.0, x + 4.0, y + 4.0]);
            assert!(!dots.any(|d| meet(*a, d)));
        }
    }
}
