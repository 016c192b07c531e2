//! Sorted stretches of weeks: merging, clipping and intersecting them.

use crate::calendar::Window;

/// Adds a stretch to a sorted list, joining it with the last one when they touch or overlap.
pub fn merged(list: &mut Vec<Window>, next: Window) {
    match list.last_mut() {
        Some(last) if next.first.0 <= last.last.0 + 1 => last.last = last.last.max(next.last),
        _ => list.push(next),
    }
}

/// The part of `stretch` inside `bounds`, if any.
pub fn clip(stretch: Window, bounds: Window) -> Option<Window> {
    let part = Window {
        first: stretch.first.max(bounds.first),
        last: stretch.last.min(bounds.last),
    };
    (part.first <= part.last).then_some(part)
}

/// Calls `found` with every common part of two sorted lists, in order.
pub fn intersect(a: &[Window], b: &[Window], mut found: impl FnMut(Window)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if let Some(part) = clip(a[i], b[j]) {
            found(part);
        }
        if a[i].last <= b[j].last {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Week;
    use proptest::prelude::*;

    fn window(first: i32, last: i32) -> Window {
        Window {
            first: Week(first),
            last: Week(last),
        }
    }

    #[test]
    fn touching_stretches_become_one() {
        let mut list = Vec::new();
        for next in [window(1, 3), window(4, 5), window(7, 9), window(8, 8)] {
            merged(&mut list, next);
        }
        assert_eq!(list, vec![window(1, 5), window(7, 9)]);
    }

    fn sorted_list() -> impl Strategy<Value = Vec<Window>> {
        prop::collection::vec((0..60i32, 0..6i32), 0..8).prop_map(|mut raw| {
            raw.sort_unstable();
            let mut list = Vec::new();
            for (first, length) in raw {
                merged(&mut list, window(first, first + length));
            }
            list
        })
    }

    proptest! {
        #[test]
        fn the_intersection_holds_just_the_weeks_in_both(a in sorted_list(), b in sorted_list()) {
            let mut common = Vec::new();
            intersect(&a, &b, |part| common.push(part));
            for week in -1..70 {
                let inside = |list: &[Window]| list.iter().filter(|w| w.contains(Week(week))).count();
                prop_assert_eq!(inside(&common), inside(&a) * inside(&b));
            }
        }
    }
}
