//! The drivers in made-up time: what a person would notice if a line of them broke.

mod fake;
mod journal_first;
mod memos;
mod outlive;
mod page_life;
mod reentrancy;
mod secret;
mod token;
mod turns;
mod words;
