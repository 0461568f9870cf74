//! What the move page knows, and what follows from it: the facts of this moment, the rows of the list of checks and what
//! is said aloud.
//!
//! Pure: no HTTP, no browser, no signals. Every state of a row comes from [`handover_core::check`], never from a text
//! of the server.

use crate::api::ApiError;
use handover_core::facts::{MoveFacts, PairFacts};
use handover_core::ids::{CustomerId, OrderId};
use handover_core::parse::{Username, parse_customer_id, parse_username};
use handover_core::wire::MoveBody;
use handover_core::{Blocker, Checks, MoveRequest, Outcome, Rule, Timestamp};

/// What the person has typed and ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Customer Username (Email Address), as typed.
    pub username: String,
    /// Customer ID, as typed.
    pub customer_id: String,
    /// The checkbox of the seed's step 5.
    pub retain_contacts: bool,
}

/// How far the two fields of the new customer are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// At least one is empty.
    Incomplete,
    /// Both are filled, and at least one cannot be right (M2).
    Malformed,
    /// Both are of good form.
    Pair(Pair),
}

impl Typed {
    /// Whether this pair is typed.
    pub fn is(&self, pair: &Pair) -> bool {
        match self {
            Self::Pair(typed) => typed == pair,
            Self::Incomplete | Self::Malformed => false,
        }
    }
}

/// A username and a Customer ID of good form; whether they belong together is for the server to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The username.
    pub username: Username,
    /// The Customer ID.
    pub customer_id: CustomerId,
}

impl Form {
    /// How far the two fields are.
    pub fn typed(&self) -> Typed {
        if self.username.trim().is_empty() || self.customer_id.trim().is_empty() {
            return Typed::Incomplete;
        }
        match (parse_username(&self.username), parse_customer_id(&self.customer_id)) {
            (Ok(username), Ok(customer_id)) => Typed::Pair(Pair { username, customer_id }),
            (Ok(_) | Err(_), Ok(_) | Err(_)) => Typed::Malformed,
        }
    }

    /// The body of a look-up.
    pub fn body(&self) -> MoveBody {
        MoveBody {
            username: self.username.clone(),
            customer_id: self.customer_id.clone(),
            retain_contacts: self.retain_contacts,
        }
    }

    /// The request that a confirmation is about.
    pub fn request(&self, order_id: OrderId) -> Option<MoveRequest> {
        MoveRequest::parse(order_id, &self.body()).ok()
    }
}

/// Facts as the server read them.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The facts.
    pub facts: MoveFacts,
    /// For which pair they hold; none when the pair was not looked up.
    pub pair: Option<Pair>,
    /// When they arrived, on the page's steady clock in milliseconds.
    pub arrived_ms: f64,
}

/// What the look-up of the pair is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LookUp {
    /// Nothing to do, or answered.
    #[default]
    Idle,
    /// Asked, or about to be asked, for this pair.
    Running(Pair),
    /// It did not work for this pair.
    Failed(Pair, ApiError),
}

/// The facts of this moment: the server's, with its clock running on and only with a pair that is still the typed one.
pub fn facts_now(read: &Read, typed: &Typed, now_ms: f64) -> MoveFacts {
    let mut facts = read.facts.clone();
    facts.as_of = Timestamp(facts.as_of.0 + whole_ms(now_ms - read.arrived_ms));
    facts.new_customer = match typed {
        Typed::Pair(pair) if read.pair.as_ref() == Some(pair) => facts.new_customer,
        Typed::Pair(_) | Typed::Incomplete => PairFacts::NotLookedUp,
        // What cannot be right belongs to nobody; no look-up is needed to say so.
        Typed::Malformed => PairFacts::LookedUp { id_known: false, username_known: false, matched: None },
    };
    facts
}

#[expect(clippy::cast_possible_truncation, reason = "a page is not open for 285,000 years, where f64 ends to be exact")]
fn whole_ms(elapsed_ms: f64) -> i64 {
    elapsed_ms.max(0.0) as i64
}

/// One row of the list of checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The rule, which is the row's place.
    pub rule: Rule,
    /// What became of it.
    pub state: RowState,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowState {
    /// Nothing stands in the way.
    Passed,
    /// These stand in the way; never empty.
    Blocked(Vec<Blocker>),
    /// The pair is not there yet.
    Waiting,
    /// An answer is on its way.
    Checking,
}

/// Every row, always the same rules in the same places: all but R0, whose failure is a page of its own. Without facts
/// all of them are being checked.
pub fn rows(checks: Option<&Checks>, is_looking_up: bool) -> Vec<Row> {
    let shown = Rule::ALL.into_iter().filter(|&rule| rule != Rule::Authority);
    shown
        .map(|rule| {
            let outcome = checks.and_then(|checks| checks.outcomes().iter().find(|(of, _)| *of == rule));
            let state = match outcome {
                None => RowState::Checking,
                Some((_, Outcome::Passed)) => RowState::Passed,
                Some((_, Outcome::Blocked(blockers))) => RowState::Blocked(blockers.clone()),
                Some((_, Outcome::Waiting)) if is_looking_up => RowState::Checking,
                Some((_, Outcome::Waiting)) => RowState::Waiting,
            };
            Row { rule, state }
        })
        .collect()
}

/// How many rows passed.
pub fn passed_count(rows: &[Row]) -> usize {
    rows.iter().filter(|row| row.state == RowState::Passed).count()
}

/// Whether the clock has to run: something clears by itself at a known time.
pub fn needs_clock(rows: &[Row]) -> bool {
    rows.iter().any(|row| match &row.state {
        RowState::Blocked(blockers) => blockers.iter().any(|blocker| blocker.clears_at().is_some()),
        RowState::Passed | RowState::Waiting | RowState::Checking => false,
    })
}

/// `10 of 12 checks passed, 1 is blocked, 1 waits for the new customer.`
pub fn summary(rows: &[Row]) -> String {
    let blocked = rows.iter().filter(|row| matches!(row.state, RowState::Blocked(_))).count();
    let waiting = rows.iter().filter(|row| row.state == RowState::Waiting).count();
    let mut parts = vec![format!("{} of {} checks passed", passed_count(rows), rows.len())];
    if blocked > 0 {
        parts.push(format!("{blocked} {} blocked", if blocked == 1 { "is" } else { "are" }));
    }
    if waiting > 0 {
        parts.push(format!("{waiting} {} for the new customer", if waiting == 1 { "waits" } else { "wait" }));
    }
    parts.join(", ") + "."
}

/// How many blocked checks the reason beside Confirm names; the list above it has them all.
const NAMED_CHECKS: usize = 3;

/// Why Confirm is off; `None` when it is on.
pub fn open_checks(rows: &[Row]) -> Option<String> {
    let open: Vec<_> = rows.iter().filter(|row| row.state != RowState::Passed).collect();
    let count = open.len();
    if count == 0 {
        return None;
    }
    let mut parts: Vec<_> = open
        .iter()
        .filter(|row| matches!(row.state, RowState::Blocked(_)))
        .map(|row| row.rule.title().to_string())
        .collect();
    let waiting = count - parts.len();
    if parts.len() > NAMED_CHECKS {
        let others = parts.split_off(NAMED_CHECKS).len();
        parts.push(format!("{others} more blocked"));
    }
    if waiting > 0 {
        let is_checking = open.iter().any(|row| row.state == RowState::Checking);
        let what = if is_checking { "being checked" } else { "waiting for the new customer" };
        parts.push(format!("{waiting} {what}"));
    }
    let are = if count == 1 { "check is" } else { "checks are" };
    Some(format!("{count} {are} open: {}.", parts.join("; ")))
}

/// What is said aloud when rows that were blocked have passed by themselves or by a remedy; empty when none has.
pub fn newly_passed(before: &[Row], after: &[Row]) -> String {
    let passed = before
        .iter()
        .zip(after)
        .filter(|(before, after)| matches!(before.state, RowState::Blocked(_)) && after.state == RowState::Passed);
    let titles: Vec<_> = passed.map(|(_, after)| after.rule.title()).collect();
    if titles.is_empty() { String::new() } else { format!("Passed now: {}. {}", titles.join("; "), summary(after)) }
}

/// `in 9 days`, `in 3 hours`, `in 40 seconds`; rounded up, so that it never promises too early.
pub fn remaining(until: Timestamp, now: Timestamp) -> String {
    const UNITS: [(i64, &str); 4] =
        [(86_400_000, "days"), (3_600_000, "hours"), (60_000, "minutes"), (1_000, "seconds")];
    let left_ms = (until.0 - now.0).max(0);
    // Two of a unit before it is used: "in 36 hours" says more than "in 2 days".
    let (unit_ms, unit) = UNITS.into_iter().find(|(unit_ms, _)| left_ms > 2 * unit_ms).unwrap_or((1_000, "seconds"));
    let count = (left_ms + unit_ms - 1) / unit_ms;
    if count == 1 { "in 1 second".into() } else { format!("in {count} {unit}") }
}

#[cfg(test)]
mod tests;
