//! The server of Handover.
