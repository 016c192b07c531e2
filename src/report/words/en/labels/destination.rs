//! Labels of destinations and origins in English, by code.

pub fn label(code: &str) -> Option<&'static str> {
    Some(match code {
        "destination-found" => {
            "{state_en}: {percent} percent of the {ended} who ended[ ({started} have started a course)]"
        }
        "destination-shows" => "The state right after the course, in percent of those who ended it",
        "destination-course" => "Courses started and ended",
        "destination-persons-who" => "Persons who",
        "destination-started" => "Have started",
        "destination-ended" => "Have ended",
        "destination-still-in" => "Are still in a course",
        "destination-in-course-at-end" => "In a course at the end of the year",
        "destination-share-of-started" => "Share of those who started",
        "destination-percent-of-ended" => "Percent of those who ended",
        "destination-title" => "Where those who ended went",
        "destination-origin" => "Support before the course",
        "destination-flow" => "Started and ended by year",
        "destination-by-age" => "Where those who ended went, by age at the start",
        "destination-by-length" => "Where those who ended went, by length of the course",
        "destination-age" => "Age",
        "destination-length" => "Weeks in the course",
        "destination-years-under" => "Under {high}",
        "destination-years-from-to" => "{low} to {high}",
        "destination-years-over" => "{low} and over",
        "destination-weeks-under" => "Under {high} weeks",
        "destination-weeks-from-to" => "{low} to {high} weeks",
        "destination-weeks-over" => "{low} weeks and more",
        "destination-state" => "State",
        "destination-other" => "Other",
        "destination-unknown" => "Unknown",
        _ => return None,
    })
}
