//! Points in time. The core never asks what time it is: it is told.

use alloc::{format, string::String};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, UTC, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;

impl Timestamp {
    /// The time `days` days later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * DAY_MS)
    }

    /// `2026-12-03 15:05 UTC`. Written here because the calendar crates weigh more than the whole core in the page.
    #[must_use]
    pub fn utc_minute(self) -> String {
        let days = self.0.div_euclid(DAY_MS);
        let minutes = self.0.rem_euclid(DAY_MS) / 60_000;
        let (year, month, day) = civil_from_days(days);
        format!("{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", minutes / 60, minutes % 60)
    }
}

/// Days since 1970-01-01 to year, month, day in the proleptic Gregorian calendar
/// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_prints_as_utc_to_the_minute() {
        assert_eq!(Timestamp(0).utc_minute(), "1970-01-01 00:00 UTC");
        assert_eq!(Timestamp(1_796_310_300_000).utc_minute(), "2026-12-03 15:05 UTC");
        assert_eq!(Timestamp(951_782_400_000).utc_minute(), "2000-02-29 00:00 UTC");
        assert_eq!(Timestamp(-60_000).utc_minute(), "1969-12-31 23:59 UTC");
    }
}
