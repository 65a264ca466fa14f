//! Thin covers, each over one browser feature.

pub mod channel;
pub mod clock;
mod database;
pub mod journal;
pub mod memory;
pub mod page;
pub mod page_life;
pub mod popup;
pub mod task;
pub mod turn;
