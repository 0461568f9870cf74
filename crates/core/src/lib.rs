//! The rules of a move, the same code in the browser and on the server.
//!
//! A request is parsed into a [`MoveRequest`]; the store reads [`MoveFacts`]; [`check`] lists every
//! [`Blocker`]; [`decide`] turns an unblocked request into a [`MoveDecision`]; only the store commits a
//! [`MoveDecision`]. Modules stand in that order.
//!
//! This crate does no IO, knows no clock and no randomness: time enters as [`MoveFacts::as_of`].
//! It holds every message text once, in [`blocker`], and every path and body once, in [`wire`].
#![no_std]

extern crate alloc;

pub mod blocker;
pub mod check;
pub mod decide;
pub mod facts;
pub mod field;
pub mod form;
pub mod ids;
pub mod parse;
pub mod plan;
pub mod time;
pub mod wire;

pub use blocker::Blocker;
pub use check::{Checks, Outcome, Rule, check};
pub use decide::{MoveDecision, Refusal, decide};
pub use facts::MoveFacts;
pub use field::FieldError;
pub use parse::MoveRequest;
pub use plan::{Plan, PlanDigest};
pub use time::Timestamp;
