//! Collects spells in the order of a file. Rows in order go straight into the store's own arrays; only rows out of order are kept aside.

use super::source::Blank;
use super::store::PackedSpell;

/// Spells gathered so far, persons numbered in order of their first row. Code 0 is kept until the end: it tells that a week was observed.
#[derive(Default)]
pub(super) struct Gathered {
    ends: Vec<usize>,
    packed: Vec<PackedSpell>,
    /// Where each entry of `packed` stood in the file; empty when rows are not traced.
    rows: Vec<u32>,
    traced: bool,
    /// Rows that came out of order: of a person left earlier, or not after the person's last week.
    strays: Vec<Stray>,
    /// Each person's last stray, plus one; 0 for none. Empty while there are no strays.
    last_stray: Vec<usize>,
}

/// A row out of order. All rows of a person after the first stray are strays too, so each person's rows keep the file's order.
#[derive(Clone, Copy)]
struct Stray {
    person: u32,
    /// Where the row stood in the file.
    row: u32,
    spell: PackedSpell,
}

/// The arrays of a spell store, and what was wrong on the way.
pub(super) struct Finished {
    pub ends: Vec<usize>,
    pub packed: Vec<PackedSpell>,
    /// Each person's last observed week, when blank ends observation.
    pub observed_to: Option<Vec<i16>>,
    /// Rows that claim a week which an earlier row of the person holds, ascending; 0 when unknown.
    pub overlaps: Vec<u32>,
    /// Persons observed again after a blank, when blank ends observation.
    pub observed_again: u64,
}

impl Gathered {
    /// Gathers and remembers where each row stood, so that a part of a file can be added to the whole.
    pub fn traced() -> Gathered {
        Gathered {
            traced: true,
            ..Gathered::default()
        }
    }

    /// Number of persons.
    pub fn persons(&self) -> usize {
        self.ends.len()
    }

    /// Makes room for persons without rows, up to this one.
    pub fn person(&mut self, person: u32) {
        while self.ends.len() <= person as usize {
            self.ends.push(self.packed.len());
        }
    }

    /// Adds one row. An adjacent row with the same code lengthens the spell before it.
    pub fn push(&mut self, person: u32, spell: PackedSpell, row: u32) {
        self.person(person);
        if let Some(&stray) = self.last_stray.get(person as usize)
            && stray > 0
        {
            return self.push_stray(Some(stray - 1), person, spell, row);
        }
        let is_last = person as usize + 1 == self.ends.len();
        let (start, end) = bounds(&self.ends, person as usize);
        match self.packed[start..end].last_mut() {
            Some(last) if lengthens(last, spell) => last.to = spell.to,
            Some(last) if is_last && spell.from > last.to => self.append(spell, row),
            None if is_last => self.append(spell, row),
            _ => self.push_stray(None, person, spell, row),
        }
    }

    fn append(&mut self, spell: PackedSpell, row: u32) {
        self.packed.push(spell);
        if self.traced {
            self.rows.push(row);
        }
        if let Some(end) = self.ends.last_mut() {
            *end = self.packed.len();
        }
    }

    fn push_stray(&mut self, last: Option<usize>, person: u32, spell: PackedSpell, row: u32) {
        if let Some(last) = last.map(|i| &mut self.strays[i].spell)
            && lengthens(last, spell)
        {
            last.to = spell.to;
            return;
        }
        self.strays.push(Stray { person, row, spell });
        if self.last_stray.len() <= person as usize {
            self.last_stray.resize(self.ends.len(), 0);
        }
        self.last_stray[person as usize] = self.strays.len();
    }

    /// Adds the next person with all spells at once, in order.
    pub fn append_person(&mut self, spells: &[PackedSpell]) {
        self.packed.extend_from_slice(spells);
        self.ends.push(self.packed.len());
    }

    /// First and last week of any row.
    pub fn weeks(&self) -> Option<(i16, i16)> {
        let all = || {
            let strays = self.strays.iter().map(|s| &s.spell);
            self.packed.iter().chain(strays)
        };
        Some((all().map(|s| s.from).min()?, all().map(|s| s.to).max()?))
    }

    /// Adds the rows of a later part of the file; `numbers` holds the whole's number of each person of the part.
    pub fn absorb(&mut self, part: &Gathered, numbers: &[u32]) {
        for (local, &person) in numbers.iter().enumerate() {
            self.person(person);
            let (start, end) = bounds(&part.ends, local);
            for at in start..end {
                let row = part.rows.get(at).copied().unwrap_or(0);
                self.push(person, part.packed[at], row);
            }
        }
        for stray in &part.strays {
            self.push(numbers[stray.person as usize], stray.spell, stray.row);
        }
    }

    /// Sorts what came out of order, settles overlaps and drops the weeks with code 0. `first` is the register's first week.
    ///
    /// Overlaps are settled for the later row in any case, so that the store stays sound; `overlaps` tells where they were.
    pub fn finish(mut self, blank: Blank, first: i16) -> Finished {
        let mut overlaps = Vec::new();
        if !self.strays.is_empty() {
            self.sort_in_strays(&mut overlaps);
        }
        let mut done = Finished {
            ends: self.ends,
            packed: self.packed,
            observed_to: None,
            overlaps,
            observed_again: 0,
        };
        if blank == Blank::Unobserved {
            end_observation(&mut done, first);
        }
        drop_code_0(&mut done);
        done.ends.shrink_to_fit();
        done.packed.shrink_to_fit();
        done
    }

    fn sort_in_strays(&mut self, overlaps: &mut Vec<u32>) {
        self.strays.sort_by_key(|s| s.person);
        let mut packed = Vec::with_capacity(self.packed.len() + self.strays.len());
        let mut strays = self.strays.as_slice();
        let mut rows: Vec<Row> = Vec::new();
        let mut start = 0;
        for (person, end) in self.ends.iter_mut().enumerate() {
            let main = &self.packed[start..*end];
            start = *end;
            let out_of_order = strays.partition_point(|s| s.person as usize == person);
            if out_of_order == 0 {
                packed.extend_from_slice(main);
            } else {
                rows.clear();
                rows.extend(main.iter().map(|s| (*s, 0)));
                rows.extend(strays[..out_of_order].iter().map(|s| (s.spell, s.row)));
                strays = &strays[out_of_order..];
                settle(&rows, &mut packed, overlaps);
            }
            *end = packed.len();
        }
        self.packed = packed;
        self.strays = Vec::new();
        overlaps.sort_unstable();
    }
}

/// A spell and where it stood in the file.
type Row = (PackedSpell, u32);

fn bounds(ends: &[usize], person: usize) -> (usize, usize) {
    let start = if person == 0 { 0 } else { ends[person - 1] };
    (start, ends[person])
}

fn lengthens(last: &PackedSpell, next: PackedSpell) -> bool {
    last.code == next.code && i32::from(last.to) + 1 == i32::from(next.from)
}

/// Appends one person's rows in order of weeks; where rows claim the same week the later row of the file has it.
fn settle(rows: &[Row], packed: &mut Vec<PackedSpell>, overlaps: &mut Vec<u32>) {
    let mut sorted = rows.to_vec();
    sorted.sort_by_key(|(spell, _)| spell.from);
    let mut furthest: Option<Row> = None;
    let found = overlaps.len();
    for &(spell, row) in &sorted {
        match furthest {
            Some((held, held_row)) if spell.from <= held.to => overlaps.push(row.max(held_row)),
            _ => {}
        }
        if furthest.is_none_or(|(held, _)| spell.to > held.to) {
            furthest = Some((spell, row));
        }
    }
    if overlaps.len() > found {
        sorted = painted(rows);
    }
    let start = packed.len();
    for (spell, _) in sorted {
        match packed[start..].last_mut() {
            Some(last) if lengthens(last, spell) => last.to = spell.to,
            _ => packed.push(spell),
        }
    }
}

/// The rows laid week by week one over the other, in the order of the file.
fn painted(rows: &[Row]) -> Vec<Row> {
    let first = rows.iter().map(|(s, _)| s.from).min().unwrap_or(0);
    let last = rows.iter().map(|(s, _)| s.to).max().unwrap_or(first);
    let week = |w: i16| (i32::from(w) - i32::from(first)) as usize;
    let mut weeks: Vec<Option<u16>> = vec![None; week(last) + 1];
    for (spell, _) in rows {
        weeks[week(spell.from)..=week(spell.to)].fill(Some(spell.code));
    }
    let held = (first..=last).zip(weeks);
    held.filter_map(|(week, code)| {
        let spell = |code| PackedSpell {
            code,
            from: week,
            to: week,
        };
        code.map(|code| (spell(code), 0))
    })
    .collect()
}

/// Reads each person's last observed week from the last row, and counts persons with a blank before it.
fn end_observation(done: &mut Finished, first: i16) {
    let mut start = 0;
    let mut observed_to = Vec::with_capacity(done.ends.len());
    for &end in &done.ends {
        let mut next = i32::from(first);
        let mut unbroken = true;
        for spell in &done.packed[start..end] {
            unbroken &= i32::from(spell.from) <= next;
            next = i32::from(spell.to) + 1;
        }
        done.observed_again += u64::from(!unbroken);
        observed_to.push((next - 1) as i16);
        start = end;
    }
    done.observed_to = Some(observed_to);
}

/// Removes the spells with code 0, which are blank weeks.
fn drop_code_0(done: &mut Finished) {
    if done.packed.iter().all(|s| s.code != 0) {
        return;
    }
    let mut kept = 0;
    let mut start = 0;
    for end in &mut done.ends {
        for at in start..*end {
            if done.packed[at].code != 0 {
                done.packed[kept] = done.packed[at];
                kept += 1;
            }
        }
        start = *end;
        *end = kept;
    }
    done.packed.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spell(code: u16, from: i16, to: i16) -> PackedSpell {
        PackedSpell { code, from, to }
    }

    #[test]
    fn rows_in_order_are_merged_and_rows_out_of_order_are_sorted_in() {
        let mut all = Gathered::default();
        all.push(0, spell(810, 1, 1), 2);
        all.push(0, spell(810, 2, 2), 3);
        all.push(1, spell(730, 5, 9), 4);
        all.push(0, spell(817, 7, 8), 5);
        all.push(0, spell(890, 4, 5), 6);
        let done = all.finish(Blank::NoBenefit, 1);
        assert_eq!(done.ends, [3, 4]);
        assert_eq!(
            done.packed,
            [
                spell(810, 1, 2),
                spell(890, 4, 5),
                spell(817, 7, 8),
                spell(730, 5, 9)
            ]
        );
        assert!(done.overlaps.is_empty());
    }

    #[test]
    fn the_later_row_wins_the_weeks_that_two_rows_claim() {
        let mut all = Gathered::default();
        all.push(0, spell(810, 1, 10), 2);
        all.push(0, spell(817, 4, 5), 3);
        all.push(0, spell(0, 9, 9), 4);
        let done = all.finish(Blank::NoBenefit, 1);
        assert_eq!(done.overlaps, [3, 4]);
        assert_eq!(
            done.packed,
            [
                spell(810, 1, 3),
                spell(817, 4, 5),
                spell(810, 6, 8),
                spell(810, 10, 10)
            ]
        );
    }

    #[test]
    fn observation_ends_with_the_last_row_and_a_blank_before_it_is_counted() {
        let mut all = Gathered::default();
        all.push(0, spell(0, 1, 3), 0);
        all.push(0, spell(1, 4, 4), 0);
        all.push(1, spell(1, 2, 3), 0);
        all.person(2);
        let done = all.finish(Blank::Unobserved, 1);
        assert_eq!(done.observed_to, Some(vec![4, 3, 0]));
        assert_eq!(done.observed_again, 1);
        assert_eq!(done.packed, [spell(1, 4, 4), spell(1, 2, 3)]);
    }

    proptest! {
        /// Weeks painted one by one in the order of the file are what the store holds, however the file is cut into parts.
        #[test]
        fn parts_of_any_size_give_what_painting_week_by_week_gives(
            rows in prop::collection::vec((0u32..4, 0u16..3, 0i16..20, 0i16..4), 0..60),
            cut in 1usize..20,
        ) {
            let mut weeks = [[0u16; 24]; 4];
            let mut whole = Gathered::default();
            let mut row = 0;
            for part in rows.chunks(cut) {
                let mut local = Gathered::traced();
                for &(person, code, from, len) in part {
                    row += 1;
                    weeks[person as usize][from as usize..=(from + len) as usize].fill(code);
                    local.push(person, spell(code, from, from + len), row);
                }
                let numbers: Vec<u32> = (0..local.persons() as u32).collect();
                whole.absorb(&local, &numbers);
            }
            whole.person(3);
            let done = whole.finish(Blank::NoBenefit, 0);
            for (person, weeks) in weeks.iter().enumerate() {
                let mut held = [0u16; 24];
                let (start, end) = bounds(&done.ends, person);
                for s in &done.packed[start..end] {
                    held[s.from as usize..=s.to as usize].fill(s.code);
                }
                prop_assert_eq!(&held, weeks);
                for pair in done.packed[start..end].windows(2) {
                    prop_assert!(pair[0].to < pair[1].from);
                    prop_assert!(!lengthens(&pair[0], pair[1]));
                }
            }
        }
    }
}
