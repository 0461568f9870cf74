//! The rules of a move.
#![no_std]
